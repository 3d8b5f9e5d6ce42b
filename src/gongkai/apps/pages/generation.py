"""By what else than acts are pages made? Pages made by another release, by other settings or before the machine was started are not kept.

Gives:   `current`, one word for the program's files, the settings that pages show or are served with, the style sheets, the
         notices of holidays, the database, and the start of the machine: a power cut may leave files without their content.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

import gongkai
from gongkai.config import notices
from gongkai.config.environment import current as environment

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_SHOWN = (
    "SITE",
    "CONTENT_SECURITY_POLICY",
    "LAW_CHOICES",
    "TIME_ZONE",
    "DEBUG",
    "PRODUCTION",
    "SECURE_HSTS_SECONDS",
    "SECURE_REFERRER_POLICY",
    "X_FRAME_OPTIONS",
    "STATIC_URL",
)
_SUFFIXES = {".py", ".html", ".css", ".js", ".svg", ".json", ".txt", ".toml"}


@lru_cache(maxsize=1)
def current() -> str:
    """The word for this process, as it was when first asked: what it has loaded does not change any more."""
    state = hashlib.sha256()
    for part in (gongkai.__version__, _settings(), _database(), _boot()):
        state.update(f"{part}\0".encode())
    for path, size, changed in (*_program(), *_collected(), *notices.state(environment())):
        state.update(f"{path}\0{size}\0{changed}\0".encode())
    return state.hexdigest()[:32]


def _settings() -> str:
    return json.dumps({name: repr(getattr(settings, name, None)) for name in _SHOWN}, ensure_ascii=False)


def _database() -> str:
    here = settings.DATABASES["default"]
    return repr([str(here.get(name, "")) for name in ("ENGINE", "NAME", "HOST", "PORT")])


def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _program() -> list[tuple[str, int, int]]:
    """Every file of the program with size and time of change: a release that kept its number is another one too."""
    root = Path(gongkai.__file__).parent
    found = []
    for path in sorted(root.rglob("*")):
        if path.suffix in _SUFFIXES and "__pycache__" not in path.parts:
            told = path.stat()
            found.append((str(path.relative_to(root)), told.st_size, told.st_mtime_ns))
    return found


def _collected() -> list[tuple[str, int, int]]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return (
        [("manifest", int(hashlib.sha256(manifest.read_bytes()).hexdigest()[:12], 16), 0)] if manifest.is_file() else []
    )
