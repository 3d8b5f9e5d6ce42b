"""Files that are sent to us stay in memory: nothing of them is written to a disk by the way."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemory(MemoryFileUploadHandler):
    """Keeps every file in memory. `middleware.limit_uploads` has bounded the whole request before this is asked.

    Must be set before anything reads the form, so that a view that uses it is exempt from CSRF until then and protected
    by a second function inside.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
