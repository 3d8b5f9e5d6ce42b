"""What a rule rests on: an instrument, a provision of it, what it says in our words, and how well that is known.

A `Cite` is declared once, in `law/sources`, and attached to rules, settings, findings and letters. `gist` is written
by us: it states the fact that the code applies, it does not copy the text. `grade` says how the fact was verified, so
that nothing unverified can pass for law on a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

_DIGITS = "零一二三四五六七八九"


class Grade(Enum):
    """How well a fact of the law is known. The order is from best to least."""

    FULL = "全文"
    EXCERPT = "原文片段"
    CORROBORATED = "旁证"
    INFERRED = "推定"
    UNVERIFIED = "未核实"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One law, regulation, notice or standard, in one version.

    `key` is our short name (`ogi-2019`); `title` is as printed, empty where only the number could be read, for a title
    must not be made up; `number` is the document number as printed; `in_force` and `until` bound the
    days on which it applies (`until` is the last day, None while it applies).
    """

    key: str
    title: str
    number: str = ""
    issued: date | None = None
    in_force: date | None = None
    until: date | None = None

    def applies_on(self, day: date) -> bool:
        return (self.in_force is None or self.in_force <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Cite:
    """One provision: where it stands and what it says in our words.

    `article`, `paragraph` and `item` are numbers (None where the instrument has no such division); `part` names a place
    that is not an article (`表三`, `附件2`), or one within an article (`计页`). `gist` is one Chinese sentence.
    """

    instrument: Instrument
    gist: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    part: str = ""
    grade: Grade = Grade.FULL

    @property
    def key(self) -> str:
        """`ogi-2019:33.3`, `fee-rules-2020:4.按件收费标准`; stable: stored in the journal and in findings."""
        places = [str(n) for n in (self.article, self.paragraph, self.item) if n is not None]
        if self.part:
            places.append(self.part)
        return f"{self.instrument.key}:{'.'.join(places)}"

    @property
    def label(self) -> str:
        """As an officer writes it: 《中华人民共和国政府信息公开条例》第三十三条第三款."""
        title = f"《{self.instrument.title}》" if self.instrument.title else self.instrument.number
        if self.instrument.title and self.instrument.number and self.article is None:
            title += f"（{self.instrument.number}）"
        places = ((self.article, "第{}条"), (self.paragraph, "第{}款"), (self.item, "第（{}）项"))
        numbered = "".join(form.format(chinese(n)) for n, form in places if n is not None)
        return title + numbered + (f"（{self.part}）" if self.part and numbered else self.part)

    @property
    def caveat(self) -> str:
        """What a screen must add to the label: empty for what was read in full or in excerpt."""
        if self.grade in (Grade.FULL, Grade.EXCERPT):
            return ""
        return f"（{self.grade.value}，以主管部门解释为准）"

    def __str__(self) -> str:
        return self.label


def chinese(n: int) -> str:
    """A whole number from 0 to 999 as articles are counted: 33 -> 三十三, 105 -> 一百零五."""
    if not 0 <= n <= 999:
        raise ValueError(f"条款序号应在 0 到 999 之间，收到 {n}")
    if n < 10:
        return _DIGITS[n]
    hundreds, rest = divmod(n, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")
