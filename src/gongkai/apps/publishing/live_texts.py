"""What do the pages of an organ say now, as plain text? For whoever compares them with another system's."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.apps.publishing.models import Item
from gongkai.texts.plain import plain


def live_texts(organ_id: int, numbers: Collection[str]) -> dict[str, str]:
    """The text that the public sees, by index number; pages that are not public are left out."""
    shown = Item.objects.filter(organ_id=organ_id, number__in=list(numbers), live__isnull=False)
    return {number: plain(body) for number, body in shown.values_list("number", "live__version__body") if body}
