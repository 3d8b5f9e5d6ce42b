"""Which keys seal personal data here?

Takes:   the file named by GONGKAI_VAULT_KEYS, or `keys.json` among the data; made at first use, for its owner alone.
Gives:   `Keys`: one sealing key a version, one key for lookups, one for commitments. The last two never change, since
         what they made is in the journal and in indexes.

Without this file sealed data is lost for good: it belongs into the backup, apart from the database's.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.journal.refusals import VaultRefusal

_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """`sealing` by version, `current` the version that seals from now on."""

    current: int
    sealing: Mapping[int, bytes]
    lookup: bytes
    commitment: bytes


def keys() -> Keys:
    """The keys of this installation, made if there are none and nothing was sealed yet. Refused: `VaultRefusal`."""
    path = Path(settings.VAULT_KEYS)
    if not path.exists():
        _make(path)
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


def add_version() -> int:
    """Add a sealing key, by which everything is sealed from now on; the number of its version."""
    known = keys()
    version = max(known.sealing) + 1
    _write(
        Path(settings.VAULT_KEYS),
        Keys(version, {**known.sealing, version: secrets.token_bytes(_BYTES)}, known.lookup, known.commitment),
    )
    return version


def _make(path: Path) -> None:
    if PersonalRecord.objects.exclude(sealed=b"").exists():
        raise VaultRefusal(f"找不到个人信息的密钥文件 {path}，库中已有密封的内容。请从备份恢复这个文件，不能另造新的。")
    first = Keys(1, {1: secrets.token_bytes(_BYTES)}, secrets.token_bytes(_BYTES), secrets.token_bytes(_BYTES))
    _write(path, first, only_if_new=True)


def _write(path: Path, made: Keys, only_if_new: bool = False) -> None:
    """Whole or not at all: written beside, then put in place. Of two processes that make the first keys one wins."""
    text = json.dumps(
        {
            "current": made.current,
            "sealing": {str(version): _coded(key) for version, key in made.sealing.items()},
            "lookup": _coded(made.lookup),
            "commitment": _coded(made.commitment),
        },
        indent=1,
    )
    beside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if only_if_new:
            _link(beside, path)
        else:
            beside.replace(path)
    except OSError as error:
        raise VaultRefusal(f"个人信息的密钥文件 {path} 写不进去（{error.strerror}）。请调整文件夹的权限。") from error
    finally:
        beside.unlink(missing_ok=True)


def _link(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        return


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Keys:
    """The keys of a file, read anew when its time of change or its size differs."""
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        sealing = {int(version): _decoded(key) for version, key in told["sealing"].items()}
        found = Keys(int(told["current"]), sealing, _decoded(told["lookup"]), _decoded(told["commitment"]))
    except OSError as error:
        raise VaultRefusal(f"个人信息的密钥文件 {path} 读不了（{error.strerror}）。请调整文件的权限。") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VaultRefusal(f"个人信息的密钥文件 {path} 已损坏。请从备份恢复这个文件。") from error
    if found.current not in found.sealing:
        raise VaultRefusal(f"个人信息的密钥文件 {path} 缺少现用的第 {found.current} 版密钥。请从备份恢复这个文件。")
    return found


def _coded(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != _BYTES:
        raise ValueError("a key of another length")
    return key
