"""Messages of the county: each led from act to act through the doors that citizens and officers use.

Takes:   `county/questions.toml`. Gives: acts on the agenda. Codes follow from the place in the file, so that they are the same wherever
         the county is made under the same keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from demo import county
from demo.agenda import Agenda
from demo.officers import Officers
from gongkai.apps.people.actor import program
from gongkai.apps.questions import actions
from gongkai.law.calendar import Calendar
from gongkai.law.procedures import QUESTION

_PRIVATE = {"name": "asker_name", "contact": "contact", "title": "title", "text": "text"}
_TOLD = ("about", "about_organ", "publish")
_MAIN = {"redirect": "door", "transfer": "to_organ", "void": "ground"}
"""The field that a word behind an event fills."""


class Messages:
    """Puts all of them on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today

    def put_all(self) -> None:
        for place, told in enumerate(county.table("county/questions.toml")["question"]):
            made: list[int] = []
            day = county.working_days_before(self._calendar, self._today, told["back"])
            self._agenda.put(day, self._receiving(told, place, made))
            for event, later, word in steps(told["steps"]):
                day = self._calendar.advance(day, later)
                self._agenda.put(day, self._doing(told, event, word, made))

    def _receiving(self, told: Mapping[str, Any], place: int, made: list[int]) -> Callable[[datetime], None]:
        def receive(now: datetime) -> None:
            channel = told.get("channel", "web")
            organ_id = self._officers.organ(told["organ"]).pk
            actor = program(organ_id) if channel == "web" else self._officers.actor(told["organ"], "clerk")
            data = {"kind": told["kind"], "channel": channel, **{name: told[name] for name in _TOLD if name in told}}
            private = {field: told[name] for name, field in _PRIVATE.items() if name in told}
            found = actions.receive(actor, organ_id, localdate(now), data, private, now, f"{place:032x}")
            made.append(found.question.pk)

        return receive

    def _doing(self, told: Mapping[str, Any], event: str, word: str, made: list[int]) -> Callable[[datetime], None]:
        def do(now: datetime) -> None:
            role = next(row.roles[0] for row in QUESTION.transitions if row.event == event)
            actor = self._officers.actor(told["organ"], role)
            data = dict(self._data(told, event))
            if word:
                data[_MAIN[event]] = word
            actions.act(actor, made[0], event, localdate(now), data, _private(told, event), now)

        return do

    def _data(self, told: Mapping[str, Any], event: str) -> Mapping[str, object]:
        organ = told.get("about_organ", "")
        return {
            "accept": {"kind": told["kind"], "subject": told.get("subject", "")},
            "assign": {"to": "乙经办"},
            "answer": {"manner": "online"},
            "transfer": {"reason": "属于该机关的职责。"},
            "void": {"reason": "与公开工作无关的广告。"},
            "verify": {"found": "true", "note": "与所反映的一致。"},
            "urge": {
                "organ": organ,
                "until": self._calendar.advance(self._today, 5).isoformat(),
                "note": "请依法办理，并书面报告结果。",
            },
            "rectify": {"note": "已经办结并核对。"},
        }.get(event, {})


def _private(told: Mapping[str, Any], event: str) -> Mapping[str, str]:
    match event:
        case "draft":
            return {"answer": told["answer"]}
        case "ask_back":
            return {"message": "请补充家庭人口、现在住房的面积和上年收入，以便判断是否符合条件。"}
        case "prepare":
            return {
                "public_title": told["title"],
                "public_question": told["public_question"],
                "public_answer": told["answer"],
            }
    return {}


def steps(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    """Event, working days after the step before, and the word behind it."""
    for line in lines:
        event, later, *word = line.split()
        yield event, int(later.removeprefix("+")), word[0] if word else ""
