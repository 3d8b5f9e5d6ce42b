"""What is wrong with one place of what is to be moved in? What, where, how to mend it; for officers, in Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` is the file with its line or entry, `field` the name of what is wrong there, empty for the whole."""

    place: str
    field: str
    reason: str
    remedy: str

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.place}{f'“{self.field}”' if self.field else ''}：{self.reason}，{self.remedy}"


class Unreadable(Exception):
    """The source as a whole, or its mapping, cannot be read. The message says what, where and how to mend it."""


class BadSource(Exception):
    """Rows are wrong, and nothing was taken. `faults` are the first of them, `total` how many there are."""

    def __init__(self, faults: tuple[Fault, ...], total: int) -> None:
        super().__init__(f"有{total}处问题，没有迁入任何内容。")
        self.faults = faults
        self.total = total
