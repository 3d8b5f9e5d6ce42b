"""An office in a process of its own beside a running service: does on its standard input what it is told, an act a line.

`sign` brings a text to its third signature, `publish` makes it public, `withdraw` takes it off; the answer is a line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

CODE = "visible"
TITLE = "关于鼎彝陈列馆试开放的通知"


class Hand:
    """The process, as the test speaks to it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, act: str) -> str:
        """The index number of the text, when the act is done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(act, file=self._process.stdin, flush=True)
        number: str = json.loads(self._process.stdout.readline())
        return number


@contextmanager
def hand(settings: Mapping[str, str]) -> Iterator[Hand]:
    """Somebody of the office, with the settings of the service."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.hand_of_an_office"],
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Hand(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0


def _main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.utils import timezone

    from gongkai.apps.publishing import actions
    from gongkai.apps.publishing.content import Content
    from tests.apps.publishing.desk import BODY, FIELDS, drafted, house, signed

    where = house(CODE)
    row = drafted(where, Content({**FIELDS, "title": TITLE}, BODY), timezone.now())
    for line in sys.stdin:
        match line.strip():
            case "sign":
                row = signed(where, row, now=timezone.now())
            case "publish":
                row = actions.act(where.clerk, row.pk, "publish", {}, timezone.now())
            case "withdraw":
                told = {"how": "mistaken", "reason": "见批示"}
                row = actions.act(where.head, row.pk, "withdraw", told, timezone.now())
        print(json.dumps(row.number), flush=True)


if __name__ == "__main__":
    _main()
