"""The code leads on: to the parts taken out of a request, and to the organ to which it was handed, with the same number in both organs."""

from __future__ import annotations

import pytest

from gongkai.apps.applying import queries
from gongkai.apps.requests import actions as requests
from tests.apps.applying.test_progress import THURSDAY, decided
from tests.apps.applying.world import MONDAY, do, handled
from tests.apps.office import at, office

pytestmark = pytest.mark.django_db


def test_handed_over_it_is_followed_with_the_same_code() -> None:
    where, other = office(), office("kangping")
    found = decided(where, "not_ours")
    do(where, "clerk", found, "serve", THURSDAY, manner="online", evidence="回执")
    _, there = requests.hand_over(where.clerk, found.request.pk, "kangping", "电话同意", THURSDAY, at(THURSDAY, 15))
    number = found.request.number
    # Each organ numbers by itself: the two may well be called the same.
    assert there.number == number
    here = queries.progress(number, found.code, at(THURSDAY, 18))
    assert here is not None
    assert here.handed is not None
    assert (here.organ_code, here.handed.organ_code, here.handed.number) == ("changtu", "kangping", number)
    assert here.handed.same_code
    onwards = queries.progress(number, found.code, at(THURSDAY, 18), "kangping")
    assert onwards is not None
    assert onwards.origin is not None
    assert (onwards.organ_id, onwards.origin.organ_code, onwards.state) == (other.organ.pk, "changtu", "等待与您确认")
    assert queries.progress(number, found.code, at(THURSDAY, 18), "nobody") is None


def test_parts_are_each_followed_with_the_same_code() -> None:
    where = office()
    found = handled(where, items=2)
    parts = [requests.Part("补贴的发放标准", "2025年补贴标准")]
    _, (made,) = requests.split(where.clerk, found.request.pk, MONDAY, parts, "两项内容", at(MONDAY, 15))
    whole = queries.progress(found.request.number, found.code, at(THURSDAY))
    part = queries.progress(made.number, found.code, at(THURSDAY))
    assert whole is not None
    assert part is not None
    assert [(each.number, each.same_code) for each in whole.parts] == [(made.number, True)]
    assert part.origin is not None
    assert (part.subject, part.content, part.origin.number) == (
        "补贴的发放标准",
        "2025年补贴标准",
        found.request.number,
    )
    assert part.due is not None
    assert whole.due is not None
    assert part.due.due == whole.due.due
