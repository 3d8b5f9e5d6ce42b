"""Which third parties must be told in writing before what they objected to goes out?

Law:     条例 32: whoever objected is told the content that is disclosed, and why
Takes:   the bodies that were asked, or a case. Gives: those that objected and were not told yet.
Unclear: article 32 speaks of objections with good reason that a public interest outweighs; one without a good reason is told as well,
         for only the organ says that the reason is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol, TypeVar

from gongkai.law.casework.case import Branch, RequestCase

_OPENING_UP = frozenset({"provided", "partial"})


class Body(Protocol):
    """What is read of whoever was asked, in a story or in a case."""

    @property
    def kind(self) -> str: ...
    @property
    def opinion(self) -> str: ...
    @property
    def told(self) -> date | None: ...


B = TypeVar("B", bound=Body)


def opens_up(decision: str, withheld: Collection[str]) -> bool:
    """Whether a decision discloses what third parties were asked about."""
    return decision in _OPENING_UP and "third_party_rights" not in withheld


def objecting(bodies: Iterable[B]) -> tuple[B, ...]:
    """The third parties that objected and were not told of the decision."""
    return tuple(
        each
        for each in bodies
        if each.kind == "third_party" and each.opinion.startswith("refuses") and each.told is None
    )


def to_be_told(case: RequestCase) -> tuple[Branch, ...]:
    """Whom the decision of a case, signed or still proposed, makes it a duty to tell; nobody while none is proposed."""
    signed = case.state == "signed"
    decision, withheld = (case.decision, case.withheld) if signed else (case.proposed, case.proposed_withheld)
    open_still = case.state in ("proposed", "reviewed", "signed")
    return objecting(case.branches) if open_still and opens_up(decision, withheld) else ()
