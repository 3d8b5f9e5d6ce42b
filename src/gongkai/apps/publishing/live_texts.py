"""Which page has an index number, and what does it say now as plain text? For whoever ties other things to pages."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.apps.publishing.models import Item, Way
from gongkai.law.publication.case import HIDDEN
from gongkai.texts.plain import plain


def live_texts(organ_id: int, numbers: Collection[str]) -> dict[str, str]:
    """The text that the public sees, by index number; pages that are not public are left out."""
    shown = Item.objects.filter(organ_id=organ_id, number__in=list(numbers), live__isnull=False)
    # A page that was merged or gone keeps its last text inside.
    shown = shown.exclude(withdrawn_how__in=HIDDEN)
    return {number: plain(body) for number, body in shown.values_list("number", "live__version__body") if body}


def page_of(organ_id: int, number: str) -> tuple[int, bool] | None:
    """The id of the item of an index number, and whether it is one that is only recorded here; None for no such item."""
    row = Item.objects.filter(organ_id=organ_id, number=number, annulled=False).values_list("pk", "way").first()
    return None if row is None else (row[0], row[1] == Way.RECORDED)
