"""The process in which files that somebody handed in are read: their text, and what they carry unseen.

Started by `bounded` as `python -m gongkai.apps.files.reading_server FD`, served as `reporting.forking` says. It imports no
Django and holds no connection, key or session; what it gives is JSON.
"""

from __future__ import annotations

import json
import socket
import sys

from gongkai.apps.files.reading import read
from gongkai.apps.reporting.forking import serve
from gongkai.apps.reporting.wire import DONE, REPORT, UNREADABLE, Job
from gongkai.proofing.files import Hostile

_LATE = ("lxml.etree", "pypdfium2", "python_calamine")


def looked_into(job: Job) -> bytes:
    """Text and traces of the one file of a job; its name is the kind that was proved."""
    data, kind = job.files[REPORT]
    try:
        return DONE + json.dumps(read(data, kind).told()).encode()
    except Hostile as hostile:
        return UNREADABLE + json.dumps(str(hostile)).encode()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), looked_into, _LATE)
