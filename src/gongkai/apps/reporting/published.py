"""Which reports may everybody read, and as which files?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.annual.model import Report


@dataclass(frozen=True, slots=True)
class Published:
    """One published report, in lists."""

    code: str
    organ_name: str
    year: int
    title: str
    published_on: date


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """One published report, whole, as it was frozen. `sizes` are bytes by kind of file."""

    about: Published
    report: Report
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReportFile:
    title: str
    body: bytes


def latest(count: int) -> list[Published]:
    """The newest published reports."""
    return sorted(reports(), key=lambda each: each.published_on, reverse=True)[:count]


def reports(organ_id: int | None = None) -> list[Published]:
    """The published reports of one organ or of all."""
    return []


def report(organ_id: int, year: int) -> PublishedReport | None:
    """A published report; None where there is none."""
    return None


def file(organ_id: int, year: int, kind: str) -> ReportFile | None:
    """A published report as a file; None where there is none."""
    return None
