"""Every situation of `situations/records.toml`: a request to correct a record, entered act by act."""

from datetime import date
from typing import Any

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, Refusal, record
from gongkai.law.casework.record import RecordCase
from gongkai.law.procedures import RECORD
from gongkai.law.procedures.record_forms import FINDINGS, FITTING, OUTCOMES, RECORD_FORMS
from tests.law.casework.telling import TODAY, told
from tests.law.casework.test_situations import situations

RECORDS = situations("records")
USUAL = {"channel": "letter", "finding": "inaccurate"}


def entered(lines: list[str]) -> RecordCase:
    acts: list[CaseAct] = []
    case: RecordCase | None = None
    for act in told(lines, RECORD, RECORD_FORMS):
        usual = {name: USUAL[name] for name in act.data.keys() & USUAL.keys() if act.data[name] in (None, "counter")}
        # What the lines leave out of `until` and `ground` is that of a request.
        ground = {"ground": "mistake"} if act.event == "void" else {}
        acts_new = CaseAct(act.seq, act.event, act.day, act.role, act.person, {**act.data, **usual, **ground})
        case = record.attempt(acts, acts_new, TODAY, official())
        acts.append(acts_new)
    assert case is not None
    assert case == record.replay(acts, official())
    return case


@pytest.mark.parametrize("situation", RECORDS.values(), ids=RECORDS)
def test_a_record(situation: dict[str, Any]) -> None:
    if "refused" in situation:
        if len(situation["acts"]) > 1:
            entered(situation["acts"][:-1])
        with pytest.raises(Refusal) as refusal:
            entered(situation["acts"])
        assert situation["refused"] in refusal.value.reason
        assert refusal.value.reason.endswith("。")
        return
    case = entered(situation["acts"])
    for name, value in situation.items():
        if name == "deadlines":
            assert {each.key: each.due.isoformat() for each in case.deadlines} == value
        elif name in ("closed", "voided"):
            assert getattr(case, name) == date.fromisoformat(value)
        elif name not in ("says", "acts"):
            assert getattr(case, name) == value, name


def test_the_term_says_that_it_is_ours() -> None:
    (answer,) = entered(["2024-03-04 receive"]).deadlines
    assert "未核实" in answer.caveats[0]
    assert answer.cite.article == 41


def test_every_finding_leads_to_some_outcome_and_every_outcome_follows_from_one() -> None:
    assert FITTING.keys() == FINDINGS.keys()
    assert {each for some in FITTING.values() for each in some} == OUTCOMES.keys()
