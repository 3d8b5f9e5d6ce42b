"""What was frozen and published, for the portal, for downloads and for the report of the year after?

Takes:   no reader: what is published is public. Gives: reports with their page and files, exactly as they were frozen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.annual.model import Report
from gongkai.annual.normal_form import load
from gongkai.apps.organs import queries as organs
from gongkai.apps.reporting.models import AnnualReport, ReportFile, ReportVersion

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Published:
    """One published report. `organ` is the name in the report; `kinds` are the files that can be had of it."""

    report_id: int
    version_id: int
    organ_id: int
    organ_code: str
    organ: str
    year: int
    day: date
    published_at: datetime
    number: int
    kinds: tuple[str, ...]
    digest: str


def published(organ_id: int | None = None, year: int | None = None) -> list[Published]:
    """The published reports, the newest year first, then by organ; narrowed to an organ or a year."""
    rows = AnnualReport.objects.filter(published__isnull=False, published_on__isnull=False)
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    if year is not None:
        rows = rows.filter(year=year)
    return _told(rows.order_by("-year", "organ__code"))


def newest(count: int) -> list[Published]:
    """The reports of all organs that were published last."""
    rows = AnnualReport.objects.filter(published__isnull=False, published_on__isnull=False)
    return _told(rows.order_by("-published_on", "-pk")[:count])


_LONG = ("normal_form", "texts", "explanations", "caveats", "html", "chosen")
"""What a version holds beside its number: a list of reports asks for none of it."""


def _told(rows: QuerySet[AnnualReport]) -> list[Published]:
    found = list(
        rows.select_related("organ", "published__publication").defer(*(f"published__{name}" for name in _LONG))
    )
    kinds: dict[int, list[str]] = {}
    versions = [row.published_id for row in found]
    for version_id, kind in ReportFile.objects.filter(version_id__in=versions).values_list("version_id", "kind"):
        kinds.setdefault(version_id, []).append(kind)
    names = {year: organs.names(None, date(year, 12, 31)) for year in {row.year for row in found}}
    return [_published(row, names[row.year].get(row.organ_id, ""), kinds) for row in found]


def _published(row: AnnualReport, name: str, kinds: dict[int, list[str]]) -> Published:
    version = row.published
    assert version is not None
    return Published(
        report_id=row.pk,
        version_id=version.pk,
        organ_id=row.organ_id,
        organ_code=row.organ.code,
        organ=name,
        year=row.year,
        day=version.publication.day,
        published_at=version.publication.published_at,
        number=version.number,
        kinds=tuple(kind for kind in MEDIA_TYPES if kind in kinds.get(version.pk, ())),
        digest=version.digest,
    )


def published_report(version_id: int) -> Report:
    """A published version as a report, for a page. Not found (`ReportVersion.DoesNotExist`): what is not public."""
    return frozen_report(_public(version_id))


def reports_of(version_ids: Iterable[int]) -> dict[int, Report]:
    """Several of them at once, by version; what is not public is left out."""
    public = AnnualReport.objects.values("published_id")
    rows = ReportVersion.objects.filter(pk__in=list(version_ids)).filter(pk__in=public)
    return {row.pk: frozen_report(row) for row in rows}


def published_file(version_id: int, kind: str) -> bytes:
    """A published version as a file. Not found (`ReportFile.DoesNotExist`): what is not public, or was not written."""
    _public(version_id)
    return bytes(ReportFile.objects.get(version_id=version_id, kind=kind).data)


def frozen_report(version: ReportVersion) -> Report:
    """A frozen version as a report."""
    return load(json.loads(version.normal_form))


def latest_published(organ_id: int, year: int) -> Report | None:
    """The published report of an organ on a year, as the year after is held against it."""
    row = AnnualReport.objects.filter(organ_id=organ_id, year=year, published__isnull=False).first()
    return frozen_report(row.published) if row and row.published else None


def _public(version_id: int) -> ReportVersion:
    """The version that is public now: one that a correction replaced is not."""
    return ReportVersion.objects.get(pk=version_id, pk__in=AnnualReport.objects.values("published_id"))
