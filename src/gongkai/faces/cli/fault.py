"""What does a person see when the program itself is at fault?

One sentence, never a traceback. The traceback goes to a file that only this user may read, for whoever maintains the
program.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import traceback


def tell(error: BaseException) -> None:
    """Print the sentence to stderr and write the details down. Never raises: it is the last that can be done."""
    with contextlib.suppress(OSError, ValueError):
        print(f"错误：程序内部出错（{type(error).__name__}），没有做完。{_where(error)}", file=sys.stderr)


def _where(error: BaseException) -> str:
    try:
        handle, name = tempfile.mkstemp(prefix="gongkai-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "详情写不进临时文件夹，请清理磁盘后再执行一次。"
    return f"详情写在 {name}，请连同所用的命令交给维护人员。"
