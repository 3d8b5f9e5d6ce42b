"""Which act of a case comes next, on which day, entered when, and with what in its form?

Takes:   a `Situation` (situations.py), the state and the last day that the case has by now, the calendar, today.
Gives:   `Planned` acts, one after the other, since a day may hang on what the law made of the acts before. None after the
         last, and none of a day that is yet to come.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.situations import BadSituation, Situation, Step
from gongkai.law.calendar import Calendar
from gongkai.law.clocks.receipt import RULES, Channel
from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.table import Procedure

_WHAT_IS_MEANT = {"third_party": "第三方", "co_producer": "共同制作机关", "other_organ": "其他机关"}
_BESIDE = {"by", "seat", "day", "annul", "letter", "papers", "into"}
"""Values of a line that are no fields of the form: whose role, which of several persons; those of a correction; whether the letter is
made, which papers come with the act, what the parts of a request are called."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One act to be done. `number` tells whether the form asks for a letter's number, which the register gives; `beside` what the line says
    that is no field of the form.
    """

    event: str
    day: date
    entered: date
    role: str
    seat: int
    data: Mapping[str, object]
    private: Mapping[str, str]
    number: bool
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fillings:
    """What forms are filled with where a line says nothing (`cases/steps.toml`), and the words for persons."""

    defaults: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, str]
    way: Mapping[str, tuple[str, str]]
    evidence: Mapping[str, str]


@dataclass(slots=True)
class Course:
    """One case on its way. `opening` holds what its first act tells, `persons` what is private, by field."""

    situation: Situation
    procedure: Procedure
    forms: Mapping[str, Form]
    fillings: Fillings
    calendar: Calendar
    today: date
    order: int
    opening: Step
    persons: Mapping[str, str]
    base: date = field(init=False)
    entered: date = field(init=False)
    told: list[tuple[date, Mapping[str, object]]] = field(default_factory=list, init=False)
    asked: dict[str, str] = field(default_factory=dict, init=False)
    manner: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.base = self.entered = self._day(self.situation.start, self.today, None)

    def next(self, state: str, due: date | None) -> Planned | None:
        """The next act of a case that is in `state` with `due` as its last day; it counts as done."""
        place = len(self.told)
        if place > len(self.situation.steps):
            return None
        step = self.opening if place == 0 else self.situation.steps[place - 1]
        day = self.base if place == 0 else self._day(step.day, self.base, due)
        late = step.day.startswith("-")
        entered = max(self.entered, day)
        if step.delay:
            entered = self.calendar.advance(entered, step.delay)
        if max(day, entered) > self.today:
            return None
        data = self._data(step, day, due)
        role = step.values.get("by") or self._role(state, step)
        seat = int(step.values.get("seat", self.order % 2 + 1))
        form = self.forms[step.event]
        told = (each.name for each in form.fields if each.private and (each.required or each.name in self.persons))
        private = {name: self.persons[name] for name in told}
        self.told.append((day, data))
        self.base, self.entered = (self.base if late else day), entered
        numbered = any(each.name == "number" and each.required for each in form.fields) and "number" not in data
        beside = {name: value for name, value in step.values.items() if name in _BESIDE}
        return Planned(step.event, day, entered, role, seat, data, private, numbered, beside)

    def _role(self, state: str, step: Step) -> str:
        for row in self.procedure.transitions:
            if (row.source, row.event) == (state, step.event):
                return row.roles[0]
        raise BadSituation(f"{self.situation.reference}：“{self.procedure.states[state]}”时不能“{step.event}”。")

    def _day(self, word: str, base: date, due: date | None) -> date:
        if re.fullmatch(r"\+\d+", word):
            return self.calendar.advance(base, int(word[1:]))
        if re.fullmatch(r"-\d+", word):
            return _back(self.calendar, base, int(word[1:]))
        if re.fullmatch(r"=?\d{4}-\d{2}-\d{2}", word):
            return date.fromisoformat(word.removeprefix("="))
        if re.fullmatch(r"=\d{2}-\d{2}", word):
            return date.fromisoformat(f"{base.year}-{word[1:]}")
        if found := re.fullmatch(r"(due|T)([+-]\d+)?", word):
            start = self.today if found[1] == "T" else due
            if start is None:
                raise BadSituation(f"{self.situation.reference}：还没有期限，不能写“{word}”。")
            length = int(found[2] or 0)
            return self.calendar.advance(start, length) if length >= 0 else _back(self.calendar, start, -length)
        raise BadSituation(f"{self.situation.reference}：“{word}”不是日期。")

    def _data(self, step: Step, day: date, due: date | None) -> dict[str, object]:
        if step.event == "correct":
            return self._correction(step)
        form = self.forms[step.event]
        values = {**self._usual(step.event), **step.values}
        if "reason" not in step.values and (decision := values.get("decision")):
            values["reason"] = self.fillings.reasons[decision]
        data = {}
        for each in form.fields:
            if not each.private and not each.by_program and (text := values.get(each.name, "")):
                data[each.name] = self._value(each, text, day, due)
        if unknown := set(values) - {each.name for each in form.fields} - _BESIDE:
            raise BadSituation(f"{self.situation.reference}：“{step.event}”没有“{'、'.join(sorted(unknown))}”。")
        self._remember(step.event, data)
        return data

    def _usual(self, event: str) -> dict[str, str]:
        """What the event's form is filled with: the defaults, the body that was asked last, the manner wished for."""
        usual = dict(self.fillings.defaults.get(event, {}))
        names = {each.name for each in self.forms[event].fields}
        body = next((each for each in _WHAT_IS_MEANT if each in event), "")
        if "label" in names:
            usual["label"] = self.asked.get(body, _WHAT_IS_MEANT.get(body, ""))
        if "manner" in names and self.manner:
            usual["manner"] = self.manner
            if "evidence" in names:
                usual["evidence"] = self.fillings.evidence[self.manner]
        return {name: text.format(seq=self.order) for name, text in usual.items()}

    def _remember(self, event: str, data: Mapping[str, object]) -> None:
        if event.startswith("consult_"):
            self.asked[event.removeprefix("consult_")] = str(data["label"])
        if len(self.told) == 0:
            self.manner = str(data.get("wanted_way", ""))

    def _value(self, each: Field, text: str, day: date, due: date | None) -> object:
        if each.kind is FieldKind.DAY:
            return self._day(text, day, due).isoformat()
        if each.kind is FieldKind.WHOLE:
            return int(text)
        if each.kind is FieldKind.CHOICES:
            return text.split(",")
        return text == "yes" if each.kind is FieldKind.YES else text

    def _correction(self, step: Step) -> dict[str, object]:
        """What stands in the place of the wrong entry: all that it told, and what the line says differently."""
        reason = step.values.get("reason") or self.fillings.defaults["correct"]["reason"]
        told: dict[str, object] = {"target": step.target, "reason": reason}
        if step.values.get("annul"):
            return {**told, "annul": True}
        day, before = self.told[step.target - 1]
        wrong = self.opening if step.target == 1 else self.situation.steps[step.target - 2]
        fields = {each.name: each for each in self.forms[wrong.event].fields}
        changed = {
            name: self._value(fields[name], text, day, None)
            for name, text in step.values.items()
            if name not in {*_BESIDE, "reason"}
        }
        if "decision" in changed:
            changed["reason"] = self.fillings.reasons[str(changed["decision"])]
        return {**told, "day": step.values.get("day", day.isoformat()), "data": {**before, **changed}}


def request_opening(situation: Situation, fillings: Fillings) -> Step:
    """The first act of a request: registered, or logged where the channel needs a confirmation."""
    channel = Channel(situation.about["channel"])
    way, form = fillings.way[channel.value]
    values = {
        "wanted_way": way,
        "wanted_form": form,
        "items": "1",
        "subject": situation.subject,
        **{name: text for name, text in situation.about.items() if name not in ("who", "papers")},
    }
    return Step("log_arrival" if RULES[channel].confirmed else "register", values=values)


def remedy_opening(situation: Situation, forum: str, request_number: str) -> Step:
    """The first act of a review or a suit."""
    values = {"subject": situation.subject, "forum": forum, "request_number": request_number}
    return Step("notify", values={**values, **{name: text for name, text in situation.about.items() if name != "of"}})


def _back(calendar: Calendar, day: date, working_days: int) -> date:
    """So many working days before a day; the day itself for 0."""
    while working_days > 0:
        day -= timedelta(1)
        working_days -= calendar.works(day)
    return day
