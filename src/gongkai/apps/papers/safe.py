"""Sealed bytes below the data folder, each by a random name: written whole or not at all, taken away when nobody needs them.

What is in a file is told by its row and its record only; a name here says nothing of the case, the person or the content.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from gongkai.apps.papers.refusals import PaperLost

_NAME = re.compile(r"[0-9a-f]{32}")
_PART = ".part"


def new_name() -> str:
    """A name that nobody guesses and that says nothing."""
    return secrets.token_hex(16)


def path_of(name: str) -> Path:
    """Where the sealed bytes of a name lie. Refused (ValueError): what is no name of ours."""
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of a sealed file")
    return Path(settings.PAPERS_ROOT) / name[:2] / name


def put(name: str, sealed: bytes) -> None:
    """Keep sealed bytes under a new name, on the disk before this returns. Refused (`PaperLost`): a disk that takes nothing."""
    path = path_of(name)
    draft = path.with_name(name + _PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _settle(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise PaperLost(
            f"文件没有存成（{error.strerror}），这次填写的都没有登记；请系统管理员检查数据文件夹的空间和权限后再试。"
        ) from error


def get(name: str) -> bytes:
    """The sealed bytes. Refused (`PaperLost`): they are gone."""
    try:
        return path_of(name).read_bytes()
    except OSError as error:
        raise PaperLost("这份材料的文件不见了；请系统管理员从备份恢复数据文件夹下的 papers。") from error


def forget(name: str) -> bool:
    """Take the bytes away; whether there were any."""
    path = path_of(name)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def old(before: float) -> Iterator[tuple[str, Path]]:
    """Everything written before a moment, with its name; without one what an interrupted writing left."""
    for path in sorted(Path(settings.PAPERS_ROOT).glob("??/*")):
        if path.is_file() and path.stat().st_mtime < before:
            yield (path.name if _NAME.fullmatch(path.name) else ""), path


def _settle(folder: Path) -> None:
    """A rename outlives a power cut only when its folder is written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
