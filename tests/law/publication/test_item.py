"""An item after its acts: edge cases as sentences, and a walk through everything that anybody might try."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.procedures.publication import LEVELS, PUBLICATION, STAGES
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.law.publication.case import ItemCase
from gongkai.law.publication.item import attempt, options, replay
from tests.law.publication.telling import DAY, TRUE, act, told

SITUATIONS = tomllib.loads((Path(__file__).parent / "situations.toml").read_text(encoding="utf-8"))["situation"]
_ATTRIBUTES = {"how": "withdrawn_how"}


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each["name"])
def test_situation(situation: dict[str, Any]) -> None:
    case = told(situation["lines"])
    wanted = {key: value for key, value in situation.items() if key not in ("name", "lines")}
    assert wanted, "a situation says where it ends"
    for key, value in wanted.items():
        found = getattr(case, _ATTRIBUTES.get(key, key))
        assert (len(found) if key == "signatures" else found) == value, key


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each["name"])
def test_a_replay_gives_what_the_acts_gave(situation: dict[str, Any]) -> None:
    case = told(situation["lines"])
    assert replay(case.acts) == case


def test_acts_that_cannot_follow_one_another_are_not_replayed() -> None:
    with pytest.raises(Refusal, match="办理经过不完整"):
        replay([CaseAct(1, "publish", DAY, "clerk", "甲")])


def test_options_say_of_every_event_what_an_attempt_would() -> None:
    case = told("甲 clerk draft 一稿\n甲 clerk submit")
    for role in PUBLICATION.roles:
        for person in ("甲", "乙"):
            found = options(case, role, person, replace(TRUE, digest="一稿"))
            assert [each.event for each in found] == list(PUBLICATION.events)
            for each in found:
                assert each.allowed == (each.reason == "")
                assert each.cites
                if each.event == "answer" or each.form != PUBLICATION_FORMS[each.event]:
                    continue
                try:
                    attempt(case, act(case, person, role, each.event, digest="一稿"), replace(TRUE, digest="一稿"))
                    done = True
                except Refusal:
                    done = False
                assert done == each.allowed, (role, each.event)
    assert {each.reason for each in options(case, "admin", "乙", TRUE)} == {"您的岗位不参加信息发布。"}


def test_what_is_missing_is_said_exactly() -> None:
    case = told("甲 clerk draft 一稿")
    lacking = replace(TRUE, digest="一稿", complete=False, why={"complete": "这一稿还缺：“来源”。请先补齐。"})
    with pytest.raises(Refusal, match="还缺：“来源”"):
        attempt(case, act(case, "甲", "clerk", "submit"), lacking)
    (submit,) = [each for each in options(case, "clerk", "甲", lacking) if each.event == "submit"]
    assert submit.reason == "这一稿还缺：“来源”。请先补齐。"


def test_a_draft_may_be_unfinished_but_not_nameless_nor_false() -> None:
    case = replay(())
    for data, says in (
        ({"title": ""}, "缺“标题”"),
        ({"genre": "x"}, "“体裁”"),
        ({"formed_on": "昨天"}, "“形成日期”"),
        ({"unknown": "1"}, "没有“unknown”这一栏"),
    ):
        with pytest.raises(Refusal, match=says):
            attempt(case, act(case, "甲", "clerk", "draft", digest="一稿", **data), TRUE)
    assert attempt(case, act(case, "甲", "clerk", "draft", digest="一稿"), TRUE).state == "draft"


PERSONS = ("甲", "乙", "丙", "丁", "戊")
_ROLES = tuple(PUBLICATION.roles)
_TEXTS = ("一稿", "二稿")
_FORWARD = {
    "draft": "submit",
    **{code: code for code, _ in STAGES},
    "cleared": "publish",
    "new": "draft",
    "live": "correct",
}


@st.composite
def _steps(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Who tries what: half of the time anything at all, else the next thing in order, so that walks come far."""
    count = draw(st.integers(10, 60))
    return [
        (
            draw(st.sampled_from(PERSONS)),
            draw(st.sampled_from(_ROLES)),
            draw(
                st.one_of(st.just("next"), st.just("next"), st.just("next"), st.sampled_from(tuple(PUBLICATION.events)))
            ),
            draw(st.sampled_from(_TEXTS)),
        )
        for _ in range(count)
    ]


@settings(max_examples=150, deadline=None)
@given(_steps())
def test_whatever_is_tried_what_is_public_was_signed_by_four_who_did_not_write_it(
    steps: list[tuple[str, str, str, str]],
) -> None:
    case = replay(())
    for person, drawn, event, text in steps:
        wanted = _FORWARD.get(case.state, event) if event == "next" else event
        if wanted not in PUBLICATION.events:
            continue
        row = PUBLICATION.row(case.state, wanted)
        role = row.roles[PERSONS.index(person) % len(row.roles)] if event == "next" and row else drawn
        data: dict[str, object] = {"digest": text} if wanted in ("draft", "edit", "stage") else {}
        if wanted == "withdraw":
            data = {"how": "mistaken"}
        if wanted == "answer":
            data = {"finding": "word.x|1", "verdict": "right"}
        if wanted == "stage":
            data |= {"published_on": "2020-01-01"}
        before = case
        try:
            case = attempt(case, act(case, person, role, wanted, **data), replace(TRUE, digest=case.digest))
        except Refusal:
            continue
        _holds(before, case)


def _holds(before: ItemCase, case: ItemCase) -> None:
    """What must be true after every act."""
    if (case.live and case.live != before.live) or (case.published, case.way) != (before.published, before.way):
        if case.way == "reviewed":
            _reviewed(before, case)
        assert case.live == before.digest
        assert case.way in ("reviewed", "emergency", "imported")
    for each in case.signatures:
        assert each.digest == case.digest, "a signature on another text stands"
        assert each.person not in case.touched
    by_person: dict[str, set[str]] = {}
    for each in case.signatures:
        by_person.setdefault(each.person, set()).add(each.level)
    assert all(len(levels) == 1 for levels in by_person.values())
    assert replay(case.acts) == case


def _reviewed(before: ItemCase, case: ItemCase) -> None:
    signed = before.signatures
    assert sorted(each.event for each in signed) == sorted(LEVELS)
    assert len({each.person for each in signed}) >= 4
    assert {each.digest for each in signed} == {case.live}
    wrote = _wrote_since_last_publication(before)
    assert wrote.isdisjoint(each.person for each in signed)


def _wrote_since_last_publication(case: ItemCase) -> set[str]:
    """Counted from the acts themselves, not from what the case says."""
    persons: set[str] = set()
    for each in case.acts:
        if each.event in ("publish", "go_live", "emergency", "accept"):
            persons = set()
        if each.event in ("draft", "edit", "stage"):
            persons.add(each.person)
    return persons
