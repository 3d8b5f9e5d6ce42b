"""What does proofreading find at a place of a text, or in a file that readers do not see?

Codes say the family first: `word.` wrong characters and wording, `date.`, `name.`, `number.`; `personal.` data of persons,
`secrecy.` marks and words of what is secret or internal, `file.` traces in attachments. Who has to answer which, and by when,
follows from the family (law/procedures/publication).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.law.cite import Cite


class Tier(Enum):
    """How sure a rule is."""

    CONFIRMED = "confirmed"
    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place: `start` and `end` in characters of the text that was given. `suggestion` is empty where none is sure.

    `message` is one Chinese sentence: what, and how to mend it. `text` is what stands there.
    """

    code: str
    tier: Tier
    start: int
    end: int
    text: str
    suggestion: str
    message: str
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Something in a file that its reader does not see: author, tracked change, comment, hidden sheet, place of a picture, a mark.

    `where` says the place in the file, `message` one Chinese sentence: what, and how to clear it.
    """

    code: str
    where: str
    text: str
    message: str
    cite: Cite | None = None
