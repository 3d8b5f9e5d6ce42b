"""Which materials go live together with a policy?

Law:     辽政办〔2022〕43号 三 (organised, signed and deployed together)
Takes:   items. A bundle is a policy with everything not yet public that names its number in `interprets`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from gongkai.apps.publishing.models import Item
from gongkai.law.procedures.publication_forms import INTERPRETATIONS, POLICIES

PROOFED_TWICE = frozenset({"secrecy_review", "third_review", "third_proof", "cleared", "scheduled", "live", "owing"})
"""States of an interpretation with which its policy may pass the third review: it has itself passed the second proof."""
_OUT = ("discarded", "withheld", "withdrawn", "archived")


def mates(item: Item) -> QuerySet[Item]:
    """What is published together with a policy, in the order of entering; nothing for anything else."""
    if item.genre not in POLICIES or not item.number:
        return Item.objects.none()
    rows = Item.objects.filter(organ_id=item.organ_id, interprets=item.number, published_on__isnull=True)
    return rows.exclude(interprets="").exclude(state__in=_OUT).exclude(way="recorded").order_by("pk")


def explaining(item: Item) -> QuerySet[Item]:
    """The interpretations of a policy, public or on their way."""
    rows = Item.objects.filter(organ_id=item.organ_id, interprets=item.number, annulled=False)
    # Said, so that the index of those that interpret anything serves.
    return rows.exclude(interprets="").exclude(state__in=("discarded", "withheld")).filter(withdrawn_on__isnull=True)


def policy_of(item: Item, interprets: str) -> Item | None:
    """The policy that an item names; None where it names none that there is."""
    if not interprets:
        return None
    return Item.objects.filter(organ_id=item.organ_id, number=interprets, annulled=False).exclude(pk=item.pk).first()


def interpreted(item: Item) -> bool:
    """Whether a policy has an interpretation which is public or has passed the second proof."""
    rows = explaining(item).filter(genre__in=INTERPRETATIONS)
    # What is public explains it also while a new text of it is under way.
    return rows.filter(Q(state__in=PROOFED_TWICE) | Q(published_on__isnull=False)).exists()


def interpreted_by(rows: Iterable[Item]) -> bool:
    """The same of rows of `explaining` that are read already."""
    found = (each for each in rows if each.genre in INTERPRETATIONS)
    return any(each.state in PROOFED_TWICE or each.published_on is not None for each in found)


def waiting_for(policy: Item, bundle: Iterable[Item] | None = None) -> list[Item]:
    """Those of a policy's bundle that cannot go with it now: not signed through, or not scheduled where the policy is.

    `bundle` are its `mates` where they are read already.
    """
    ready = ("scheduled",) if policy.state == "scheduled" else ("cleared", "scheduled")
    return [each for each in (mates(policy) if bundle is None else bundle) if each.state not in ready]
