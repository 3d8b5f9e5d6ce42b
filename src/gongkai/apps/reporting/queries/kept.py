"""Which kept result may this reader see?

The right to a kept result is its address: who has it may read and delete, nobody may list or guess.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.reporting.examination import BadPack, Examination, unpack
from gongkai.apps.reporting.models import KeptCheck


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept result and the moment until which it can be opened."""

    examination: Examination
    kept_at: datetime
    until: datetime


def digest(token: str) -> str:
    """What the database knows of a token. The token has 256 random bits, so that no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def kept_check(token: str, now: datetime) -> Kept | None:
    """The result kept under a token; None once it has expired or was deleted, or was never there."""
    row = KeptCheck.objects.filter(address=digest(token), until__gt=now).first()
    if row is None:
        return None
    try:
        return Kept(unpack(bytes(row.packed)), row.kept_at, row.until)
    except BadPack:
        return None
