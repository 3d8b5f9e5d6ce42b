"""What the county published on its old site, moved in: staged by the clerk, accepted by the head on the next working day.

Takes:   titles (titles.py) with texts (bodies.py), the pages of `items/policies.toml`, a batch that nobody accepted yet.
Gives:   batches on the agenda, a quarter each. An export is written when it is staged and forgotten once it was read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from demo import county
from demo.agenda import Act, Agenda
from demo.bodies import Bodies
from demo.officers import Officers
from demo.papers import picture
from demo.titles import Title, titles, working_days
from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.moving_in import actions as moving_in
from gongkai.law.calendar import Calendar

_PICTURE = "/images/tujie.png"
_GENRES = {"县政府办公室文件": "policy", "政策解读": "text"}
_LONGEST_SUMMARY = 80

Row = dict[str, str]


class OldSite:
    """Puts what was published before, and the years since, on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today
        self._shares, self._parts = county.columns()

    def put_all(self) -> None:
        self._policies()
        told = county.table("county/publishing.toml")
        for each in told["published"]:
            self._year(each["organ"], each["initials"], each["year"], each["count"])
        running = told["running"]
        # The years after those that are written down, as far as they have come.
        for year in range(running["since"], self._today.year + 1):
            self._year(running["organ"], running["initials"], year, running["count"])
        for each in told["register"]:
            self._register(each["organ"], self._titles(each["initials"], each["year"], each["count"]))
        self._waiting()

    def _titles(self, initials: str, year: int, count: int) -> tuple[Title, ...]:
        days = working_days(self._calendar, date(year, 1, 1), date(year, 12, 31))
        return titles(self._shares, self._parts, initials, days, count)

    def _year(self, organ: str, initials: str, year: int, count: int) -> None:
        bodies, place = Bodies(self._parts), 0
        for quarter, published in groupby(
            self._titles(initials, year, count), key=lambda each: (each.day.month + 2) // 3
        ):
            found = tuple(published)
            until = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(1)
            day = min(self._calendar.advance(until, 1), self._calendar.on_or_before(self._today))
            # What came on the day of the import or later is not of the old site.
            known = tuple(each for each in found if each.day < day)
            if known:
                name = f"旧网站{year}年第{quarter}季度.json"
                self._move_in(organ, day, name, self._rows(organ, known, bodies, place))
            place += len(found)

    def _rows(self, organ: str, found: Sequence[Title], bodies: Bodies, first: int) -> Callable[[], Iterable[Row]]:
        """The rows of an export, written when they are asked for: texts name what came before them."""
        return lambda: (self._row(organ, each, bodies, place) for place, each in enumerate(found, first))

    def _row(self, organ: str, item: Title, bodies: Bodies, place: int) -> Row:
        body, genre = bodies.of(item, place), _GENRES.get(item.column, "information")
        if item.title.startswith("一图读懂"):
            body, genre = f'{body}<p><img src="{_PICTURE}" alt="{item.title}，分四步"></p>', "picture"
        return {
            "title": item.title,
            "column": item.column,
            "genre": genre,
            "published_on": item.day.isoformat(),
            "formed_on": (item.day - timedelta(1 + place % 6)).isoformat(),
            "source": self._source(organ, item.title),
            "summary": _summary(body),
            "address": f"/zwgk/{item.day:%Y%m}/t{item.day:%Y%m%d}_{place + 1:05}.html",
            "index_number": item.number,
            "interprets": item.interprets,
            "body": body,
        }

    def _source(self, organ: str, title: str) -> str:
        """Whoever the title begins with, as its author; else the organ itself."""
        for bureau in self._parts["bureau"]:
            if title.startswith(bureau):
                return f"昌图{bureau}"
        town = next((each for each in self._parts["town"] if title.startswith(each)), "")
        return f"昌图县{town}人民政府" if town else str(self._officers.told(organ)["name"])

    def _policies(self) -> None:
        """The pages of the documents in force, with what explains them: the first that were moved in."""
        told = county.table("items/policies.toml")
        documents = {each["number"]: each for each in county.table("county/publishing.toml")["document"]}
        pages = [row for each in told["policy"] for row in _pages_of(each, documents[each["number"]])]
        rows = [*pages, *told["page"]]
        self._move_in(told["organ"], told["moved_in"], "旧网站2022年以前的栏目.json", lambda: rows)

    def _waiting(self) -> None:
        """A batch that the clerk staged and nobody accepted yet."""
        told = county.table("items/waiting.toml")
        day = self._calendar.on_or_before(self._today)
        self._agenda.put(day, self._stage(told["organ"], told["name"], lambda: told["item"], []))

    def _register(self, organ: str, found: Sequence[Title]) -> None:
        """A small organ that has no site of its own only records what it published."""
        items = [LedgerItem(each.number, each.title, each.column, each.day, each.interprets) for each in found]

        def record(now: datetime) -> None:
            publishing.record_items(self._officers.actor(organ, "clerk"), items, now)

        self._agenda.put(self._calendar.advance(items[-1].published_on, 1), record)

    def _move_in(self, organ: str, day: date, name: str, rows: Callable[[], Iterable[Row]]) -> None:
        staged: list[int] = []

        def accept(now: datetime) -> None:
            moving_in.accept(self._officers.actor(organ, "head"), staged[0], now)

        self._agenda.put(day, self._stage(organ, name, rows, staged))
        # What is left of the last day is enough for the head to look at it.
        self._agenda.put(min(self._calendar.advance(day, 1), max(self._today, day)), accept)

    def _stage(self, organ: str, name: str, rows: Callable[[], Iterable[Row]], staged: list[int]) -> Act:
        def stage(now: datetime) -> None:
            clerk: Actor = self._officers.actor(organ, "clerk")
            with TemporaryDirectory() as folder:
                export = _written(Path(folder), rows())
                staged.append(moving_in.stage(clerk, export, "", now, name).batch.pk)

        return stage


