"""What the office has in hand: items led through draft, review, publication and what comes after, each by those who may.

Takes:   `items/drafts.toml`: where each item stands on any day that is today.
Gives:   acts on the agenda. Nobody signs what they wrote and nobody two stages, here as anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from demo import county
from demo.agenda import Agenda
from demo.officers import Officers
from demo.papers import form, picture
from gongkai.apps.files import actions as files
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import Item
from gongkai.law.calendar import Calendar
from gongkai.law.procedures.publication import STAGES
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS

ORGAN = "changtu-office"
_SIGNERS = {
    "first_review": ("clerk", 2),
    "first_proof": ("clerk", 2),
    "second_review": ("reviewer", 1),
    "second_proof": ("reviewer", 1),
    "secrecy_review": ("secrecy", 1),
    "third_review": ("head", 1),
    "third_proof": ("head", 1),
}
"""Who signs which stage: role and seat."""
_A_DAY = ("first_proof", "second_proof", "secrecy_review", "third_proof")
"""Signatures with which a day's work on an item ends."""
_SIGNED = ("cleared", "scheduled", "live")
_BEYOND = ("repealed", "merged", "mistaken", "archived", "renewed", "amending", "live")
"""Where an item stands that was published first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act: the day after drafting began, in working days; who; what."""

    day: int
    event: str
    role: str
    seat: int
    data: Mapping[str, object]


