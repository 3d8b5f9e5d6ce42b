"""The county's 3938 items of 2024, searched by words of two characters: every one that has the word is found, and none that has not.

What has a word is told by looking through what was published (title, text, summary, number, keywords, attachments), not by the index.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.publishing.models import FileUse, Item, VersionFile
from gongkai.apps.search.queries import MOST, ON_PAGE
from gongkai.texts.plain import plain
from tests.rigs.demo_county import DemoCounty

OFFICE, YEAR, COUNT = "changtu-office", 2024, 3938
WORDS, COMMONEST = 300, 8
FEW = 3 * ON_PAGE
"""So many are read to the last page; of more than these the first page is, and the number: every twentieth word to the last page too."""
ITEMS = ("policy", "interpretation", "information")
OTHERS = ("document", "report", "question", "activity")
_COUNTED = re.compile(r"找到(超过)?(\d+)条")
_HAN = re.compile("[一-鿿]{2,}")


@dataclass(frozen=True)
class Text:
    """One published item: where its words are sought, and what of it a reader sees first."""

    number: str
    pieces: tuple[str, ...]
    shown: tuple[str, str]


def _published() -> list[Text]:
    rows = Item.objects.filter(organ__code=OFFICE, published_on__year=YEAR, way="imported", state="live")
    rows = rows.select_related("live__version")
    names: dict[int, list[str]] = defaultdict(list)
    used = VersionFile.objects.filter(use=FileUse.ATTACHMENT, version__in=rows.values("live__version"))
    for version_id, *told in used.values_list("version_id", "name", "blob__text"):
        names[version_id] += told
    found = []
    for row in rows:
        assert row.live is not None
        version = row.live.version
        fields: dict[str, Any] = json.loads(version.meta)
        body = plain(version.body)
        told = [str(fields.get(name) or "") for name in ("document_number", "keywords")]
        summary = str(fields.get("summary") or "")
        pieces = [version.title, f"{summary}\n{body}", *told, *names[version.pk]]
        # A word goes on over the end of a line: Chinese has no spaces.
        found.append(Text(row.number, tuple("".join(each.split()) for each in pieces), (version.title, body)))
    return found


def _words(texts: list[Text]) -> list[str]:
    """Pairs of characters that occur: the commonest, and others from all of them by lot, always the same."""
    counted: Counter[str] = Counter()
    for text in texts:
        runs = [run for part in text.shown for run in _HAN.findall(part)]
        counted.update({run[at : at + 2] for run in runs for at in range(len(run) - 1)})
    common = [word for word, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:COMMONEST]]
    rest = sorted(set(counted) - set(common))
    return common + Random(YEAR).sample(rest, WORDS)


def _asked(client: Client, **told: str) -> Any:
    answer = client.get("/api/search", {"organ": OFFICE, "year": str(YEAR), "synonyms": "false", **told})
    assert answer.status_code == 200, answer.content
    return answer.json()


def _numbers(client: Client, word: str, pages: int) -> tuple[list[str], Any, int]:
    """The items that the interface tells, page by page; the last of its answers; how many things of other kinds were told."""
    found: list[str] = []
    others = 0
    for page in range(1, pages + 1):
        told = _asked(client, q=word, page=str(page))
        found += [each["number"] for each in told["results"] if each["kind"] in ITEMS]
        others += sum(each["kind"] not in ITEMS for each in told["results"])
        if told["next"] is None:
            break
    assert told["count"] >= len(found) + others, word
    return found, told, others


def _on_the_page(client: Client, word: str) -> tuple[str, list[str]]:
    answer = client.get("/search/", {"organ": OFFICE, "year": str(YEAR), "exact": "1", "q": word})
    tree = LexborHTMLParser(answer.content)
    head = tree.css_first("#results")
    links = [str(each.attributes["href"]) for each in tree.css(".results h3 a")]
    return head.text() if head else "", links


@pytest.fixture
def unhindered(settings: Any) -> Client:
    settings.SEARCHES_A_MINUTE = settings.API_A_MINUTE = settings.SUGGESTIONS_A_MINUTE = 0
    return Client()


def test_every_item_that_has_a_word_is_found_and_no_other(demo_county: DemoCounty, unhindered: Client) -> None:
    texts = _published()
    assert len(texts) == COUNT
    beside = sum(_asked(unhindered, kind=kind)["count"] for kind in OTHERS)
    wrong: list[str] = []
    common = 0
    for at, word in enumerate(_words(texts)):
        truth = {text.number for text in texts if any(word in piece for piece in text.pieces)}
        whole = len(truth) <= FEW or at % 20 == 0
        found, told, others = _numbers(unhindered, word, MOST // ON_PAGE if whole else 1)
        listed = len(found) + others
        if len(found) != len(set(found)) or not set(found) <= truth:
            wrong.append(f"{word}: told twice, or without the word: {sorted(set(found) - truth)[:3]}")
        if not _true(told["count"], told["more"], len(truth), beside):
            wrong.append(f"{word}: {told['count']}, more: {told['more']}; in truth {len(truth)}")
        if whole and listed < MOST and (told["more"] or told["count"] != listed or set(found) != truth):
            wrong.append(f"{word}: {len(found)} of {len(truth)}, lost: {sorted(truth - set(found))[:3]}")
        if len(truth) > FEW and listed < ON_PAGE:
            wrong.append(f"{word}: {listed} on the first page")
        common += len(truth) > MOST
        # The page says the same in other words: its first twenty, and how many there are.
        if at % 8 == 0:
            said, links = _on_the_page(unhindered, word)
            count = _COUNTED.fullmatch(said)
            items = [number for number in (link.rstrip("/").rpartition("/")[2] for link in links) if number in truth]
            if count is None or not _true(int(count[2]), bool(count[1]), len(truth), beside):
                wrong.append(f"{word}: the page says {said}; in truth {len(truth)}")
            if items != [each for each in found if each in set(items)] or len(links) != min(told["count"], ON_PAGE):
                wrong.append(f"{word}: the page lists {links[:3]}, the interface {found[:3]}")
    assert not wrong, "\n".join(wrong)
    assert common, "some words stand in more items than are listed"


def _true(count: int, more: bool, items: int, beside: int) -> bool:
    """Whether so many, or more, is true of so many items; there may be something else with the word `beside` them."""
    return count < items + beside if more else items <= count <= items + beside


def test_a_word_that_stands_nowhere_is_not_found(demo_county: DemoCounty, unhindered: Client) -> None:
    told = "".join(piece for text in _published() for piece in text.pieces)
    nowhere = next(a + b for a in "鼎彝簋" for b in "霁霭霾" if a + b not in told)
    assert _asked(unhindered, q=nowhere)["count"] == 0
    assert _on_the_page(unhindered, nowhere) == ("", [])
