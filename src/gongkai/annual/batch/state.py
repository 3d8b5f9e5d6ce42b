"""What of a long run is already finished, so that an interrupted one goes on where it stopped?

Takes:   a file that grows by one line a finished step; without a file nothing is kept.
Gives:   finished steps by name. Names hold the digest of the file's bytes: a changed file is done again, and so is
         everything after the program was changed.
Unclear: a line that was being written when the machine went down; it is left out and its step done again.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, TextIO

from gongkai import __version__


def digest(path: Path) -> str:
    """Names a file by what the reader sees of it: its bytes and its own name."""
    with path.open("rb") as file:
        return (
            hashlib.file_digest(file, "sha256").hexdigest()
            + hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        )


class State:
    """Finished steps, in memory and, with a path, on disk."""

    def __init__(self, path: Path | None) -> None:
        self._done: dict[str, Any] = {}
        self._file: TextIO | None = None
        if path is None:
            return
        self._done = _load(path)
        self._file = path.open("a" if self._done else "w", encoding="utf-8")
        if self._done:
            self._file.write("\n")  # The last line may have been cut short.
        else:
            self._line({"version": __version__})

    @property
    def lasting(self) -> bool:
        """Whether anything is kept beyond this run."""
        return self._file is not None

    def get(self, name: str) -> Any:
        return self._done.get(name)

    def put(self, name: str, value: Any) -> None:
        """Keep a step. On disk before this returns, as far as the program can say."""
        self._done[name] = value
        self._line({"name": name, "value": value})

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _line(self, data: dict[str, Any]) -> None:
        if self._file:
            self._file.write(json.dumps(data, ensure_ascii=False) + "\n")
            self._file.flush()


def _load(path: Path) -> dict[str, Any]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        if not lines or json.loads(lines[0]).get("version") != __version__:
            return {}
    except (OSError, ValueError, AttributeError):
        return {}
    done: dict[str, Any] = {}
    for line in lines[1:]:
        try:
            step = json.loads(line)
            done[step["name"]] = step["value"]
        except (ValueError, KeyError, TypeError):
            continue
    return done