def _written(folder: Path, rows: Iterable[Row]) -> Path:
    """An export as the old site would give it: one file of rows, pictures beside it."""
    beside = folder / _PICTURE.lstrip("/")
    beside.parent.mkdir()
    beside.write_bytes(picture())
    export = folder / "items.json"
    export.write_text(json.dumps(list(rows), ensure_ascii=False), encoding="utf-8")
    return export


def _summary(body: str) -> str:
    """The first sentence that says something: that of the second paragraph."""
    lines = re.findall("<p>(.*?)</p>", body)
    return str(lines[min(1, len(lines) - 1)]).partition("。")[0][:_LONGEST_SUMMARY] + "。"


def _pages_of(told: dict[str, Any], document: dict[str, Any]) -> list[Row]:
    """The page of a document and that of its interpretation."""
    body = told["body"].strip().splitlines()
    explained = told["explained"].strip().splitlines()
    both = {
        "published_on": told["published"].isoformat(),
        "formed_on": document["issued"].isoformat(),
        "source": "昌图县人民政府办公室",
    }
    policy = {
        "title": document["title"],
        "genre": "normative",
        "column": "规范性文件",
        "index_number": told["index_number"],
        "document_number": document["number"],
        "effective_on": document["in_force"].isoformat(),
        "summary": told["summary"],
        "address": f"/gfxwj/{told['index_number']}.html",
        "body": "".join(f"<p>{line}</p>" for line in body),
    }
    explanation = {
        "title": told["explanation"],
        "genre": told.get("genre", "text"),
        "column": "政策解读",
        "index_number": f"{told['index_number']}-1",
        "interprets": told["index_number"],
        "summary": explained[0],
        "address": f"/zcjd/{told['index_number']}.html",
        "body": "".join(f"<p>{line}</p>" for line in explained),
    }
    return [{**both, **policy}, {**both, **explanation}]
