"""Requests, reviews and suits, publication: every role, state and event crossed; allowed only where the lists beside say so."""

import itertools
import re
from pathlib import Path

import pytest

from gongkai.law.procedures import (
    PUBLICATION,
    QUESTION,
    RECORD,
    REMEDY,
    REQUEST,
    Allowed,
    ClockEffect,
    Procedure,
    Refused,
    allowed,
    why_not_here,
)
from gongkai.law.procedures.fields import Form
from gongkai.law.procedures.publication import STAGES
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.law.procedures.question_forms import QUESTION_FORMS
from gongkai.law.procedures.record_forms import RECORD_FORMS
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS

ROW = re.compile(r"(\S+) (\S+) -> (\S+) 由 ([^；]+)(?:；需要 (\S+))?")
FORMS = {
    "request": REQUEST_FORMS,
    "remedy": REMEDY_FORMS,
    "publication": PUBLICATION_FORMS,
    "question": QUESTION_FORMS,
    "record": RECORD_FORMS,
}
Row = tuple[str, frozenset[str], tuple[str, ...]]
procedures = pytest.mark.parametrize(
    "procedure", [REQUEST, REMEDY, PUBLICATION, QUESTION, RECORD], ids=lambda found: found.key
)
of_cases = pytest.mark.parametrize("procedure", [REQUEST, REMEDY, RECORD], ids=lambda found: found.key)


