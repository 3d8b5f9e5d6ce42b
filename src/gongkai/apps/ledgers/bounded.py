"""Open a workbook that somebody uploaded without ever letting it hold up or bring down the web server.

As checks of reports are bounded (`reporting.bounded`): a child under the kernel's limits unpacks it, cells come back.
"""

from __future__ import annotations

import json
import logging

from django.conf import settings

from gongkai.annual.ledger.book import Book, refuse
from gongkai.annual.ledger.handing_over import unpack
from gongkai.annual.ledger.model import BadLedger, RowFault
from gongkai.apps.reporting.bounded import Busy, ReadingProcess
from gongkai.apps.reporting.wire import DONE, REPORT, UNREADABLE, Job

_log = logging.getLogger(__name__)

reading = ReadingProcess("gongkai.apps.ledgers.reading_server")
"""The one of this process."""


def opened(data: bytes, name: str) -> Book:
    """The cells of an uploaded workbook. Refused: `BadLedger`, also when too many wait."""
    job = Job({REPORT: (data, name)}, settings.CHECK_SECONDS, settings.CHECK_MEMORY_MB)
    try:
        answer = reading.answer(job)
    except Busy:
        raise refuse("现在同时读取文件的人多", "请过一会儿再试，您的文件没有问题也没有丢失。") from None
    tag, body = answer[:1], answer[1:]
    if tag == DONE:
        return unpack(body)
    if tag == UNREADABLE:
        raise BadLedger(tuple(RowFault(*fault) for fault in json.loads(body)))
    if not tag or b"MemoryError" in body[-200:]:
        raise refuse(
            f"文件太复杂，在 {job.seconds} 秒和 {job.memory_mb} MB 内存之内打不开",
            "请删去图片和无关的工作表，或者请管理员用 gongkai ledger import 导入。",
        )
    _log.error("a ledger could not be opened\n%s", body.decode("utf-8", "replace"))
    raise RuntimeError("the reading process failed; its traceback is in the log")
