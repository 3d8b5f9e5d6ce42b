"""Published answers, for machines: so many behind a place in the list, the newest first."""

from __future__ import annotations

from datetime import date

from gongkai.apps.questions.models import PublicAnswer


def answers(
    organ_id: int | None, kind: str, since: date | None, after: tuple[date, int] | None, most: int
) -> list[PublicAnswer]:
    """What is published now, and nothing of who asked: an answer whose asker withdrew the consent is in no list."""
    rows = PublicAnswer.objects.select_related("organ")
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    if kind:
        rows = rows.filter(kind=kind)
    if since is not None:
        rows = rows.filter(published_on__gte=since)
    if after is not None:
        day, pk = after
        rows = rows.filter(published_on__lte=day).exclude(published_on=day, pk__gte=pk)
    return list(rows.order_by("-published_on", "-pk")[:most])
