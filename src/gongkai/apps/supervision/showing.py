"""What follows in the index, once an activity or one of its sessions has changed?

Takes:   rows, in the transaction of the act. Gives: activities that are announced or were held are found with their sessions; what was cancelled or recorded by
         mistake is not. Nothing of how they were evaluated is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from gongkai.apps.search import actions as search
from gongkai.apps.search.findable import Findable, Kind
from gongkai.apps.supervision.models import Activity, ActivityState, Session, SessionState

_AT_ONCE = 500


def changed(rows: Sequence[Activity]) -> None:
    """Tell that these activities were recorded or changed."""
    known = list(Activity.objects.filter(pk__in=[row.pk for row in rows]).select_related("organ").order_by("pk"))
    search.drop([_key(row) for row in known if not _public(row)])
    search.put(_findables([row for row in known if _public(row)]))


def changed_sessions(rows: Sequence[Session]) -> None:
    """The same for the activities of these sessions."""
    which = Q(pk__in=())
    for row in rows:
        which |= Q(organ_id=row.organ_id, number=row.activity)
    changed(list(Activity.objects.filter(which)))


def findables(on: date) -> Iterator[Findable]:
    """Everything that is found of activities on a day: a plan whose day has passed without anybody saying that it was held is shown to
    nobody any more (supervision/public).
    """
    ids = list(Activity.objects.filter(annulled=False).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        rows = Activity.objects.filter(pk__in=ids[start : start + _AT_ONCE]).select_related("organ").order_by("pk")
        yield from _findables([row for row in rows if _public(row) and not _bygone(row, on)])


def _public(row: Activity) -> bool:
    dated = row.held_on is not None or row.planned_for is not None
    return dated and not row.annulled and row.state != ActivityState.CANCELLED


def _bygone(row: Activity, on: date) -> bool:
    return row.held_on is None and row.planned_for is not None and row.planned_for < on


def _findables(rows: Sequence[Activity]) -> Iterable[Findable]:
    which = Q(pk__in=())
    for organ_id in {row.organ_id for row in rows}:
        which |= Q(organ_id=organ_id, activity__in=[row.number for row in rows if row.organ_id == organ_id])
    held: dict[tuple[int, str], list[Session]] = {}
    sessions = Session.objects.filter(which, annulled=False).exclude(state=SessionState.CANCELLED)
    for each in sessions.order_by("planned_for", "starts", "number"):
        held.setdefault((each.organ_id, each.activity), []).append(each)
    return [_findable(row, held.get((row.organ_id, row.number), ())) for row in rows]


def _findable(row: Activity, sessions: Sequence[Session]) -> Findable:
    day = row.held_on or row.planned_for
    assert day is not None, "asked before"
    told = [row.get_kind_display(), row.theme, row.place, row.organiser, row.audience]
    for each in sessions:
        told += [" ".join(filter(None, (each.title, each.place, each.speaker))), each.policies, each.summary]
    return Findable(
        kind=Kind.ACTIVITY,
        key=_key(row),
        organ_id=row.organ_id,
        number=row.number,
        title=row.title,
        day=day,
        text="\n".join(filter(None, told)),
    )


def _key(row: Activity) -> str:
    return f"activity:{row.organ.code}/{row.number}"