class Drafting:
    """Puts what is in hand on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today
        self._rows: dict[str, Item] = {}

    def put_all(self) -> None:
        for told in county.table("items/drafts.toml")["item"]:
            begun = self._back(told["back"])
            self._agenda.put(begun, self._begin(told, begun))

    def _back(self, days: int, after: date | None = None) -> date:
        """The working day so many before a day, today when none is told."""
        return county.working_days_before(self._calendar, after or self._today, days)

    def _actor(self, role: str, seat: int = 1) -> Actor:
        return self._officers.actor(ORGAN, role, seat)

    def _begin(self, told: Mapping[str, Any], begun: date) -> Any:
        def draft(now: datetime) -> None:
            content = self._content(told, begun, now)
            self._rows[told["key"]] = publishing.draft(self._actor("clerk"), content, now)
            day, at = begun, 0
            for step in self._steps(told):
                while at < step.day:
                    day, at = self._calendar.advance(day, 1), at + 1
                self._agenda.put(day, self._do(told, step, begun))

        return draft

    def _do(self, told: Mapping[str, Any], step: Step, begun: date) -> Any:
        def do(now: datetime) -> None:
            row, actor = self._rows[told["key"]], self._actor(step.role, step.seat)
            if step.event == "edit":
                content = self._content({**told, "body": told["body"] + "更新时间以本页为准。\n"}, begun, now)
                publishing.edit(actor, row.pk, content, now)
                return
            data = dict(step.data)
            if step.event == "secrecy_review":
                data["objects"] = ["body", *(f"file-{place}" for place in self._attached(told))]
            if step.event == "withdraw" and data["how"] == "merged":
                data["successor"] = self._rows[told["successor"]].number
            if step.event == "schedule":
                data["publish_at"] = f"{self._calendar.advance(self._today, 1):%Y-%m-%d} 09:00"
            publishing.act(actor, row.pk, step.event, data, now)

        return do

    def _steps(self, told: Mapping[str, Any]) -> Iterator[Step]:
        """The acts after the draft until the item stands where it should."""
        stands = told["stands"]
        if stands == "draft":
            return
        if stands == "discarded":
            yield Step(1, "discard", "clerk", 1, {"reason": "与已公开的信息重复。"})
        elif stands in ("withheld", "withhold_review"):
            yield Step(0, "propose_withhold", "clerk", 1, {})
            if stands == "withheld":
                yield Step(1, "approve_withhold", "head", 1, {})
        elif stands in ("owing", "ratified"):
            yield Step(0, "emergency", "head", 1, {"reason": "险情紧急，须立即告知公众，审签手续随后补办。"})
            if stands == "ratified":
                yield Step(1, "ratify", "leader", 1, {"opinion": "内容属实，同意。"})
        else:
            yield from self._reviewed(told)

    def _reviewed(self, told: Mapping[str, Any]) -> Iterator[Step]:
        stands = told["stands"]
        day = 0
        yield Step(day, "submit", "clerk", 1, {})
        if "exempted" in told:
            yield Step(day, "exempt", "leader", 1, {"reason": told["exempted"]})
        for stage, then in self._signing(stands, day + 1):
            role, seat = _SIGNERS[stage]
            yield Step(then, stage, role, seat, {"checked": _all_lines(stage)})
            day = then
        if stands not in (*_SIGNED, *_BEYOND):
            return
        day += 1
        if stands == "scheduled":
            yield Step(day, "schedule", "clerk", 1, {})
        elif stands in _BEYOND and "interprets" not in told:
            yield Step(day, "publish", "clerk", 1, {})
        yield from self._afterwards(told, day)

    def _afterwards(self, told: Mapping[str, Any], day: int) -> Iterator[Step]:
        stands = told["stands"]
        if stands == "archived":
            yield Step(day + 20, "archive", "clerk", 1, {})
        elif stands in ("mistaken", "merged"):
            reason = "误将内部通知公开。" if stands == "mistaken" else "内容已并入新的时刻表。"
            yield Step(day + 2, "withdraw", "head", 1, {"how": stands, "reason": reason})
        elif stands == "repealed":
            by = told["withdrawn_by"].format(year=self._today.year)
            yield Step(day + 12, "withdraw", "head", 1, {"how": "repealed", "reason": "被新的办法代替。", "by": by})
        elif stands in ("renewed", "amending"):
            yield Step(day + 5, "correct", "clerk", 1, {"reason": "内容有变化，需要更新。"})
            yield Step(day + 5, "edit", "clerk", 1, {})
        if stands == "renewed":
            yield Step(day + 5, "submit", "clerk", 1, {})
            for stage, then in self._signing(stands, day + 6):
                yield Step(then, stage, *_SIGNERS[stage], {"checked": _all_lines(stage)})
            yield Step(day + 10, "publish", "clerk", 1, {})

    def _signing(self, stands: str, day: int) -> Iterator[tuple[str, int]]:
        """The stages that are signed before the item stands there, each with its day."""
        for stage, _ in STAGES:
            if stage == stands:
                return
            yield stage, day
            day += stage in _A_DAY

    def _content(self, told: Mapping[str, Any], begun: date, now: datetime) -> Content:
        formed = self._back(told["formed"], begun)
        words = {"year": self._today.year}
        fields: dict[str, object] = {
            "title": told["title"].format(**words),
            "genre": told.get("genre", "information"),
            "column": told["column"],
            "attribute": told.get("attribute", "proactive"),
            "formed_on": formed.isoformat(),
            "source": "昌图县人民政府办公室",
            "summary": _summary(told["body"]),
        }
        fields |= {name: told[name] for name in ("ground", "ground_reason") if name in told}
        for name in ("document_number", "registration_number"):
            if name in told:
                fields[name] = told[name].format(**words)
        if "interprets" in told:
            fields["interprets"] = self._rows[told["interprets"]].number
        said = ""
        if "effective" in told:
            effective = self._back(told["effective"], self._today)
            fields["effective_on"], said = (
                effective.isoformat(),
                f"{effective.year}年{effective.month}月{effective.day}日",
            )
            if "valid_years" in told:
                last = date(effective.year + told["valid_years"], effective.month, min(effective.day, 28)) - timedelta(
                    1
                )
                fields["valid_until"] = last.isoformat()
        kept = tuple(self._files(told, now))
        lines = [f"<p>{line}</p>" for line in told["body"].strip().format(effective=said, **words).splitlines()]
        shown = [f'<figure><img src="file:{each.digest}" alt="{each.alt}"></figure>' for each in kept if each.alt]
        return Content(fields, "".join((*lines, *shown)), kept)

    def _files(self, told: Mapping[str, Any], now: datetime) -> Iterator[FileRef]:
        actor = self._actor("clerk")
        if "picture" in told:
            blob = files.store(actor, picture(), "tujie.png", now)
            yield FileRef(blob.digest, "tujie.png", "picture", told["picture"])
        if "attached" in told:
            name = f"{told['attached']}.docx"
            blob = files.store(actor, form(told["attached"]), name, now)
            yield FileRef(blob.digest, name)

    def _attached(self, told: Mapping[str, Any]) -> tuple[int, ...]:
        return (1,) if "attached" in told else ()


def _summary(body: str) -> str:
    """The first line that says something: neither whom it is written to nor a heading or a day that is filled in later."""
    lines = body.strip().splitlines()
    return next((each for each in lines if len(each) > 12 and not each.endswith("：") and "{" not in each), lines[0])[
        :80
    ]


def _all_lines(stage: str) -> list[str]:
    return list(PUBLICATION_FORMS[stage].field("checked").choices)
