"""Bytes below `MEDIA_ROOT`, by the digest of their content: written whole or not at all, the same content once.

Every organ's rows share the one file. A lock between all processes keeps a sweep from taking away what is just being stored.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gongkai.apps.files.refusal import Damaged
from gongkai.apps.journal.canonical import sm3

_LOCK, _PART = ".lock", ".part"


def digest_of(data: bytes) -> str:
    """By what a content is known: its SM3."""
    return sm3(data)


def path_of(digest: str) -> Path:
    """Where the content of a digest lies. Refused (ValueError): what is no digest."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError("not a digest")
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


@contextmanager
def locked() -> Iterator[None]:
    """Nobody else stores or sweeps meanwhile."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def put(digest: str, data: bytes, now: datetime) -> None:
    """Keep a content; the caller holds the lock. What is there already, whole, is only marked as wanted now; what was damaged is
    put right by whoever hands it in again.
    """
    path = path_of(digest)
    moment = now.timestamp()
    if path.is_file() and digest_of(path.read_bytes()) == digest:
        os.utime(path, (moment, moment))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{digest}{_PART}")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.utime(draft, (moment, moment))
    draft.replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """A rename outlives a power cut only when its folder is written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def get(digest: str) -> bytes:
    """The content of a digest. Refused (`Damaged`): gone, or not what was stored."""
    try:
        data = path_of(digest).read_bytes()
    except OSError as error:
        raise Damaged(f"文件 {digest[:8]}… 的内容不见了；请系统管理员从备份恢复数据文件夹下的 files。") from error
    if digest_of(data) != digest:
        raise Damaged(f"文件 {digest[:8]}… 的内容与存入时不同，已停止提供；请系统管理员从备份恢复。")
    return data


def old(before: datetime) -> Iterator[tuple[str, Path]]:
    """Every kept content that nobody stored since a moment, with its digest; and what an interrupted writing left (no digest)."""
    limit = before.timestamp()
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/??/*")):
        if path.is_file() and path.stat().st_mtime < limit:
            yield ("" if path.name.endswith(_PART) else path.name), path
