"""A computer whose clock is set: the program runs as it is, only the day that its computer tells is another.

A period of twenty working days passes in a moment, forward only, as days do. Browsers keep the real time.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import time
from datetime import datetime
from pathlib import Path

_SOURCE = Path(__file__).with_name("clock.c")


class Missing(Exception):
    """This machine has no C compiler."""


class Clock:
    """The clock of whoever runs with `settings`."""

    def __init__(self, folder: Path, now: datetime) -> None:
        compiler = shutil.which("cc") or shutil.which("gcc")
        if compiler is None:
            raise Missing
        self._file, library = folder / "clock", folder / "clock.so"
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(_SOURCE)], check=True)
        self.set(now)
        self.settings = {"LD_PRELOAD": str(library), "CLOCK_FILE": str(self._file)}

    def set(self, now: datetime) -> None:
        """From this moment on it is `now`."""
        shift = struct.pack("=q", round(now.timestamp() - time.time()))
        # In place: whoever has the file open sees it at once.
        with self._file.open("r+b" if self._file.exists() else "wb") as file:
            file.write(shift)
