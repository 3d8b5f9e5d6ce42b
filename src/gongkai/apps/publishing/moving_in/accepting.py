"""How does a whole batch become public, or go back?

Takes:   a batch that is staged, and another person than who staged it. Gives: in one transaction each item with its entry, its
         publication on the day of the old site, its place in the lists; one entry for the batch. What was altered since is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import groupby
from operator import attrgetter

from django.utils.timezone import get_current_timezone, localdate, make_aware

from gongkai.apps import rules
from gongkai.apps.cached_rows import set_rows
from gongkai.apps.documents import actions as documents
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import showing
from gongkai.apps.publishing.content import OLD_MOMENT
from gongkai.apps.publishing.models import Batch, BatchState, Item, MovedItem, Publication, Version, VersionFile, Way
from gongkai.apps.publishing.moving_in.staging import AT_ONCE, KEPT, Progress
from gongkai.apps.publishing.story import SUBJECT, Told, columns_with, told
from gongkai.apps.publishing.versions import Stored, with_files
from gongkai.apps.publishing.writing import next_numbers
from gongkai.law.casework import CaseAct
from gongkai.law.casework.filling import text
from gongkai.law.publication.case import Given, ItemCase
from gongkai.law.publication.item import attempt

ACCEPT, REJECT = "accept", "reject"


def accept(actor: Actor, batch: Batch, now: datetime, progress: Progress) -> int:
    """Make the staged items of a locked batch public; how many."""
    batch.state = BatchState.ACCEPTED
    batch.save(update_fields=("state",))
    calendar, settings = rules.calendar(), rules.settings()
    done = 0
    for items in _pieces(batch):
        stored = _stored(items)
        after = _after(actor, items, stored, ACCEPT, {}, now)
        made = Publication.objects.bulk_create(
            Publication(
                version=stored[item.pk].version,
                way=Way.IMPORTED,
                digest=after[item.pk].case.live,
                day=_day(after[item.pk].case),
                published_at=_moment(stored[item.pk], after[item.pk].case),
                person=actor.person,
                batch=batch,
            )
            for item in items
        )
        by_item = {item.pk: publication for item, publication in zip(items, made, strict=True)}
        set_rows(
            (item, columns_with(after[item.pk], calendar, settings, item.working_id, by_item[item.pk].pk))
            for item in items
        )
        for item in items:
            documents.from_item(actor, item, stored[item.pk].content, by_item[item.pk].day, now)
        showing.changed(item.pk for item in items)
        done += len(items)
        progress(ACCEPT, done, batch.rows)
    told_of_it = {"sha256": batch.digest, "items": done}
    journal.append(Subject.BATCH, batch.pk, ACCEPT, localdate(now), actor, now, told_of_it)
    return done


def reject(actor: Actor, batch: Batch, reason: str, now: datetime) -> int:
    """Discard the staged items of a locked batch; the same source may then be moved in again."""
    calendar, settings = rules.calendar(), rules.settings()
    done = 0
    for items in _pieces(batch):
        after = _after(actor, items, _stored(items), REJECT, {"reason": reason}, now)
        set_rows((item, columns_with(after[item.pk], calendar, settings, item.working_id, None)) for item in items)
        done += len(items)
    told_of_it = {"sha256": batch.digest, "items": done, "reason": reason}
    MovedItem.objects.filter(batch=batch).delete()
    batch.state = BatchState.REJECTED
    batch.digest = hashlib.sha256(f"{batch.digest}\n{batch.pk}".encode()).hexdigest()
    batch.save(update_fields=("state", "digest"))
    journal.append(Subject.BATCH, batch.pk, REJECT, localdate(now), actor, now, told_of_it)
    return done


def _pieces(batch: Batch) -> Iterator[list[Item]]:
    """The items that are still staged, a piece at a time, led by the batch's own list, which is in order as it stands."""
    after = 0
    listed = MovedItem.objects.filter(batch=batch).order_by("pk")
    while piece := list(listed.filter(pk__gt=after).values_list("pk", "item_id")[:AT_ONCE]):
        after = piece[-1][0]
        wanted = Item.objects.filter(pk__in=[item_id for _, item_id in piece], state="staged").order_by("pk")
        if items := list(wanted.select_for_update(of=("self",)).select_related("working")):
            yield items


def _stored(items: list[Item]) -> Mapping[int, Stored]:
    """The text of each item as it is stored now."""
    working = [each.working_id for each in items if each.working_id]
    rows = VersionFile.objects.filter(version_id__in=working).select_related("blob").order_by("version_id", "place")
    of_version = {pk: list(group) for pk, group in groupby(rows, key=attrgetter("version_id"))}
    found = {}
    for each in items:
        assert isinstance(each.working, Version), "staged with its version"
        found[each.pk] = with_files(each.working, of_version.get(each.working.pk, ()))
    return found


def _after(
    actor: Actor,
    items: list[Item],
    stored: Mapping[int, Stored],
    event: str,
    data: Mapping[str, object],
    now: datetime,
) -> dict[int, Told]:
    """Each item with one more act, tried against the procedure and entered."""
    written: dict[int, list[Entry]] = {each.pk: [] for each in items}
    organ_id = items[0].organ_id
    for entry in entries.stream(SUBJECT, (organ_id,), list(written)):
        written[entry.subject_id].append(entry)
    found, new = {}, []
    instead = _given_back(organ_id, written, now) if event == REJECT else {}
    for each in items:
        before = told(written[each.pk])
        digest = stored[each.pk].content.digest
        bound = {"digest": before.case.digest, "version": before.case.version} if event == ACCEPT else {}
        act = CaseAct(len(before.acts) + 1, event, localdate(now), actor.role, actor.person, {**data, **bound})
        case = attempt(before.case, act, Given(digest=digest))
        number = instead.get(each.pk, before.number)
        found[each.pk] = Told(number, case, before.written, before.within)
        told_of_it = {"data": dict(act.data), **({"number": number} if number != before.number else {})}
        new.append(journal.NewEntry(SUBJECT, each.pk, event, act.day, actor, told_of_it))
    journal.append_many(organ_id, new, now)
    return found


def _given_back(organ_id: int, written: Mapping[int, list[Entry]], now: datetime) -> dict[int, str]:
    """Numbers of ours for the items that bear one of the old site: when the batch comes again, its numbers are free."""
    wanted = [pk for pk, told_of_it in written.items() if any(each.data.get(KEPT) for each in told_of_it)]
    ours = next_numbers(organ_id, localdate(now).year, len(wanted)) if wanted else []
    return dict(zip(wanted, ours, strict=True))


def _moment(stored: Stored, case: ItemCase) -> datetime:
    """When the old site published it; the beginning of the day where it told no time."""
    zone = get_current_timezone()
    if moment := text(stored.content.fields, OLD_MOMENT):
        return make_aware(datetime.fromisoformat(moment), zone)
    return make_aware(datetime.combine(_day(case), time.min), zone)


def _day(case: ItemCase) -> date:
    assert case.published is not None, "asked of every row"
    return case.published
