"""What came of checking one report: the report, last year's if there was one, and the findings.

An `Examination` is all that a result page needs. `pack` makes it a small block of bytes: the answer of the reading
process, the field that a result page carries for its exports, and the row of a kept result are the same bytes.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field

from gongkai.annual import normal_form
from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Report
from gongkai.apps.reporting import finding_form

_VERSION = 1

MAX_UNPACKED_BYTES = 32 * 1024 * 1024
"""More than two reports of the largest readable size; a block that unfolds beyond it is not one of ours."""


class BadPack(Exception):
    """Bytes that are no packed examination, or one of a version that is no longer read."""


@dataclass(frozen=True, slots=True)
class Examination:
    """One check. `previous` is last year's report, if it was given."""

    report: Report
    previous: Report | None = None
    findings: list[Finding] = field(default_factory=list)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def pack(examination: Examination) -> bytes:
    """The examination as compressed JSON."""
    data = {
        "version": _VERSION,
        "report": normal_form.dump(examination.report),
        "previous": normal_form.dump(examination.previous) if examination.previous else None,
        "findings": [finding_form.dump(finding) for finding in examination.findings],
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6)


def unpack(packed: bytes) -> Examination:
    """The examination that `pack` wrote; `BadPack` for anything else."""
    try:
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(packed, MAX_UNPACKED_BYTES)
        if unfolding.unconsumed_tail or not unfolding.eof:
            raise BadPack("too large or cut off")
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise BadPack("another version")
        return Examination(
            normal_form.load(data["report"]),
            normal_form.load(data["previous"]) if data["previous"] else None,
            [finding_form.load(finding) for finding in data["findings"]],
        )
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadPack(str(error)) from error
