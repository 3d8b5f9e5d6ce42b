"""What a check has to say about a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.annual.model import Number, Place
from gongkai.law.cite import Cite


class Severity(Enum):
    """How a careful superior office would treat it.

    ERROR: cannot be right, send it back. WARNING: most likely wrong, explain or mend. NOTE: look at it once.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """As a person reads it on a screen or in a table."""
        return {"error": "错误", "warning": "存疑", "note": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of prose: `section` is an index in `Report.sections` (-1 the preamble, -2 the title), offsets in characters."""

    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth a look.

    `code` is dotted and stable (`table3.column_balance`); `where` says in Chinese where it stands; `message` is one
    sentence: what, why, how to mend. `expected` and `found` are the two sides (a number, a text, or None where there
    is no such side); `difference` is found minus expected for numbers. `places` are the cells and `passages` the
    prose to mark on a screen.
    """

    code: str
    severity: Severity
    where: str
    message: str
    cite: Cite
    expected: Number | str | None = None
    found: Number | str | None = None
    places: tuple[Place, ...] = ()
    passages: tuple[Passage, ...] = ()
    quote: str = ""

    @property
    def difference(self) -> Number | None:
        if isinstance(self.expected, str | None) or isinstance(self.found, str | None):
            return None
        return self.found - self.expected
