"""Which files can a result be taken away as?

Takes:   an `Examination`.
Gives:   the findings as xlsx, html or JSON, the report in its normal form as any kind that `annual.write` writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.http import content_disposition_header

from gongkai.annual import write as report_files
from gongkai.annual.normal_form import dump_finding
from gongkai.annual.write.outline import title
from gongkai.apps.reporting.examination import Examination

_OFFICE = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES = {
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
_LABELS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": "网页", "json": "JSON"}
_NAME_CHARACTERS = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\ud800-\udfff]+')


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of file. `write` may refuse with `annual.write.Unwritable`."""

    extension: str
    of_findings: bool
    write: Callable[[Examination], bytes]

    @property
    def label(self) -> str:
        return _LABELS[self.extension]

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self.extension]


def file_name(examination: Examination, kind: Export) -> str:
    """The Content-Disposition of the download, named after the report."""
    stem = _UNSAFE.sub("", title(examination.report))[:_NAME_CHARACTERS].strip(" .") or "年报"
    tail = "体检发现" if kind.of_findings else "标准格式"
    return content_disposition_header(True, f"{stem}-{tail}.{kind.extension}") or "attachment"


def _findings_table(extension: str, examination: Examination) -> bytes:
    from gongkai.annual.batch import Result, table  # noqa: PLC0415 - late: loads the spreadsheet library, which no page needs

    report = examination.report
    result = Result(
        path=title(report),
        organ=report.organ,
        year=report.year,
        form=report.form,
        remarks=[remark.message for remark in report.remarks],
        findings=[dump_finding(finding) for finding in examination.findings],
    )
    return table.write([result], extension)


def _findings_json(examination: Examination) -> bytes:
    """What `gongkai report check --json` prints."""
    findings = [dump_finding(finding) for finding in examination.findings]
    return (json.dumps(findings, ensure_ascii=False, indent=2) + "\n").encode()


def _report(extension: str, examination: Examination) -> bytes:
    return report_files.write(examination.report, extension)


EXPORTS: dict[str, Export] = {
    **{f"findings-{kind}": Export(kind, True, partial(_findings_table, kind)) for kind in ("xlsx", "html")},
    "findings-json": Export("json", True, _findings_json),
    **{f"report-{kind}": Export(kind, False, partial(_report, kind)) for kind in report_files.KINDS},
}
"""Every export by the value of its button."""
