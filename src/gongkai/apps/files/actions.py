"""Taking files in, clearing what they carry unseen, and removing what nobody uses.

Law:     保密法 35, 保密法实施条例 42: attachments are reviewed item by item, which begins with knowing what is in them
Gives:   `store`, `clear`, `sweep`. What a file is called belongs to who uses it (publishing.VersionFile), not to the content.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import ForeignKey, ForeignObjectRel

from gongkai.apps.files import bounded, kinds, queries, scanning, shelf
from gongkai.apps.files.models import Blob
from gongkai.apps.files.refusal import NotStored
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand, may
from gongkai.proofing.files import CLEARABLE, Hostile, cleared

__all__ = ["NotStored", "clear", "examined", "store", "sweep"]

_MB = 1024 * 1024
_HANDING_IN = ("publication.draft", "publication.stage", "activity.record")
"""Who may do one of these may hand in files; what becomes of them is decided by the act that uses them."""


def store(actor: Actor, data: bytes, name: str, now: datetime) -> Blob:
    """Keep a file in the actor's organ: proved by its content, scanned, read, looked into. The same content is kept once.

    Refused: `NotStored`, one Chinese sentence (too large, another kind, able to act, hostile); `Forbidden`.
    """
    _demand(actor)
    kind = _proved(data, name)
    digest = shelf.digest_of(data)
    known = Blob.objects.filter(organ_id=actor.organ_id, digest=digest).first()
    reading = None
    if known is None:
        scanning.scan(data)
        reading = bounded.looked_into(data, kind)
    with shelf.locked(), transaction.atomic():
        shelf.put(digest, data, now)
        if reading is None:
            Blob.objects.filter(organ_id=actor.organ_id, digest=digest).update(stored_at=now)
            if found := Blob.objects.filter(organ_id=actor.organ_id, digest=digest).first():
                return found
            reading = bounded.looked_into(data, kind)  # Swept away between the two looks.
        blob, _ = Blob.objects.get_or_create(
            organ_id=actor.organ_id,
            digest=digest,
            defaults={
                "kind": kind,
                "size": len(data),
                "text": reading.text,
                "hidden": json.dumps(reading.hidden, ensure_ascii=False),
                "unread": reading.unread,
                "person": actor.person,
                "stored_at": now,
            },
        )
    return blob


def examined(data: bytes, name: str) -> str:
    """The kind of a file that somebody else keeps: proved, scanned and looked into as one that is kept here, and nothing stored.

    Refused: `NotStored`.
    """
    kind = _proved(data, name)
    scanning.scan(data)
    bounded.looked_into(data, kind)
    return kind


def clear(actor: Actor, blob: Blob, now: datetime) -> Blob:
    """A copy of a file without properties and places, kept beside it; who uses the file uses the copy from then on.

    Refused: `NotStored` for a kind that cannot be cleared; `Forbidden`; `Damaged`; another organ's file is `Blob.DoesNotExist`.
    """
    _demand(actor)
    if blob.kind not in CLEARABLE:
        raise NotStored(f"{blob.kind} 文件不能自动清除；请在编辑它的软件里删除属性后重新上传。")
    own = queries.blob(actor.organ_id, blob.digest)
    try:
        copy = cleared(queries.bytes_of(own), own.kind)
    except Hostile as hostile:
        raise NotStored(str(hostile)) from hostile
    return store(actor, copy, "", now)


def sweep(now: datetime, typed: Collection[str]) -> int:
    """Remove what nobody uses and nobody stored within `GONGKAI_SWEEP_DAYS`. Gives how many contents were removed.

    Kept: what any row of any table points at (every version keeps its files for ever), and the digests in `typed`, which the caller
    collects from texts that are still being written (publishing.Scratch).
    """
    before = now - timedelta(days=settings.SWEEP_DAYS)
    for blob in Blob.objects.filter(stored_at__lt=before).exclude(digest__in=typed).iterator():
        _forget(blob, before)
    removed = 0
    for digest, path in shelf.old(before):
        with shelf.locked():
            # Asked again under the lock: it may just have been stored anew.
            if path.stat().st_mtime < before.timestamp() and not Blob.objects.filter(digest=digest).exists():
                path.unlink()
                removed += 1
    return removed


def _proved(data: bytes, name: str) -> str:
    if len(data) > settings.FILE_LIMIT_BYTES:
        raise NotStored(f"文件超过 {settings.FILE_LIMIT_BYTES // _MB} MB 的上限；请压缩图片或者拆成几个文件后再上传。")
    return kinds.prove(data, name)


def _forget(blob: Blob, before: datetime) -> None:
    with transaction.atomic():
        held = Blob.objects.select_for_update().filter(pk=blob.pk, stored_at__lt=before).first()
        if held is not None and not _used(held):
            held.delete()


def _used(blob: Blob) -> bool:
    return any(each.model._base_manager.filter(**{each.name: blob}).exists() for each in uses(blob))


def uses(blob: Blob) -> list[ForeignKey[Any, Any]]:
    """Every column of any table that can point at a file: asked of the models, so that a new use need not be told here."""
    pointing = [each for each in blob._meta.get_fields(include_hidden=True) if isinstance(each, ForeignObjectRel)]
    return [each.field for each in pointing if isinstance(each.field, ForeignKey)]


def _demand(actor: Actor) -> None:
    if not any(may(actor, act) for act in _HANDING_IN):
        demand(actor, _HANDING_IN[0])
