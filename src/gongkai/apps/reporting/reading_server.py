"""The process in which strangers' files are read.

Started by `bounded` as `python -m gongkai.apps.reporting.reading_server FD`; FD is the control socket of `forking`. It
imports no Django and holds no connection, key or session. It ends when that socket is closed.
"""

from __future__ import annotations

import json
import socket
import sys

from gongkai.annual.check import check
from gongkai.annual.read import read
from gongkai.annual.read.refusal import Unreadable
from gongkai.apps.reporting.examination import Examination, pack
from gongkai.apps.reporting.forking import serve
from gongkai.apps.reporting.wire import DONE, PREVIOUS, REPORT, UNREADABLE, Job

# What the readers import when they first need it; loaded once here so that no child has to.
_LATE = ("lxml.html", "selectolax.lexbor", "docx", "openpyxl", "pypdfium2")


def read_and_check(job: Job) -> bytes:
    """The answer to a job: the packed examination, or the reader's refusal."""
    reports = {}
    for part, (data, name) in job.files.items():
        try:
            reports[part] = read(data, name)
        except Unreadable as refusal:
            return UNREADABLE + json.dumps({"part": part, "message": str(refusal)}).encode()
    report, previous = reports[REPORT], reports.get(PREVIOUS)
    return DONE + pack(Examination(report, previous, check(report, previous)))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), read_and_check, _LATE)
