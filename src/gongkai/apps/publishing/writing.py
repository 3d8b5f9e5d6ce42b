"""How does a text get into an item: the first draft, every later one?

Desk, import and demo call the same functions. Each locks the row, tries the act against the procedure, writes version, entry and
cached columns in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.apps import rules
from gongkai.apps.files.models import Blob
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import versions
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item, Serial, Version, Way
from gongkai.apps.publishing.refusals import watched
from gongkai.apps.publishing.story import SUBJECT, Told, columns, told, told_of
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.casework.filling import text
from gongkai.law.publication.case import Given, ItemCase
from gongkai.law.publication.item import attempt
from gongkai.texts.clean import clean

DRAFT, EDIT = "draft", "edit"
NOT_HERE = "这条信息是登记的，不在本系统审签；请在登记簿里更正或者撤下。"


@transaction.atomic
def draft(actor: Actor, content: Content, now: datetime) -> Item:
    """Begin an item under the next index number of its organ and year.

    Refused (`Refusal`): a text without a title, fields of the wrong kind, files that are not there; (`Forbidden`) roles that do
    not write. Anything else may be missing until it is sent to review.
    """
    rights.demand(actor, "publication.draft")
    content = cleaned(content)
    known = versions.checked(content, actor.organ_id)
    act = _act(actor, DRAFT, 1, 1, content, now)
    attempt(told(()).case, act, Given())
    number = next_number(actor.organ_id, localdate(now).year)
    row = Item.objects.create(
        organ_id=actor.organ_id, number=number, title=content.title, column="", way=Way.DRAFTED, state="draft"
    )
    return _write(row, content, act, known, actor, now, {"number": number})


def edit(actor: Actor, item_id: int, content: Content, now: datetime, based_on: int | None = None) -> Item:
    """Save another text of an item that is being written. `based_on` is the number of the version that it started from.

    The same text once more changes nothing. Refused: as `draft`; (`Barred`) an item that is in review or public; (`Stale`)
    somebody saved since. Not found (`Item.DoesNotExist`): another organ's item.
    """
    return watched(actor, item_id, EDIT, now, lambda: _edit(actor, item_id, content, now, based_on))


def _edit(actor: Actor, item_id: int, content: Content, now: datetime, based_on: int | None) -> Item:
    rights.demand(actor, "publication.edit")
    row = locked(actor, item_id)
    found = told_of(item_id)
    if based_on is not None and based_on != found.case.version:
        raise _stale(item_id, found.case)
    content = cleaned(content)
    known = versions.checked(content, actor.organ_id)
    number = (
        Version.objects.filter(item_id=item_id).order_by("-number").values_list("number", flat=True).first() or 0
    ) + 1
    act = _act(actor, EDIT, len(found.acts) + 1, number, content, now)
    attempt(found.case, act, Given())
    if content.digest == found.case.digest:
        return row
    return _write(row, content, act, known, actor, now, {})


def locked(actor: Actor, item_id: int) -> Item:
    """An item of the actor's organ that follows the procedure, locked until the transaction ends."""
    row = Item.objects.select_for_update().get(pk=item_id, organ_id=actor.organ_id)
    if row.way == Way.RECORDED:
        raise Refusal(NOT_HERE)
    return row


def cleaned(content: Content) -> Content:
    """The text as it may be shown to anybody: whatever an editor or a program sends in passes here."""
    fields = {name: value.strip() if isinstance(value, str) else value for name, value in content.fields.items()}
    return Content(fields, clean(content.body), content.files)


def project(row: Item, found: Told) -> Item:
    """Set every cached column and save the row."""
    for name, value in columns(found, row.pk, rules.calendar(), rules.settings()).items():
        setattr(row, name, value)
    row.save(force_update=True)
    return row


def next_number(organ_id: int, year: int) -> str:
    """The next index number of an organ; those that a register holds already are passed over."""
    return next_numbers(organ_id, year, 1)[0]


def next_numbers(organ_id: int, year: int, count: int) -> list[str]:
    """The next index numbers; those that a register holds already are passed over."""
    ours = series(organ_id, year)
    serial, _ = Serial.objects.select_for_update().get_or_create(organ_id=organ_id, year=year)
    found: list[str] = []
    while len(found) < count:
        first, serial.last = serial.last + 1, serial.last + count - len(found)
        wanted = [f"{ours}{at:05}" for at in range(first, serial.last + 1)]
        taken = set(Item.objects.filter(organ_id=organ_id, number__in=wanted).values_list("number", flat=True))
        found += [each for each in wanted if each not in taken]
    serial.save(update_fields=("last",))
    return found


def series(organ_id: int, year: int) -> str:
    """What every index number begins with that an organ gives out in a year."""
    return f"{Organ.objects.values_list('code', flat=True).get(pk=organ_id)}-{year}-"


def _act(actor: Actor, event: str, seq: int, number: int, content: Content, now: datetime) -> CaseAct:
    data: Mapping[str, object] = {**versions.told(content), "digest": content.digest, "version": number}
    return CaseAct(seq, event, localdate(now), actor.role, actor.person, data)


def _write(
    row: Item,
    content: Content,
    act: CaseAct,
    known: Mapping[str, Blob],
    actor: Actor,
    now: datetime,
    beside: Mapping[str, object],
) -> Item:
    number = act.data["version"]
    assert isinstance(number, int), "made here"
    versions.keep(row, content, number, known, actor, now)
    journal.append(SUBJECT, row.pk, act.event, act.day, actor, now, {"data": dict(act.data), **beside})
    return project(row, told_of(row.pk))


def _stale(item_id: int, case: ItemCase) -> Stale:
    who = people.names((case.writer,)).get(case.writer, "别人")
    return Stale(
        f"在您编辑期间，{who}保存了第{case.version}稿“{text(case.fields, 'title')}”。"
        "您写的还在，请与最新的一稿对照后再决定保留哪些。"
    )
