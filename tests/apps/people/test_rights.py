"""Every role × every organ × every act, against the reviewed table."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.apps.organs.models import Organ
from gongkai.apps.people import actions as people
from gongkai.apps.people import queries
from gongkai.apps.people.actor import Actor, applicant, program
from gongkai.apps.people.models import Role
from gongkai.apps.people.rights import RIGHTS, ROLE_NAMES, Forbidden, demand, may, open_organs
from gongkai.law.casework import Refusal
from gongkai.law.procedures import PUBLICATION, QUESTION, REMEDY, REPORT, REQUEST
from tests.apps.journal.situations import office
from tests.apps.people.reviewed_rights import ROLES, reviewed

pytestmark = pytest.mark.django_db
PROCEDURES = (REQUEST, REMEDY, REPORT, PUBLICATION, QUESTION)


@pytest.fixture
def organs() -> dict[str, Organ]:
    """A county office, a bureau below it, a town below the bureau, and a neighbour beside it."""
    county = office("county")
    bureau = office("bureau", county.pk)
    return {"above": county, "own": bureau, "below": office("town", bureau.pk), "beside": office("beside", county.pk)}


# Where an actor of the middle organ gets with each letter.
REACHED = {".": set(), "o": {"own"}, "b": {"own", "below"}, "a": {"own", "below", "above", "beside"}}


def test_the_reviewed_table_is_whole() -> None:
    assert set(ROLES) == {role.value for role in Role} | {"system", "applicant"} == set(ROLE_NAMES)
    assert set(reviewed()) == set(RIGHTS), "an act was added, renamed or dropped: review it and write it down"


def test_every_role_in_every_organ_for_every_act(organs: dict[str, Organ]) -> None:
    wrong = []
    for act, letters in reviewed().items():
        for role, letter in letters.items():
            actor = Actor("1", "王一", organs["own"].pk, role)
            reached = {where for where, organ in organs.items() if may(actor, act, organ.pk)}
            if reached != REACHED[letter]:
                wrong.append((act, role, letter, reached))
    assert wrong == []


def test_what_is_refused_says_who_does_it_and_what_is_open_agrees(organs: dict[str, Organ]) -> None:
    every = {organ.pk for organ in organs.values()}
    for act in RIGHTS:
        for role in ROLES:
            actor = Actor("1", "王一", organs["own"].pk, role)
            found = open_organs(actor, act)
            allowed = {pk for pk in every if may(actor, act, pk)}
            assert (every if found is None else found & every) == allowed
            for pk in every - allowed:
                with pytest.raises(Forbidden) as refusal:
                    demand(actor, act, pk)
                assert RIGHTS[act].label in refusal.value.reason
                assert refusal.value.reason.endswith("。")
            for pk in allowed:
                demand(actor, act, pk)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.key)
def test_roles_of_an_act_are_those_of_its_procedure(procedure: object) -> None:
    for event in procedure.events:  # type: ignore[attr-defined]
        roles = {role for row in procedure.transitions if row.event == event for role in row.roles}  # type: ignore[attr-defined]
        right = RIGHTS[f"{procedure.key}.{event}"]  # type: ignore[attr-defined]
        # What is signed is not told of afterwards: the program has no act of it but its own.
        assert set(right.reach) == roles | (set() if procedure in (PUBLICATION, QUESTION) else {"system"})
        assert right.cites


def test_without_an_organ_the_own_is_meant(organs: dict[str, Organ]) -> None:
    actor = Actor("1", "王一", organs["own"].pk, "clerk")
    assert may(actor, "request.register")
    assert not may(actor, "request.sign")


def test_an_unknown_act_or_role_never_passes() -> None:
    with pytest.raises(LookupError, match="nothing"):
        may(Actor("1", "王一", 1, "clerk"), "request.nothing")
    assert not may(Actor("1", "王一", 1, "king"), "request.read")
    with pytest.raises(Forbidden):
        demand(Actor("1", "王一", 1, "king"), "request.read")


def test_no_officer_can_be_made_an_applicant_or_the_program(organs: dict[str, Organ]) -> None:
    own, now = organs["own"].pk, datetime(2026, 1, 1, tzinfo=UTC)
    person = people.join(program(own), "clerk1", "王一", "clear-water-3-mills", now)
    for role in ("applicant", "system"):
        with pytest.raises(Refusal, match="没有“"):
            people.appoint(program(own), person, own, role, date(2020, 1, 1), now)
        with pytest.raises(Forbidden, match="没有“"):
            queries.actor(person, own, role, date(2026, 1, 1))
    for role in Role:
        assert not may(Actor("1", "王一", own, role.value), "request.rate")
    applicants = {act for act in RIGHTS if act.startswith("request.") and may(applicant(own), act)}
    assert applicants == {
        f"request.{event}"
        for event in REQUEST.events
        if any(row.event == event and "applicant" in row.roles for row in REQUEST.transitions)
    }
