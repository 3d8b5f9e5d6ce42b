"""Two people at one item at once, each with a connection of their own: nothing goes out that was not signed as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.pages.models import Stale as Change
from gongkai.apps.publishing import actions, counting, rebuilding, verification
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item, MonthCount, Publication
from gongkai.law.casework import Refusal
from tests.apps.publishing.desk import BODY, NORMATIVE, NOW, House, content, drafted, house, published, signed, ticked
from tests.apps.requests.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WHY = {"reason": "改一处"}
ORGANS = 5


@pytest.fixture
def where() -> House:
    return house()


def work(actor: object, pk: int, event: str, **data: object) -> Callable[[], object]:
    return lambda: actions.act(actor, pk, event, data, NOW)  # type: ignore[arg-type]  # actors of the house


def sound() -> bool:
    return not verification.verify() and not rebuilding.rebuild(check=True).differences


def kinds(results: list[object]) -> list[str]:
    return sorted("done" if isinstance(each, Item) else "refused" for each in results)


def test_of_two_who_publish_at_once_one_does(where: House) -> None:
    row = signed(where, drafted(where))
    done = at_once([work(where.clerk, row.pk, "publish"), work(where.head, row.pk, "publish")])
    assert kinds(done) == ["done", "refused"]
    assert Publication.objects.count() == 1
    assert sound()


def test_many_organs_publish_at_once_and_every_count_and_every_change_of_a_page_is_there() -> None:
    houses = [house(f"organ-{at}") for at in range(ORGANS)]
    rows = [(each, signed(each, drafted(each))) for each in (*houses, *houses[:2])]
    done = at_once([work(each.clerk, row.pk, "publish") for each, row in rows])
    assert kinds(done) == ["done"] * len(rows)
    assert sorted(MonthCount.objects.values_list("shown", flat=True)) == [1] * (ORGANS - 2) + [2, 2]
    assert counting.wrong(connection) == 0
    numbers = list(Change.objects.values_list("seq", flat=True))
    assert None not in numbers
    assert len(set(numbers)) == len(numbers) >= len(rows)


def test_what_is_returned_while_it_is_published_is_either_public_or_back(where: House) -> None:
    row = signed(where, drafted(where))
    done = at_once([work(where.clerk, row.pk, "publish"), work(where.leader, row.pk, "return", **WHY)])
    assert kinds(done) == ["done", "refused"]
    assert Item.objects.get().state == ("live" if Publication.objects.exists() else "draft")
    assert sound()


def test_a_signature_and_a_recall_at_once_leave_no_signature_on_another_text(where: House) -> None:
    row = signed(where, drafted(where), "second_proof")

    def rewritten() -> object:
        back = actions.act(where.clerk, row.pk, "recall", WHY, NOW)
        return actions.edit(where.clerk, back.pk, content("<p>另一个说法。</p>"), NOW)

    done = at_once([work(where.secrecy, row.pk, "secrecy_review", **ticked("secrecy_review", row)), rewritten])
    assert isinstance(done[1], Item)
    assert isinstance(done[0], Item | Refusal | Stale)
    assert Item.objects.get().state == "draft"
    with pytest.raises(Refusal):
        actions.act(where.clerk, row.pk, "publish", {}, NOW)
    assert sound()


def test_an_interpretation_given_up_while_its_policy_goes_takes_one_side(where: House) -> None:
    policy = drafted(where, Content(NORMATIVE, BODY))
    text = signed(where, drafted(where, content(genre="text", interprets=policy.number)))
    policy = signed(where, policy)
    done = at_once([work(where.clerk, policy.pk, "publish"), work(where.head, text.pk, "recall", **WHY)])
    assert kinds(done) == ["done", "refused"]
    assert Publication.objects.count() in (0, 2)
    assert sound()


def test_two_that_are_merged_into_each_other_at_once_do_not_both_go(where: House) -> None:
    one, other = published(where), published(where, content(title="另一条"))
    told = {"how": "merged", "reason": "重复"}
    done = at_once(
        [
            work(where.head, one.pk, "withdraw", **told, successor=other.number),
            work(where.leader, other.pk, "withdraw", **told, successor=one.number),
        ]
    )
    assert kinds(done) == ["done", "refused"]
    assert sound()


def test_what_is_merged_leads_to_a_page_of_this_house(where: House) -> None:
    row = published(where)
    from_register(where)
    with pytest.raises(Refusal, match="并入"):
        actions.act(where.head, row.pk, "withdraw", {"how": "merged", "reason": "重复", "successor": "A-1"}, NOW)


def from_register(where: House) -> None:
    actions.record_items(where.clerk, [LedgerItem("A-1", "登记的", "通知公告", date(2024, 5, 6))], NOW)
