"""How is one act of the procedure done on an item?

Takes:   actor, item, event, what the form told, the moment. Acts happen now: the day is that of the moment.
Gives:   the row after it. In one transaction: the row is locked, the case replayed from the journal, the facts computed from what
         is stored now, the act tried (law/publication/item), entry, signature, publication and cached columns written.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.apps import registered
from gongkai.apps.documents import actions as documents
from gongkai.apps.files import queries as files
from gongkai.apps.files.refusal import Damaged
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import SYSTEM, Actor
from gongkai.apps.publishing import bundles, duties, findings, showing, versions
from gongkai.apps.publishing.facts import given
from gongkai.apps.publishing.models import Item, Publication, Signed, Version, Way
from gongkai.apps.publishing.refusals import AnotherText, watched
from gongkai.apps.publishing.story import SUBJECT, Told, moment, told, told_of
from gongkai.apps.publishing.versions import Stored
from gongkai.apps.publishing.writing import locked, project
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.casework.filling import text
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.publication.after import PUBLISHING, WRITING
from gongkai.law.publication.case import Barred, Given, ItemCase
from gongkai.law.publication.item import attempt

LOG = logging.getLogger("gongkai.publishing")
TOGETHER = frozenset({"publish", "schedule", "unschedule", "go_live"})
"""Acts on a policy that are done with its whole bundle."""
_BOUND = frozenset({"submit", *LEVELS, *PUBLISHING, "ratify", "approve_withhold", "exempt"})
"""Acts whose entry says the digest that they were done on."""


def act(
    actor: Actor, item_id: int, event: str, data: Mapping[str, object], now: datetime, based_on: int | None = None
) -> Item:
    """Do one act other than writing (`draft`, `edit`). `based_on` is `Item.acts` when the form was shown; a `digest` among the
    data is that of the text which the signer saw: `Stale` when either has moved on.

    Refused: `Barred`, which the journal keeps (a step out of turn, one's own text, a second stage, a text that is not signed
    whole or was altered), as it keeps the digest of another text; `Forbidden`, kept too (role, post, another organ); `Refusal` (a form that is not filled). Not found
    (`Item.DoesNotExist`): another organ's item.
    """
    if event == "accept":
        raise Refusal("迁入的信息按整批核准，请在迁入页面办理。", (PUBLICATION.cite,))
    if event not in PUBLICATION.events or event in WRITING:
        raise Refusal(f"{PUBLICATION.title}没有“{event}”这种办理事项。", (PUBLICATION.cite,))
    return watched(actor, item_id, event, now, lambda: _together(actor, item_id, event, data, now, based_on))


def _together(
    actor: Actor, item_id: int, event: str, data: Mapping[str, object], now: datetime, based_on: int | None
) -> Item:
    rights.demand(actor, f"publication.{event}")
    _hold_post(actor, now)
    row = locked(actor, item_id)
    if based_on is not None and based_on != row.acts:
        raise _stale(row, based_on)
    together = list(bundles.mates(row).select_for_update()) if event in TOGETHER else []
    row = _one(actor, row, event, data, now)
    for mate in together:
        if event != "unschedule" or mate.state == "scheduled":
            _one(actor, mate, event, {**data}, now, bundled=True)
    return row


def _one(
    actor: Actor, row: Item, event: str, data: Mapping[str, object], now: datetime, *, bundled: bool = False
) -> Item:
    """One act on one row that is locked."""
    found = told_of(row.pk)
    stored = versions.stored(Version.objects.get(item=row, number=found.case.version))
    facts = given(row, found.case, stored, actor, now, bundled=bundled)
    if event in _BOUND:
        facts = _with_bytes(facts, stored)
    new = CaseAct(
        len(found.acts) + 1, event, localdate(now), actor.role, actor.person, _data(found, event, data, actor, row, now)
    )
    after = attempt(found.case, new, facts)
    _check_around(actor, row, found.case, new, stored, now)
    beside = _within(row, found.case, after, now)
    entry = journal.append(SUBJECT, row.pk, event, new.day, actor, now, {"data": dict(new.data), **beside})
    _leave(actor, row, stored, found.case, after, new, entry, now)
    transaction.on_commit(partial(LOG.info, "organ %d item %d: %s", row.organ_id, row.pk, event))
    row = project(row, told((*found.written, entry)))
    if _seen(found.case) != _seen(after):
        showing.changed((row.pk,))
    return row


def _seen(case: ItemCase) -> tuple[object, ...]:
    """What everybody sees of an item, as far as an act can change it."""
    shown = (case.live, case.first_published, case.published, case.state == "owing", case.live_exempted)
    return (*shown, case.withdrawn, case.withdrawn_how, case.withdrawn_by, case.successor)


def _with_bytes(facts: Given, stored: Stored) -> Given:
    """The facts, with the bytes of every file held against their digest: they too are what is signed."""
    try:
        for each in stored.files:
            files.bytes_of(each.blob)
    except Damaged as damage:
        return replace(facts, digest="", why={**facts.why, "unaltered": str(damage)})
    return facts


def _data(
    found: Told, event: str, data: Mapping[str, object], actor: Actor, row: Item, now: datetime
) -> dict[str, object]:
    """What the form told, and what the program knows besides: the digest that the act is bound to, whom it stands in for."""
    kept = {name: value for name, value in data.items() if name not in ("digest", "version", "instead_of")}
    if "digest" in data and data["digest"] != found.case.digest:
        raise AnotherText("您看到的不是现在这一稿，请看最新的内容，再决定是否继续。", bool(data["digest"]))
    if event in _BOUND:
        kept |= {"digest": found.case.digest, "version": found.case.version}
    if event in LEVELS:
        duty = duties.on_duty(row.organ_id, event, actor.person, localdate(now))
        kept |= {"instead_of": duty.instead_of} if duty.instead_of else {}
    return kept


def _check_around(actor: Actor, row: Item, case: ItemCase, new: CaseAct, stored: Stored, now: datetime) -> None:
    """What only the other rows tell of a form."""
    if new.event == "schedule" and moment(text(new.data, "publish_at")) <= now:
        raise Refusal("公开时间已经过了，请另定以后的时间，或者直接公开。")
    if new.event == "answer":
        keys = {each.key for each in findings.examined(stored, now)}
        if text(new.data, "finding") not in keys:
            raise Refusal("要答复的这一处疑点已经没有了（内容改过），请看最新的疑点。")
    if new.event == "withdraw" and text(new.data, "how") == "merged":
        _check_successor(actor, row, text(new.data, "successor"))


def _check_successor(actor: Actor, row: Item, number: str) -> None:
    # Two that are merged into each other at once would lead round in a circle.
    registered.hold(actor)
    rows = Item.objects.filter(organ_id=row.organ_id, number=number, annulled=False).exclude(pk=row.pk)
    # What is only recorded has no page to lead to.
    target = rows.exclude(way=Way.RECORDED).first()
    if target is None or target.published_on is None or target.withdrawn_on is not None:
        raise Refusal(f"并入的那一条“{number}”现在不是公开的信息，请核对索引号。")


def _within(row: Item, before: ItemCase, after: ItemCase, now: datetime) -> dict[str, object]:
    """How many working days the stage that begins has: kept with the act, so that later duties do not change the past."""
    if after.state == before.state or after.state not in LEVELS:
        return {}
    return {"within": duties.working_days(row.organ_id, after.state, localdate(now))}


def _leave(
    actor: Actor,
    row: Item,
    stored: Stored,
    before: ItemCase,
    after: ItemCase,
    new: CaseAct,
    entry: Entry,
    now: datetime,
) -> None:
    """Signature and publication, after the entry that they rest on: the database asks for it (publishing/triggers)."""
    if new.event in LEVELS:
        Signed.objects.create(
            version=stored.version,
            event=new.event,
            level=LEVELS[new.event],
            digest=before.digest,
            person=new.person,
            role=new.role,
            instead_of=text(new.data, "instead_of"),
            round=before.round,
            entry=entry.seq,
            signed_at=now,
        )
    if new.event in PUBLISHING:
        Publication.objects.create(
            version=stored.version,
            way=after.way,
            digest=before.digest,
            day=new.day,
            published_at=now,
            person=new.person,
            round=before.round,
            reason=text(new.data, "reason"),
        )
        documents.from_item(actor, row, stored.content, new.day, now)
    elif after.withdrawn_how and after.withdrawn_how != before.withdrawn_how:
        documents.item_withdrawn(actor, row.number, after.withdrawn_how, after.withdrawn_by, new.day, now)


def _hold_post(actor: Actor, now: datetime) -> None:
    """An actor is somebody in a post that is held today, whoever made the actor."""
    if actor.person == SYSTEM or (actor.person.isdecimal() and people.held_on(actor, localdate(now))):
        return
    role = rights.ROLE_NAMES.get(actor.role, actor.role)
    raise Barred(f"您今天没有“{role}”这个职务，不能办理；请换一个身份。", (PUBLICATION.cite,))


def _stale(row: Item, based_on: int) -> Stale:
    found = told_of(row.pk)
    since = found.acts[based_on:] if 0 <= based_on < len(found.acts) else found.acts[-1:]
    names = people.names({each.person for each in since})
    done = "、".join(f"{names.get(each.person, '他人')}办理了“{PUBLICATION.events[each.event]}”" for each in since)
    return Stale(f"信息{row.number}在您填写期间已有变化：{done}。请看最新的情况，再决定是否继续；您填写的内容还在。")
