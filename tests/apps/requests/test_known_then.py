"""Whatever is entered later, late facts and corrections too: what was counted at a moment can be counted again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from gongkai.annual.compile.material import RequestGroup
from gongkai.apps import rules
from gongkai.apps.requests import actions, queries
from gongkai.apps.requests.kind import OPENING
from gongkai.apps.requests.models import Request
from gongkai.law.casework import CaseAct, Option, Refusal
from gongkai.law.casework import request as casework
from tests.apps.office import Office, office
from tests.apps.requests.stories import actor_of, do
from tests.law.casework.test_properties import filled

pytestmark = pytest.mark.django_db
CASES, STEPS = 24, 150
WAYS: tuple[Mapping[str, str], ...] = ({}, {"corrected_year": "corrected", "several_items": "split"})


@dataclass
class Life:
    row: Request | None = None
    acts: list[CaseAct] = field(default_factory=list)


@dataclass(frozen=True)
class Counted:
    """What was counted at a moment."""

    moment: datetime
    year: int
    as_of: date
    chosen: Mapping[str, str]
    groups: Mapping[RequestGroup, int]


def test_what_was_counted_at_a_moment_is_counted_again() -> None:
    where, random = office(), Random(2026)
    lives = [Life() for _ in range(CASES)]
    kept: list[Counted] = []
    moment = datetime(2023, 11, 20, tzinfo=UTC)
    late = corrected = 0
    for step in range(STEPS):
        moment += timedelta(minutes=random.randint(60, 900))
        life = random.choice(lives)
        act = _one_more(where, life, moment, random)
        late += bool(act and len(life.acts) > 1 and act.day < life.acts[-2].day)
        corrected += bool(act and act.event == "correct")
        if step % 10 == 9:
            kept += [
                Counted(moment, year, as_of, way, queries.groups(where.organ.pk, year, as_of, way))
                for way in WAYS
                for year in (2023, 2024)
                for as_of in (moment.date(), date(year, 12, 31))
            ]
    assert late, "the walk must have entered late facts"
    assert corrected, "the walk must have entered corrections"
    assert actions.rebuild(check=True).differences == ()
    for each in kept:
        again = queries.groups(where.organ.pk, each.year, each.as_of, each.chosen, known_at=each.moment)
        assert again == each.groups, each


def _one_more(where: Office, life: Life, moment: datetime, random: Random) -> CaseAct | None:
    """Any act that the case allows, on any day since the one before it, or earlier; None when it was refused."""
    today, acts = moment.date(), life.acts
    role = random.choice(("clerk", "reviewer", "head")) if acts else "clerk"
    first = random.choice((acts[0].day, acts[-1].day)) if acts else today - timedelta(random.randint(0, 20))
    day = first + timedelta(random.randint(0, max(0, (today - first).days)))
    person = actor_of(where, role).person
    offered = casework.options(acts, role, person, day, rules.calendar(), rules.settings())
    may = [each for each in offered if (each.allowed or each.late) and (acts or each.event in OPENING)]
    if not may:
        return None
    option = random.choice(may)
    data = _correction(acts, random) if option.event == "correct" else filled(option.form, day, random)
    act = CaseAct(len(acts) + 1, option.event, _day(option, day, today), role, person, data)
    try:
        life.row = do(where, life.row, act, moment)
    except Refusal:
        return None
    acts.append(act)
    return act


def _day(option: Option, day: date, today: date) -> date:
    return today if option.event == "correct" else day


def _correction(acts: list[CaseAct], random: Random) -> dict[str, object]:
    target = random.choice(acts)
    told: dict[str, object] = {"target": target.seq, "reason": "误录"}
    if target.event == "correct" or random.random() < 0.5:
        return {**told, "annul": True}
    return {**told, "day": (target.day - timedelta(random.randint(1, 3))).isoformat(), "data": dict(target.data)}
