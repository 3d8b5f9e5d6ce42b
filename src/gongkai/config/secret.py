"""Where does the signing key come from when nobody gave one?

A trial installation gets one of its own on the first run, kept in the data folder and readable by its owner alone, so
that forms signed before a restart stay valid after it. `environment` refuses production without an explicit key.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def own_key(folder: Path) -> str:
    """The installation's key in `folder`, made on the first call. Two processes that start at once agree on one."""
    path = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
