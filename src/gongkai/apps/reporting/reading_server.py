"""The process in which strangers' files are read.

Started by `bounded` as `python -m gongkai.apps.reporting.reading_server FD`; FD is the control socket of `forking`. It
imports no Django and holds no connection, key or session. It ends when that socket is closed.
"""

from __future__ import annotations

import json
import socket
import sys

from gongkai.annual.check import check
from gongkai.annual.model import Report
from gongkai.annual.read import read
from gongkai.annual.read.refusal import Unreadable
from gongkai.apps.reporting.examination import Examination, pack
from gongkai.apps.reporting.forking import serve
from gongkai.apps.reporting.wire import DONE, PREVIOUS, REPORT, UNREADABLE, Job

# What the readers import when they first need it; loaded once here so that no child has to.
_LATE = ("lxml.html", "selectolax.lexbor", "docx", "openpyxl", "pypdfium2")

MAX_PROSE_CHARACTERS = 400_000
"""Twenty times the longest report seen. What is shown on one page must be bounded too."""


def read_and_check(job: Job) -> bytes:
    """The answer to a job: the packed examination, or the sentence why a part was refused."""
    reports = {}
    for part, (data, name) in job.files.items():
        try:
            reports[part] = _read(data, name)
        except Unreadable as refusal:
            return UNREADABLE + json.dumps({"part": part, "message": str(refusal)}).encode()
    report, previous = reports[REPORT], reports.get(PREVIOUS)
    return DONE + pack(Examination(report, previous, check(report, previous)))


def _read(data: bytes, name: str) -> Report:
    report = read(data, name)
    characters = len(report.preamble) + sum(len(section.text) for section in report.sections)
    if characters > MAX_PROSE_CHARACTERS:
        raise Unreadable(
            f"正文有 {characters} 字，超过 {MAX_PROSE_CHARACTERS // 10_000} 万字，不像一份年报；请只提供年报部分。"
        )
    return report


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), read_and_check, _LATE)
