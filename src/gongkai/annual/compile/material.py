"""What is a report compiled from? The same few shapes, whether they come from a ledger file or from the database.

Takes:   nothing. Gives: `Material`. Groups carry counts, so that a million requests fit in a few hundred of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class When(Enum):
    """Where a day lies, seen from the year of the report up to the day as of which it is compiled."""

    BEFORE = "before"
    WITHIN = "within"
    LATER = "later"
    """After the period, or not at all yet."""


def period_end(year: int, as_of: date) -> date:
    """The last day that counts: the year's last, or the day as of which the report is compiled while the year runs."""
    return min(as_of, date(year, 12, 31))


def when(day: date | None, year: int, as_of: date) -> When:
    """Where a day lies. None (it has not happened) is LATER; so is a day of the year that lies after `as_of`."""
    if day is None or day > period_end(year, as_of):
        return When.LATER
    return When.BEFORE if day.year < year else When.WITHIN


@dataclass(frozen=True, slots=True)
class RequestGroup:
    """Requests that table 3 cannot tell apart. `counted` is the decision's code, empty while there is none."""

    applicant: str
    counted: str
    received: When
    closed: When


@dataclass(frozen=True, slots=True)
class RemedyGroup:
    """Cases that table 4 cannot tell apart; codes as in law/procedures/remedy_forms and law/returns/conventions."""

    group: str
    capacity: str
    outcome: str
    received: When
    closed: When


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Item (1) of article 20: issued and ended in the year, in force at its end."""

    issued: int = 0
    ended: int = 0
    in_force: int = 0


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the prose needs beyond the tables. Texts are the office's own words, one paragraph a line."""

    published_items: int | None = None
    interpretations: int | None = None
    interpretation_sessions: int | None = None
    open_day: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    """By key of the paragraph: management, platform, supervision, problems, measures, innovations, others."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that one organ's report on one year is compiled from. Amounts in yuan."""

    organ: str
    organ_kind: str
    year: int
    as_of: date
    requests: Mapping[RequestGroup, int]
    remedies: Mapping[RemedyGroup, int]
    documents: Mapping[str, DocumentCounts]
    tallies: Mapping[str, int]
    """By codes of apps/supervision: licence_granted, licence_refused, penalty, coercion, charges_yuan."""
    fee_requests: int
    fee_yuan: int
    narrative: Narrative
    voided_requests: int = 0
    """Registrations of the year that were taken back as mistakes: in no group, but told."""
    voided_remedies: int = 0
