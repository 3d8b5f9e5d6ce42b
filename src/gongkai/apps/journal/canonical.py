"""How does an act look as bytes, and what is its hash?

Law:     none; SM3 is GB/T 32905-2016
Gives:   canonical JSON (sorted keys, no spaces, UTF-8) and the hash of an entry over the hash before it. Fields stand one
         a line: none of them can hold a line break (JSON escapes it), so that no two entries have the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.hashes import SM3, Hash

GENESIS = "0" * 64
"""What the first entry of every chain follows."""


def sm3(data: bytes) -> str:
    """The SM3 digest, 64 hex digits."""
    state = Hash(SM3())
    state.update(data)
    return state.finalize().hex()


def canonical(data: Mapping[str, object]) -> str:
    """JSON in the one form that is hashed."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
    """The hash of one entry. `recorded_at` as `moment` writes it."""
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
    return sm3("\n".join(parts).encode())
