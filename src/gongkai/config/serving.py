"""`python -m gongkai.config.serving`: keep the web server and the worker running side by side, as one service.

Takes the place of `gongkai run` once all is prepared, and loads nothing of the program itself: it only starts, watches and ends
two processes. SIGTERM or SIGINT ends both in good order; SIGHUP goes to the web server, which reads its settings again. When the web
server ends, so does the whole; a worker that dies is started again, ever later, and the web goes on meanwhile.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

WEB = (sys.executable, "-m", "gunicorn", "--config", "python:gongkai.config.gunicorn")
WORKER = (sys.executable, "-c", "import sys; from gongkai.faces.cli import main; sys.exit(main())", "worker")
_HEAD_START = 4.0
"""The worker starts so much later than the web server: who has just started it waits for the first page, not for a job."""
_FIRST_PAUSE, _LONGEST_PAUSE, _GOOD_RUN = 2.0, 60.0, 120.0
_GRACE_SECONDS = 30.0
_PR_SET_PDEATHSIG = 1


class Serving:
    """The two processes. `keep` returns the exit code of the whole."""

    def __init__(self, web: tuple[str, ...] = WEB, worker: tuple[str, ...] = WORKER) -> None:
        self._web_words, self._worker_words = web, worker
        self._stopping = False
        self._pause = _FIRST_PAUSE
        self._web: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None

    def keep(self) -> int:
        """Run both until a signal comes (0) or the web server ends (its own code)."""
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
        # Blocked and waited for, so that none is lost between looking and waiting.
        signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
        self._web = _started(self._web_words)
        begun = time.monotonic()
        again_at = begun + _HEAD_START
        while True:
            told = signal.sigtimedwait(
                numbers, min(1.0, max(0.0, again_at - time.monotonic())) if self._worker is None else 1.0
            )
            number = told.si_signo if told else 0
            if number in (signal.SIGTERM, signal.SIGINT):
                return self._ended(0)
            if number == signal.SIGHUP:
                self._web.send_signal(signal.SIGHUP)
            if (code := self._web.poll()) is not None:
                return self._ended(code if code > 0 else 1)
            if self._worker is not None and self._worker.poll() is not None:
                self._pause = _FIRST_PAUSE if time.monotonic() - begun > _GOOD_RUN else self._pause
                print(f"定时任务意外停止，{self._pause:.0f} 秒后重新启动。", file=sys.stderr, flush=True)
                self._worker, again_at = None, time.monotonic() + self._pause
                self._pause = min(self._pause * 2, _LONGEST_PAUSE)
            if self._worker is None and time.monotonic() >= again_at:
                self._worker, begun = _started(self._worker_words), time.monotonic()

    def _ended(self, code: int) -> int:
        both = [each for each in (self._web, self._worker) if each is not None]
        for each in both:
            if each.poll() is None:
                each.send_signal(signal.SIGTERM)
        end = time.monotonic() + _GRACE_SECONDS
        for each in both:
            try:
                each.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()
        return code


def _started(words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C in the terminal reaches this process alone, which ends both in order.
    return subprocess.Popen(words, preexec_fn=_ends_with(os.getpid()), start_new_session=True)  # noqa: S603, PLW1509 - our own interpreter, fixed words; no threads here


def _ends_with(parent: int) -> Callable[[], None]:
    """What a child does between fork and exec: take signals again, and end when the parent dies, however it does (Linux)."""
    prctl = ctypes.CDLL(None).prctl

    def before_exec() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def _ignored(number: int, frame: FrameType | None) -> None:
    """A handler of its own keeps SIGCHLD from being thrown away before it is waited for."""


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, _ignored)
    sys.exit(Serving().keep())
