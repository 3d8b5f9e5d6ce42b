"""Look into a file that somebody uploaded without ever letting it hold up or bring down the web server.

As checks of reports are bounded (`reporting.bounded`): a child under the kernel's limits reads it, text and traces come back.
"""

from __future__ import annotations

import json
import logging

from django.conf import settings

from gongkai.apps.files.kinds import PICTURES
from gongkai.apps.files.reading import Reading, as_json, read
from gongkai.apps.files.refusal import NotStored
from gongkai.apps.reporting.bounded import Busy, ReadingProcess
from gongkai.apps.reporting.wire import DONE, REPORT, UNREADABLE, Job
from gongkai.proofing.files import unexamined

_log = logging.getLogger(__name__)

reading = ReadingProcess("gongkai.apps.files.reading_server")
"""The one of this process."""


def looked_into(data: bytes, kind: str) -> Reading:
    """Text and traces of an uploaded file. What is too hard to read is taken in with that said, for a person to look at.

    Refused (`NotStored`): what must not be opened, or when too many wait.
    """
    if kind in PICTURES:
        # Read as bytes, by loops with bounds of their own; a page with twenty pictures would only wait for a child.
        return read(data, kind)
    job = Job({REPORT: (data, kind)}, settings.CHECK_SECONDS, settings.CHECK_MEMORY_MB)
    try:
        answer = reading.answer(job)
    except Busy:
        raise NotStored("现在同时上传的人多，请过一会儿再试；您填写的内容没有丢失。") from None
    tag, body = answer[:1], answer[1:]
    if tag == DONE:
        told = json.loads(body)
        return Reading(str(told["text"]), str(told["unread"]), list(told["hidden"]))
    if tag == UNREADABLE:
        raise NotStored(str(json.loads(body)))
    unread = f"文件太复杂，在 {job.seconds} 秒和 {job.memory_mb} MB 内存之内读不完，没有检查，请人工查看全部内容。"
    if tag and b"MemoryError" not in body[-200:]:
        # A fault of ours: the log has it, the officer goes on, and whoever signs is told that nothing was looked into.
        _log.error("a file could not be looked into\n%s", body.decode("utf-8", "replace"))
        unread = "程序没能读懂这个文件，没有检查，请人工查看全部内容；错误已记入日志，请告诉系统管理员。"
    return Reading("", unread, [as_json(unexamined(unread))])
