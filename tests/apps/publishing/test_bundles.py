"""Policies with what explains them: nothing goes alone that must go together, also when one of them changes its mind."""

from __future__ import annotations

import pytest

from gongkai.apps.publishing import actions, bundles, queries
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.listing import ItemFilters
from gongkai.apps.publishing.models import Item
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.office import at
from tests.apps.publishing.desk import (
    BODY,
    DAY,
    NORMATIVE,
    NOW,
    POLICY,
    House,
    content,
    drafted,
    house,
    signed,
    ticked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def pair(where: House) -> tuple[Item, Item]:
    """A normative document and its interpretation, both signed."""
    policy = drafted(where, Content(NORMATIVE, BODY))
    explaining = signed(where, drafted(where, content(genre="text", interprets=policy.number)))
    return signed(where, policy), explaining


def test_an_interpretation_given_up_after_the_third_review_keeps_its_policy_from_going(where: House) -> None:
    policy, explaining = pair(where)
    actions.act(where.clerk, explaining.pk, "recall", {"reason": "重写"}, NOW)
    actions.act(where.clerk, explaining.pk, "discard", {"reason": "不要了"}, NOW)
    for event, data in (("publish", {}), ("schedule", {"publish_at": "2026-03-05 09:00"})):
        with pytest.raises(Barred, match="解读"):
            actions.act(where.clerk, policy.pk, event, data, NOW)


def test_an_interpretation_given_up_while_its_policy_waits_for_its_hour_keeps_it_from_going(where: House) -> None:
    policy, explaining = pair(where)
    actions.act(where.clerk, policy.pk, "schedule", {"publish_at": "2026-03-05 09:00"}, NOW)
    for event in ("unschedule", "recall", "discard"):
        actions.act(where.clerk, explaining.pk, event, {"reason": "不要了"}, NOW)
    (told,) = actions.publish_due(at(DAY.replace(day=6)))
    assert "解读" in told.refused
    assert Item.objects.get(pk=policy.pk).published_on is None


def test_what_explains_a_policy_that_was_given_up_does_not_go_out_either(where: House) -> None:
    policy, explaining = pair(where)
    actions.act(where.clerk, policy.pk, "recall", {"reason": "不发了"}, NOW)
    actions.act(where.clerk, policy.pk, "discard", {"reason": "不发了"}, NOW)
    with pytest.raises(Barred, match="所解读的政策"):
        actions.act(where.clerk, explaining.pk, "publish", {}, NOW)


def test_a_policy_explains_no_other(where: House) -> None:
    policy, _ = pair(where)
    other = drafted(
        where, Content({**NORMATIVE, "document_number": "昌政发〔2026〕2号", "interprets": policy.number}, BODY)
    )
    with pytest.raises(Refusal, match="所解读的政策"):
        actions.act(where.clerk, other.pk, "submit", {}, NOW)


def test_a_policy_that_is_no_normative_document_needs_its_interpretation_or_an_exemption_too(where: House) -> None:
    row = actions.act(where.clerk, drafted(where, Content(POLICY, BODY)).pk, "submit", {}, NOW)
    for stage in ("first_review", "first_proof", "second_review", "second_proof", "secrecy_review"):
        row = actions.act(where.signer(stage), row.pk, stage, ticked(stage, row), NOW)
    with pytest.raises(Barred, match="解读"):
        actions.act(where.leader, row.pk, "third_review", ticked("third_review"), NOW)
    actions.act(where.head, row.pk, "exempt", {"reason": "内容浅显"}, NOW)
    assert actions.act(where.leader, row.pk, "third_review", ticked("third_review"), NOW).state == "third_proof"


def test_an_interpretation_under_amendment_or_archived_still_explains_and_one_taken_off_does_not(where: House) -> None:
    policy, explaining = pair(where)
    actions.act(where.clerk, policy.pk, "publish", {}, NOW)
    actions.act(where.clerk, explaining.pk, "correct", {"reason": "错字"}, NOW)
    assert explained(policy)
    actions.act(where.clerk, explaining.pk, "abandon", {"reason": "不改了"}, NOW)
    actions.act(where.clerk, explaining.pk, "archive", {}, NOW)
    assert explained(policy)
    late = at(DAY.replace(day=20))
    alarm = ItemFilters(late_interpretation=True)
    assert not queries.items(where.clerk, alarm, late).rows
    actions.act(where.head, explaining.pk, "withdraw", {"how": "mistaken", "reason": "发错了"}, NOW)
    assert not explained(policy)
    assert [each.item.pk for each in queries.items(where.clerk, alarm, late).rows] == [policy.pk]


def explained(policy: Item) -> bool:
    return bundles.interpreted(Item.objects.get(pk=policy.pk))


def test_no_emergency_lets_what_explains_go_before_what_it_explains(where: House) -> None:
    policy = drafted(where, content(**POLICY))
    row = drafted(where, content(genre="text", interprets=policy.number))
    with pytest.raises(Barred, match="同步发布"):
        actions.act(where.head, row.pk, "emergency", {"reason": "汛情"}, NOW)
    actions.act(where.head, policy.pk, "emergency", {"reason": "汛情"}, NOW)
    assert actions.act(where.head, row.pk, "emergency", {"reason": "汛情"}, NOW).state == "owing"
