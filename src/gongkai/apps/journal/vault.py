"""Personal data beside the journal: sealed, read with a trace, shredded at the end of its time.

Takes:   fields by name; the organ that they belong to.
Gives:   `seal`, `seal_many`, `open_`, `lookup`, `masked`, `keep_until`, `shred_due`, `rotate`, `intact`; `seal_bytes` and `open_bytes`
         for files, each under a key of its own that is one of the fields of a record: rotating re-seals the key, shredding loses it.

AES-256-GCM; the organ and the version of the key are bound to the ciphertext, so that a record moved to another organ does
not open. The digest that the journal pins is a keyed SM3 over the organ and the plain text, which holds a salt: whoever
has a shredded record's digest, even with the key, cannot try names against it.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.apps.journal import actions, names
from gongkai.apps.journal.canonical import canonical
from gongkai.apps.journal.keys import add_version, keys
from gongkai.apps.journal.models import PersonalRecord, Subject
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.rights import demand
from gongkai.apps.prepared import add

REASONS: Mapping[str, str] = {
    "handling": "办理申请",
    "letter": "制作、送达文书",
    "remedy": "应对复议诉讼",
    "check": "核对登记",
    "enquiry": "答复申请人询问",
    "export": "导出台账",
    "question": "办理咨询留言",
}
"""Why personal data may be read. A code and no free text, so that no name slips into the journal by the reason."""
_OTHERWISE: Mapping[str, str] = {
    "asker": "提问人凭查询码查看",
    "applicant": "申请人凭查询码查看",
    "program": "系统办理所需",
}
"""Reasons that no officer chooses."""

NAME_FIELDS = ("applicant_name", "party_name", "body_name", "asker_name")
"""Private fields of `law.procedures` that hold whom the record is about: shown masked, found by lookup."""

masked = names.masked
comparable = names.comparable
_NONCE_BYTES, _KEY_BYTES, _BATCH = 12, 32, 500
_GUARDED = b"gongkai guarded secret"
_ALONG: list[Callable[[list[int]], object]] = []


def seal(organ_id: int, fields: Mapping[str, str], due: date | None = None) -> PersonalRecord:
    """A saved record with the fields sealed, for the `personal` of one entry. `due`: first day on which it may be shredded."""
    record = _sealed(organ_id, fields, due)
    add(record)
    return record


def seal_many(organ_id: int, many: Iterable[Mapping[str, str]]) -> list[PersonalRecord]:
    """As `seal` for the entries of an import: saved records, one for each, in the same order."""
    return PersonalRecord.objects.bulk_create([_sealed(organ_id, fields, None) for fields in many], batch_size=_BATCH)


@transaction.atomic
def open_(
    record: PersonalRecord, actor: Actor, why: str, now: datetime, right: str = "personal.read"
) -> dict[str, str]:
    """The fields of a record. Who read which record and why goes into the journal first.

    `why` is a code of `REASONS`; `right` what the reader must have (people.rights). Refused: `Forbidden` (people.rights), `VaultRefusal` for a shredded record, another or a
    missing key, an unknown reason.
    """
    demand(actor, right, record.organ_id)
    if why not in REASONS and why not in _OTHERWISE:
        raise VaultRefusal(f"查看个人信息须选明原因，可选：{'、'.join(REASONS.values())}。")
    fields = _fields(_decrypted(record))
    actions.append(Subject.VAULT, record.pk, "read", _local(now), actor, now, {"why": why})
    return fields


def lookup(name: str) -> str:
    """What finds a name without storing it: a keyed digest, the same for every way of typing it. Empty for no name."""
    text = names.comparable(name)
    return _keyed(keys().lookup, text.encode()) if text else ""


def keyed(text: str) -> str:
    """A keyed digest of any text: the same here for the same text, and nothing to try texts against elsewhere."""
    return _keyed(keys().lookup, text.encode())


def keep_until(record_ids: Iterable[int], due: date | None) -> None:
    """Set the first day on which records may be shredded, when it becomes known: after the end of the case."""
    PersonalRecord.objects.filter(pk__in=list(record_ids), shredded_at__isnull=True).update(due=due)


def shredded_with(forget: Callable[[list[int]], object]) -> None:
    """Have something told of every record that is shredded, in the same transaction: an app that made anything out of sealed words says so when
    it is loaded, and no way of shredding can leave it out."""
    _ALONG.append(forget)


def shred_due(today: date, now: datetime) -> list[int]:
    """Shred every record that is due, with an entry for each; their ids. The chain stays whole: it pins the digest only.

    In batches of their own transactions: a stop half-way leaves whole batches done, and the next run does the rest.
    """
    done: list[int] = []
    while True:
        with transaction.atomic():
            due = PersonalRecord.objects.select_for_update().filter(due__lte=today, shredded_at__isnull=True)
            batch = list(due.order_by("organ_id", "pk")[:_BATCH])
            for record in batch:
                record.sealed, record.masked, record.lookup, record.shredded_at = b"", "", "", now
                record.save(update_fields=["sealed", "masked", "lookup", "shredded_at"])
                actions.append(Subject.VAULT, record.pk, "shred", today, program(record.organ_id), now, {})
            for forget in _ALONG:
                forget([record.pk for record in batch])
        if not batch:
            return done
        done += [record.pk for record in batch]


def rotate(tell: Callable[[int, int], None] = lambda done, total: None, new_key: bool = True) -> int:
    """Seal everything again by a new key (or, continuing after a stop, by the newest); how many records.

    The old key stays in the file: backups from before still need it.
    """
    if new_key:
        add_version()
    known = keys()
    old = PersonalRecord.objects.filter(shredded_at__isnull=True).exclude(key_version=known.current)
    total, done = old.count(), 0
    while True:
        with transaction.atomic():
            batch = list(old.select_for_update().order_by("pk")[:_BATCH])
            for record in batch:
                plain = _decrypted(record)
                record.key_version = known.current
                record.sealed = _encrypted(known.sealing[known.current], known.current, record.organ_id, plain)
                record.save(update_fields=["key_version", "sealed"])
        if not batch:
            return done
        done += len(batch)
        tell(done, total)


def intact(record: PersonalRecord) -> bool:
    """Whether an unshredded record opens and is what its digest says. Refused: `VaultRefusal` when a key is missing."""
    try:
        return secrets.compare_digest(_commitment(record.organ_id, _decrypted(record)), record.digest)
    except _WrongKey:
        return False


def unlocked(record: PersonalRecord) -> dict[str, str]:
    """The fields for a check that shows them to nobody, hence without a trace. Refused: `VaultRefusal`."""
    return _fields(_decrypted(record))


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """A file as it is kept: the key belongs into a record, the digest into the journal, the data on a disk."""

    key: str
    digest: str
    data: bytes


def seal_bytes(organ_id: int, name: str, data: bytes) -> SealedBytes:
    """A file under a new key of its own, bound to its organ and to the name by which it is kept.

    The digest is keyed, and the file's key is part of what it is over: without the record nobody can try contents against it.
    """
    key, nonce = os.urandom(_KEY_BYTES), os.urandom(_NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, data, _bound_file(organ_id, name))
    return SealedBytes(base64.b64encode(key).decode("ascii"), _of_file(organ_id, name, key, data), sealed)


def open_bytes(organ_id: int, name: str, key: str, sealed: bytes, digest: str) -> bytes | None:
    """The file, or None when it is not the one that was sealed for this organ, name and digest."""
    try:
        plain_key = base64.b64decode(key, validate=True)
        data = AESGCM(plain_key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_file(organ_id, name))
    except (InvalidTag, ValueError):
        return None
    return data if secrets.compare_digest(_of_file(organ_id, name, plain_key, data), digest) else None


def state_of_keys() -> str:
    """ "good"; "unused" while none are needed yet; "open" when others may read the file; else why they cannot be used."""
    path = Path(settings.VAULT_KEYS)
    if not path.exists() and not PersonalRecord.objects.exclude(sealed=b"").exists():
        return "unused"
    try:
        keys()
    except VaultRefusal as refusal:
        return refusal.reason
    return "open" if path.stat().st_mode & 0o077 else "good"


def guarded(text: str) -> str:
    """A secret of the program itself, such as that of a second factor, for a column of text. Keys as for records."""
    known = keys()
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + AESGCM(known.sealing[known.current]).encrypt(nonce, text.encode(), _GUARDED)
    return f"{known.current}:{base64.b64encode(sealed).decode('ascii')}"


def revealed(text: str) -> str:
    """What was `guarded`. Refused: `VaultRefusal` when the key is missing or another."""
    version, _, coded = text.partition(":")
    key = keys().sealing.get(int(version)) if version.isdecimal() else None
    try:
        sealed = base64.b64decode(coded, validate=True)
        return AESGCM(key or b"").decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _GUARDED).decode()
    except (InvalidTag, ValueError) as error:
        raise _WrongKey("这份密文打不开：密钥文件不是当时所用的。请从备份恢复密钥文件。") from error


class _WrongKey(VaultRefusal):
    """The key is there, but the record was sealed by another, or altered."""


def _decrypted(record: PersonalRecord) -> bytes:
    if record.shredded_at is not None:
        raise VaultRefusal(f"这份个人信息已于 {_local(record.shredded_at):%Y-%m-%d} 保管期满销毁，不能再查看。")
    key = keys().sealing.get(record.key_version)
    if key is None:
        raise VaultRefusal(f"密钥文件缺少第 {record.key_version} 版密钥，打不开这份个人信息。请从备份恢复密钥文件。")
    sealed = bytes(record.sealed)
    try:
        return AESGCM(key).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(record.key_version, record.organ_id)
        )
    except (InvalidTag, ValueError) as error:
        raise _WrongKey(
            "这份个人信息打不开：密钥不是密封时所用的，或者内容被改动过。请核对密钥文件，并执行 gongkai verify --records。"
        ) from error


def _encrypted(key: bytes, version: int, organ_id: int, plain: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound(version, organ_id))


def _bound(version: int, organ_id: int) -> bytes:
    return f"gongkai personal record\nkey {version}\norgan {organ_id}".encode()


def _bound_file(organ_id: int, name: str) -> bytes:
    return f"gongkai sealed file\norgan {organ_id}\nname {name}".encode()


def _of_file(organ_id: int, name: str, key: bytes, data: bytes) -> str:
    return _keyed(keys().commitment, _bound_file(organ_id, name) + b"\n" + key + data)


def _sealed(organ_id: int, fields: Mapping[str, str], due: date | None) -> PersonalRecord:
    """A record that is not saved yet."""
    known = keys()
    plain = canonical({"salt": secrets.token_hex(16), "fields": dict(fields)}).encode()
    name = next((fields[each] for each in NAME_FIELDS if fields.get(each)), "")
    return PersonalRecord(
        organ_id=organ_id,
        key_version=known.current,
        sealed=_encrypted(known.sealing[known.current], known.current, organ_id, plain),
        digest=_commitment(organ_id, plain),
        masked=masked(name),
        lookup=lookup(name),
        due=due,
    )


def _fields(plain: bytes) -> dict[str, str]:
    fields: dict[str, str] = json.loads(plain)["fields"]
    return fields


def _commitment(organ_id: int, plain: bytes) -> str:
    return _keyed(keys().commitment, f"{organ_id}\n".encode() + plain)


def _keyed(key: bytes, data: bytes) -> str:
    state = HMAC(key, SM3())
    state.update(data)
    return state.finalize().hex()


def _local(moment: datetime) -> date:
    return timezone.localdate(moment)
