"""What does verifying find?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place of a chain, or the day, that is not as it was written. `seq` 0: the chain as a whole."""

    kind: str
    message: str
    organ_id: int = 0
    seq: int = 0
    day: date | None = None
