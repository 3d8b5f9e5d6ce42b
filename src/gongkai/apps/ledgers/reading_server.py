"""The process in which ledgers that somebody uploaded are opened.

Started by `bounded` as `python -m gongkai.apps.ledgers.reading_server FD`, served as `reporting.forking` says. It imports no
Django and holds no connection, key or session; what it gives is cells, judged by whoever asked.
"""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import astuple

from gongkai.annual.ledger.book import open_book
from gongkai.annual.ledger.handing_over import pack
from gongkai.annual.ledger.model import BadLedger
from gongkai.apps.reporting.forking import serve
from gongkai.apps.reporting.wire import DONE, REPORT, UNREADABLE, Job


def opened(job: Job) -> bytes:
    """The cells of the workbook, or the faults that make it useless."""
    data, _ = job.files[REPORT]
    try:
        return DONE + pack(open_book(data))
    except BadLedger as bad:
        return UNREADABLE + json.dumps([astuple(fault) for fault in bad.faults]).encode()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), opened)
