"""What is found of a published report: its sections, as they were frozen.

Takes:   rows of reports. Gives: the index as it has to be; a report that is being corrected is found by the version that is still public.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.apps.organs import queries as organs
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.queries.frozen import frozen_report
from gongkai.apps.search import actions as search
from gongkai.apps.search.findable import Findable, Kind


def changed(ids: Sequence[int]) -> None:
    """Tell that these reports were published or changed."""
    rows = AnnualReport.objects.filter(pk__in=ids).select_related("organ", "published__publication")
    for row in rows.order_by("pk"):
        told = _findable(row)
        if told is None:
            search.drop([key(row.organ.code, row.year)])
        else:
            search.put([told])


def findables() -> Iterator[Findable]:
    """Everything that is found of reports."""
    rows = AnnualReport.objects.filter(published__isnull=False).select_related("organ", "published__publication")
    for row in rows.order_by("pk").iterator(chunk_size=50):
        told = _findable(row)
        if told is not None:
            yield told


def key(code: str, year: int) -> str:
    """What the index calls a report."""
    return f"report:{code}/{year}"


def _findable(row: AnnualReport) -> Findable | None:
    version = row.published
    if version is None or row.published_on is None:
        return None
    report = frozen_report(version)
    sections = [text for section in report.sections for text in (section.title, section.text)]
    name = report.organ or organs.name_on(row.organ_id, row.published_on)
    return Findable(
        kind=Kind.REPORT,
        key=key(row.organ.code, row.year),
        organ_id=row.organ_id,
        number=str(row.year),
        title=report.title or f"{name}{row.year}年政府信息公开工作年度报告",
        day=row.published_on,
        text="\n".join(filter(None, (report.preamble, *sections))),
        published_at=version.publication.published_at,
    )
