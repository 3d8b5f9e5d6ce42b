"""A reading process whose reader does what a hostile file might make one do. The file's text says what."""

from __future__ import annotations

import os
import signal
import socket
import sys

from gongkai.apps.reporting.examination import Examination, pack
from gongkai.apps.reporting.forking import serve
from gongkai.apps.reporting.wire import DONE, REPORT, Job
from tests.apps.reporting import invented


def misbehave(job: Job) -> bytes:
    data, name = job.files[REPORT]
    what = data.decode()
    if what == "loop":
        while True:
            pass
    if what == "loop and ignore":
        for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        while True:
            pass
    if what == "wait":
        signal.pause()
    if what == "swell":
        swollen = []
        while True:
            swollen.append(bytes(16 * 1024 * 1024))
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "write":
        with open(name, "wb") as file:
            file.write(b"left behind")
    if what == "raise":
        raise ZeroDivisionError("a fault of ours")
    if what == "environment":
        report = invented.report()
        report.preamble = "\n".join(os.environ)
        return DONE + pack(Examination(report))
    return DONE + pack(Examination(invented.report()))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), misbehave)
