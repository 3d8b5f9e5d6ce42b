"""How do the acts of an item come out of the journal, and which columns follow from them?

Takes:   the item's entries. Gives: `Told`: acts, case, and what else the entries hold. Attempts that were refused and
         strangers at the door stand in the journal between the acts, and are none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import timezone

from gongkai.apps.cached_rows import Columns
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.publishing.models import Publication, Version, Way
from gongkai.law.calendar import Calendar
from gongkai.law.casework import CaseAct
from gongkai.law.casework.filling import day_of, text
from gongkai.law.procedures import PUBLICATION
from gongkai.law.procedures.publication_forms import POLICIES
from gongkai.law.publication import due
from gongkai.law.publication.case import ItemCase
from gongkai.law.publication.item import PUBLISH_AT, replay
from gongkai.law.settings import Settings

SUBJECT = Subject.ITEM.value
REFUSED, STRANGER = "refused", "stranger"
"""Events beside those of the procedure: an attempt that was refused; somebody who asked for what is not public."""
BESIDE: Mapping[str, str] = {REFUSED: "办理被拒绝", STRANGER: "外部访问未公开内容"}


@dataclass(frozen=True, slots=True)
class Told:
    """All that the entries of one item tell. `within` are the working days of the stage that began last."""

    number: str
    case: ItemCase
    written: tuple[Entry, ...]
    within: int

    @property
    def acts(self) -> tuple[CaseAct, ...]:
        return self.case.acts


def told_of(item_id: int) -> Told:
    """What the journal tells of an item now."""
    return told(entries.entries(SUBJECT, item_id, records=False))


def told(written: Sequence[Entry]) -> Told:
    """Refused (`Refusal`): entries that cannot follow one another."""
    number, within = "", due.STAGE_WORKING_DAYS
    acts: list[CaseAct] = []
    for entry in written:
        if entry.event not in PUBLICATION.events:
            continue
        kept = entry.data
        # A batch that is rejected gives the numbers of the old site back, and tells the ones that its items keep instead.
        number = str(kept.get("number", "")) or number
        within = int(kept.get("within", within))
        acts.append(CaseAct(len(acts) + 1, entry.event, entry.day, entry.role, entry.person, kept["data"]))
    return Told(number, replay(acts), tuple(written), within)


def columns(found: Told, item_id: int, calendar: Calendar, settings: Settings) -> Columns:
    """Every cached column of an item. Nothing else in the program assigns them."""
    live = publication_ids((item_id,)).get(item_id) if found.case.live else None
    working = version_ids((item_id,)).get((item_id, found.case.version))
    return columns_with(found, calendar, settings, working, live)


def columns_with(
    found: Told, calendar: Calendar, settings: Settings, working_id: int | None, live_id: int | None
) -> Columns:
    """The same where working version and publication are known: for whoever writes many items at once."""
    case = found.case
    # What lists show is the text that the public sees, and the working text before there is one.
    fields = case.live_fields if case.live else case.fields
    told_text = partial(text, fields)
    deadline = due.last_day(case, calendar)
    return {
        "number": found.number,
        "title": told_text("title"),
        "column": told_text("column"),
        "interprets": told_text("interprets"),
        "genre": told_text("genre") or "information",
        "attribute": told_text("attribute") or "proactive",
        "document_number": told_text("document_number"),
        "formed_on": day_of(fields.get("formed_on")),
        "expires_on": day_of(fields.get("expires_on")),
        "published_on": case.first_published,
        "renewed_on": case.published,
        "withdrawn_on": case.withdrawn,
        "withdrawn_how": case.withdrawn_how,
        "withdrawn_by": case.withdrawn_by,
        "successor": case.successor,
        "annulled": False,
        "way": case.way or Way.DRAFTED.value,
        "state": case.state,
        "acts": len(case.acts),
        "working_id": working_id,
        "live_id": live_id,
        "publish_at": moment(case.publish_at) if case.publish_at else None,
        "since": case.since,
        "due": deadline.due if deadline else None,
        "provisional": bool(deadline and deadline.provisional),
        "stage_due": due.stage_due(case, calendar, found.within),
        "evaluate_on": due.evaluate_on(case, settings),
        "explain_by": _explain_by(case, calendar, settings),
        "writer": case.writer,
    }


def moment(told_time: str) -> datetime:
    """A time of the office's clock, as `schedule` tells it."""
    return timezone.make_aware(datetime.strptime(told_time, PUBLISH_AT))  # noqa: DTZ007 -- made aware here


def _explain_by(case: ItemCase, calendar: Calendar, settings: Settings) -> object:
    if case.live_fields.get("genre") not in POLICIES or case.live_exempted or case.first_published is None:
        return None
    return None if case.way == "imported" else due.interpretation_due(case.first_published, calendar, settings)


def version_ids(item_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """The versions of items, by item and number."""
    rows = Version.objects.filter(item_id__in=item_ids).values_list("item_id", "number", "pk")
    return {(item, number): pk for item, number, pk in rows}


def publication_ids(item_ids: Collection[int]) -> dict[int, int]:
    """The last publication of each item that has any."""
    rows = Publication.objects.filter(version__item_id__in=item_ids).order_by("pk")
    return dict(rows.values_list("version__item_id", "pk"))