def listed(procedure: Procedure) -> dict[tuple[str, str], Row]:
    """The list: (state, event) to (target, roles, facts), by Chinese names."""
    found: dict[tuple[str, str], Row] = {}
    text = (Path(__file__).parent / f"{procedure.key}_allowed.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            match = ROW.fullmatch(line)
            assert match, line
            state, event, target, roles, facts = match.groups()
            assert (state, event) not in found, line
            found[state, event] = (
                target,
                frozenset(roles.split("、")),
                tuple((facts or "").split("、")) if facts else (),
            )
    return found


@procedures
def test_allowed_only_where_the_list_says_so(procedure: Procedure) -> None:
    rows, every_fact = listed(procedure), dict.fromkeys(procedure.facts, True)
    for state, event, role in itertools.product(procedure.states, procedure.events, procedure.roles):
        answer = allowed(procedure, state, event, role, every_fact)
        row = rows.get((procedure.states[state], procedure.events[event]))
        if row is None or procedure.roles[role] not in row[1]:
            assert isinstance(answer, Refused), (state, event, role)
            assert answer.reason.endswith("。")
            assert answer.cites
        else:
            assert isinstance(answer, Allowed), (state, event, role)
            assert procedure.states[answer.target] == row[0]
            assert answer.cites


@procedures
def test_each_fact_that_is_missing_or_false_refuses(procedure: Procedure) -> None:
    names = {
        name: code for each in (procedure.states, procedure.events, procedure.roles) for code, name in each.items()
    }
    for (state, event), (_, roles, facts) in listed(procedure).items():
        for role in roles:
            ask = (procedure, names[state], names[event], names[role])
            assert isinstance(allowed(*ask, dict.fromkeys(facts, True)), Allowed)
            for fact in facts:
                others = {each: True for each in procedure.facts if each != fact}
                assert isinstance(allowed(*ask, others), Refused), (state, event, fact)
                refused = allowed(*ask, {**others, fact: False})
                assert isinstance(refused, Refused), (state, event, fact)
                row = procedure.row(names[state], names[event])
                assert row is not None
                guard = next(each for each in row.guards if each.fact == fact)
                assert refused.cites == (guard.forbidden_by or row.cites), (state, event, fact)


def test_every_guard_of_a_request_names_the_provision_that_forbids() -> None:
    silent = {guard.fact for row in REQUEST.transitions for guard in row.guards if not guard.forbidden_by}
    assert not silent


@pytest.mark.parametrize(
    ("procedure", "state", "event", "role", "missing", "forbids"),
    [
        (PUBLICATION, "draft", "submit", "clerk", "proactive", "国办发〔2016〕80号"),
        (PUBLICATION, "secrecy_review", "secrecy_review", "secrecy", "one_stage", "三审三校"),
        (PUBLICATION, "cleared", "publish", "head", "interpreted", "政策文件解读工作规范"),
        (PUBLICATION, "draft", "emergency", "head", "harmless", "保守国家秘密法"),
        (REMEDY, "answered", "conclude", "clerk", "final_outcome", "第三十九条"),
        (RECORD, "proposed", "sign", "head", "other_person", "第四十五条"),
    ],
)
def test_other_procedures_name_it_where_the_law_does(
    procedure: Procedure, state: str, event: str, role: str, missing: str, forbids: str
) -> None:
    told = {**dict.fromkeys(procedure.facts, True), missing: False}
    answer = allowed(procedure, state, event, role, told)
    row = procedure.row(state, event)
    assert isinstance(answer, Refused)
    assert row is not None
    assert answer.cites != row.cites
    assert any(forbids in cite.label or forbids in cite.gist for cite in answer.cites), [c.label for c in answer.cites]


def test_a_refusal_rests_on_what_is_missing_and_not_on_what_was_tried() -> None:
    def forbidding(state: str, event: str, role: str, missing: str) -> set[str]:
        answer = allowed(REQUEST, state, event, role, {**dict.fromkeys(REQUEST.facts, True), missing: False})
        assert isinstance(answer, Refused)
        return {cite.key for cite in answer.cites}

    assert "ogi-2019:36.4" in forbidding("handling", "propose", "clerk", "searched")
    assert forbidding("handling", "propose", "clerk", "excess_explained") == {"ogi-2019:35"}
    assert forbidding("handling", "charge_fee", "clerk", "period_running") == {"fee-rules-2020:6.收费通知"}
    assert forbidding("signed", "request_extension", "clerk", "period_running") == {"ogi-2019:33.2"}
    assert forbidding("handling", "co_producer_replied", "clerk", "body_asked") == {"ogi-2019:34"}


@procedures
def test_every_event_has_one_form_and_its_fields_are_sound(procedure: Procedure) -> None:
    forms: dict[str, Form] = FORMS[procedure.key]
    assert list(procedure.events) == list(forms), "表单应与事件同样的次序"
    for event, form in forms.items():
        assert form.event == event
        assert form.day_label
        names = [field.name for field in form.fields]
        assert len(set(names)) == len(names), event
        for field in form.fields:
            assert field.label
            assert bool(field.choices) == field.kind.name.startswith("CHOICE"), (event, field.name)
            assert field.most is None or field.least <= field.most
            assert not (field.private and field.choices), "个人信息不能是选项"


@of_cases
def test_every_state_is_left_by_somebody_and_corrected_by_somebody(procedure: Procedure) -> None:
    for state in procedure.states:
        if state != procedure.initial:
            assert procedure.row(state, "correct"), state


def test_the_clock_is_touched_by_these_events_only() -> None:
    touching: dict[ClockEffect, set[str]] = {}
    for row in REQUEST.transitions:
        touching.setdefault(row.clock, set()).add(row.event)
    del touching[ClockEffect.NONE]
    assert touching == {
        ClockEffect.STARTS: {"register", "confirm"},
        ClockEffect.STOPS: {"ask_correction", "charge_fee", "consult_third_party", "consult_co_producer", "consult_other_organ"},
        ClockEffect.RESUMES: {"take_back_fee", "third_party_replied", "co_producer_replied", "other_organ_replied"},
        ClockEffect.RESTARTS: {"receive_correction", "pay_fee", "reopen"},
        ClockEffect.ADDS: {"notify_extension", "delay"},
        ClockEffect.MET: {"serve", "record_reply", "withdraw", "void"},
    }  # fmt: skip


def test_no_reply_leaves_the_house_without_review_and_signature() -> None:
    into = {
        state: {row.event for row in REQUEST.transitions if row.target == state and row.source != state}
        for state in REQUEST.states
    }
    assert into["reviewed"] == {"review"}
    assert into["signed"] == {"sign", "declare_lapsed", "declare_unpaid"}
    assert into["closed"] == {"serve", "record_reply", "withdraw"}
    for event in ("sign", "declare_lapsed", "declare_unpaid", "record_reply", "approve_extension", "reopen", "void"):
        assert {row.roles for row in REQUEST.transitions if row.event == event} == {("head",)}


def test_nothing_becomes_public_but_by_these_acts_and_only_the_clock_acts_by_itself() -> None:
    public = {"live", "owing"}
    into = {(row.event, row.source) for row in PUBLICATION.transitions if row.target in public}
    assert into == {
        ("publish", "cleared"),
        ("go_live", "scheduled"),
        ("accept", "staged"),
        ("ratify", "owing"),
        ("abandon", "draft"),
        *(("emergency", state) for state in ("draft", *(code for code, _ in STAGES), "cleared")),
    }
    alone = {row.event for row in PUBLICATION.transitions if "system" in row.roles}
    assert alone == {"go_live", "expire", "stage"}
    assert not {"stage", "go_live", "expire"} & {
        row.event for row in PUBLICATION.transitions if row.target == "cleared"
    }


def test_no_message_is_answered_or_shown_by_one_person_alone() -> None:
    into = {
        state: {row.event for row in QUESTION.transitions if row.target == state and row.source != state}
        for state in QUESTION.states
    }
    assert into["signed"] == {"sign"}
    assert into["answered"] == {"answer", "give_up", "withdraw", "withdraw_consent"}
    assert {row.source for row in QUESTION.transitions if row.event == "answer"} == {"signed"}
    assert into["published"] == {"publish"}
    assert into["void"] == {"void"}
    for event, roles in {"sign": ("head", "leader"), "publish": ("head", "leader"), "void": ("head",)}.items():
        assert {row.roles for row in QUESTION.transitions if row.event == event} == {roles}
    alone = {row.event for row in QUESTION.transitions if "system" in row.roles}
    assert alone == {"receive", "take_over", "supplement", "withdraw_consent"}


def test_in_a_list_of_refusals_each_says_shortly_whose_it_is_and_what_leads_there() -> None:
    def told(state: str, event: str, role: str) -> str:
        return why_not_here(REQUEST, state, event, role)

    assert told("handling", "sign", "clerk") == "“签发”由公开工作机构负责人办理，经办人不能办理。"
    assert told("handling", "sign", "head") == "“办理中”时不能“签发”，要在“待签发”时办理，先“审核”。"
    assert told("handling", "confirm", "clerk") == "“办理中”时不能“与申请人确认”，要在“待确认”时办理，已经过了那一步。"
    assert told("signed", "propose", "clerk") == "“待送达”时不能“提出答复意见”，要在“办理中”时办理。"


@procedures
def test_every_event_without_a_row_has_its_short_reason(procedure: Procedure) -> None:
    for state, event, role in itertools.product(procedure.states, procedure.events, procedure.roles):
        if procedure.row(state, event) is None:
            said = why_not_here(procedure, state, event, role)
            assert said.endswith("。")
            assert "此时可以" not in said
