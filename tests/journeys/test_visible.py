"""What the third signature lets out is seen everywhere, what is withdrawn is seen nowhere: the whole service as an operator runs it.

`gongkai run` with its worker on the database of this pass; the office acts in another process; the service is asked over the network.
"""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.journeys.hand_of_an_office import CODE, TITLE, hand
from tests.rigs.served import serving

pytestmark = pytest.mark.database
_PATIENCE_SECONDS = 60.0
_LOCATION = re.compile("<loc>([^<]*)</loc>")


def test_what_is_signed_and_published_is_seen_everywhere_and_what_is_withdrawn_nowhere(
    installation: Mapping[str, str], tmp_path: Path
) -> None:
    with (
        serving(tmp_path, **installation) as root,
        hand({**installation, "GONGKAI_DATA": str(tmp_path / "var")}) as office,
    ):
        number = office.do("sign")
        assert _seen(root, number) == {}
        assert _asked(f"{root}/xxgk/{CODE}/items/{number}/")[0] == 404
        office.do("publish")
        _until(root, number, seen=True)
        office.do("withdraw")
        _until(root, number, seen=False)
        assert _asked(f"{root}/xxgk/{CODE}/items/{number}/")[0] == 410
        assert _asked(f"{root}/api/items/{CODE}/{number}")[0] == 410


def _places(number: str) -> tuple[str, ...]:
    asked = quote(TITLE)
    return (
        f"/xxgk/{CODE}/items/{number}/",
        f"/xxgk/{CODE}/items/",
        f"/search/?q={asked}",
        f"/api/search?q={asked}",
        "/api/items",
        f"/api/items/{CODE}/{number}",
        "/feed.xml",
        "/rss.xml",
        f"/xxgk/{CODE}/feed.xml",
        "/sitemap.xml",
        "/data/items.csv",
        "/data/items.json",
    )


def _until(root: str, number: str, *, seen: bool) -> None:
    """Ask until all places agree; how soon that has to be is measured by the bench, on a machine that does nothing else."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        places = _seen(root, number)
        wrong = [path for path in _places(number) if (path in places) is not seen]
        if not wrong:
            return
        assert time.monotonic() < end, wrong
        time.sleep(0.1)


def _seen(root: str, number: str) -> dict[str, int]:
    """Where the text is told of: by its number, and by its title wherever titles stand."""
    found = {}
    for path in _places(number):
        status, text = _asked(root + path)
        if path == "/sitemap.xml":
            text = "".join(_asked(root + urlsplit(part).path)[1] for part in _LOCATION.findall(text))
        elif TITLE not in text:
            # Words that were asked for stand on the page of the search whether they were found or not.
            continue
        if status == 200 and f"{number}" in text:
            found[path] = status
    return found


def _asked(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()
