"""Which files can a result be taken away as?

Takes:   an `Examination`.
Gives:   the findings as xlsx, html or JSON, the report in its normal form as any kind that `annual.write` writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from gongkai.annual import write as report_files
from gongkai.annual.normal_form import dump_finding
from gongkai.annual.write.outline import title
from gongkai.apps.reporting.examination import Examination
from gongkai.faces.look.report.files import CONTENT_TYPES, LABELS, disposition


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of file. `write` may refuse with `annual.write.Unwritable`."""

    extension: str
    of_findings: bool
    write: Callable[[Examination], bytes]

    @property
    def label(self) -> str:
        return LABELS[self.extension]

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.extension]


def file_name(examination: Examination, kind: Export) -> str:
    """The Content-Disposition of the download, named after the report."""
    return disposition(title(examination.report), kind.extension, "体检发现" if kind.of_findings else "标准格式")


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
