"""Every situation of `situations.toml`: a sentence, the acts in the order of entering, and what follows from them."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.clocks import question as clocks
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question_forms import KINDS, QUESTION_FORMS
from gongkai.law.questions import doors, question
from gongkai.law.questions.case import QuestionCase
from gongkai.law.settings import Settings
from tests.law.casework.telling import TODAY, one

SITUATIONS: dict[str, dict[str, Any]] = {
    each["says"]: each
    for each in tomllib.loads(Path(__file__).with_name("situations.toml").read_text(encoding="utf-8"))["situation"]
}
USUAL = {
    "kind": "consult",
    "channel": "web",
    "origin": "office-W-2026-00001",
    "subject": "供热补贴怎样申请",
    "to": "李某",
    "to_organ": "water",
    "organ": "water",
    "door": "request",
    "ground": "spam",
    "found": "true",
    "item": "office-2026-00007",
    "finding": "personal.mobile|ab",
    "manner": "online",
}
DAYS = ("since", "received", "urged", "rectified", "published", "withdrawn")


def acted(lines: list[str]) -> list[CaseAct]:
    acts: list[CaseAct] = []
    for line in lines:
        day, event, *rest = line.split()
        told = dict(word.split("=", 1) for word in rest if "=" in word)
        usual = [
            f"{field.name}={USUAL[field.name]}"
            for field in QUESTION_FORMS[event].fields
            if field.required and not field.private and field.name not in told and field.name in USUAL
        ]
        acts.append(one(" ".join((day, event, *rest, *usual)), acts, QUESTION, QUESTION_FORMS))
    return acts


def entered(situation: dict[str, Any]) -> QuestionCase:
    acts: list[CaseAct] = []
    case: QuestionCase | None = None
    settings = Settings.from_mapping(situation.get("set", {}))
    today = date.fromisoformat(situation.get("today", TODAY.isoformat()))
    for act in acted(situation["acts"]):
        case = question.attempt(acts, act, today, official(), settings)
        acts.append(act)
    assert case is not None
    assert case == question.replay(acts, official(), settings)
    return case


@pytest.mark.parametrize("says", SITUATIONS)
def test_situation(says: str) -> None:
    situation = SITUATIONS[says]
    if "refused" in situation:
        with pytest.raises(Refusal) as caught:
            entered(situation)
        assert situation["refused"] in caught.value.reason
        return
    case = entered(situation)
    for name, value in situation.items():
        if name in ("says", "acts", "set", "today", "deadlines"):
            continue
        assert getattr(case, name) == (date.fromisoformat(value) if name in DAYS else value), name
    if "deadlines" in situation:
        assert {each.key: each.due.isoformat() for each in case.deadlines} == situation["deadlines"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_term_within_the_line_and_says_that_it_is_unverified(kind: str) -> None:
    for setting in (clocks.TERMS[kind],):
        for value in setting.choices:
            chosen = Settings.from_mapping({setting.name: value})
            due = clocks.answer(kind, date(2026, 1, 20), official(), chosen)
            assert due.due < clocks.line(date(2026, 1, 20), official()).due
            assert "未核实" in due.caveats[0]
            assert [step.n for step in due.steps if step.counts] == list(range(1, int(value) + 1))


def test_the_line_warns_before_a_day_of_rest() -> None:
    line = clocks.line(date(2026, 3, 6), official())
    assert line.due == date(2026, 6, 6)
    assert line.reminder == date(2026, 6, 5)
    assert "没有规定顺延" in line.caveats[0]


def test_doors_are_hints_with_a_provision() -> None:
    assert [each.code for each in doors.hints("我想信访，举报村干部")] == ["petition", "report"]
    assert doors.hints("供热补贴怎样申请") == ()
    assert all(each.cites and each.advice.endswith("。") for each in doors.DOORS.values())


def test_nobody_is_offered_what_he_may_not_do() -> None:
    acts = acted(SITUATIONS["拟写人自己不能签发"]["acts"][:3])
    offered = {each.event: each for each in question.options(acts, "head", "3", TODAY, official())}
    assert not offered["sign"].allowed
    assert "另一人" in offered["sign"].reason
    assert next(each for each in question.options(acts, "head", "8", TODAY, official()) if each.event == "sign").allowed
