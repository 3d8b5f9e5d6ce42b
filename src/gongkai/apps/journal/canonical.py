"""How does an act look as bytes, and what is its hash?

Law:     none; SM3 is GB/T 32905-2016
Gives:   canonical JSON (sorted keys, no spaces, UTF-8) and the hash of an entry over the hash before it. Fields stand one
         a line: none of them can hold a line break (JSON escapes it), so that no two entries have the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial

from cryptography.hazmat.primitives.hashes import SM3, Hash

GENESIS = "0" * 64
"""What the first entry of every chain follows."""


def hasher() -> Callable[[bytes], str]:
    """A function from bytes to SM3, 64 hex digits, for those who hash by the million.

    A copy of an empty state costs less than a new one. hashlib is a quarter quicker than cryptography (bench in
    docs/decisions/journal.md), but has SM3 only where its OpenSSL has it.
    """
    if "sm3" in hashlib.algorithms_available:
        return partial(_by_hashlib, hashlib.new("sm3", usedforsecurity=False))
    return _by_cryptography


def _by_hashlib(empty: hashlib._Hash, data: bytes) -> str:
    state = empty.copy()
    state.update(data)
    return state.hexdigest()


def _by_cryptography(data: bytes) -> str:
    state = Hash(SM3())
    state.update(data)
    return state.finalize().hex()


sm3 = hasher()
"""The SM3 digest of bytes, 64 hex digits."""


def canonical(data: Mapping[str, object]) -> str:
    """JSON in the one form that is hashed. Refused (TypeError, ValueError): what is no JSON, NaN and the infinities."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def moment(recorded_at: datetime) -> str:
    """A moment in UTC to the microsecond, the same on both databases."""
    return recorded_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def entry_hash(
    before: str,
    organ_id: int,
    seq: int,
    subject: str,
    subject_id: int,
    event: str,
    day: date,
    recorded_at: str,
    person: str,
    role: str,
    payload: str,
    personal_digest: str,
) -> str:
    """The hash of one entry. `recorded_at` as `moment` writes it.

    Refused (ValueError): a line break in a field, which would let two entries have the same bytes.
    """
    parts = (
        before,
        str(organ_id),
        str(seq),
        subject,
        str(subject_id),
        event,
        day.isoformat(),
        recorded_at,
        person,
        role,
        payload,
        personal_digest,
    )
    line = "\n".join(parts)
    if line.count("\n") != len(parts) - 1:
        raise ValueError("a field of a journal entry holds a line break")
    return sm3(line.encode())
