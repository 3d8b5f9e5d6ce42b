"""No line of the log holds the secret address of a calendar; all others stay as they are."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

SECRET = "0123456789abcdef0123456789abcdef01234567"


def _line(message: str, *told: object) -> str:
    """What the handler of the settings would write."""
    logs: Any = settings.LOGGING
    names = logs["handlers"]["stderr"]["filters"]
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, told, None)
    for name in names:
        assert import_string(logs["filters"][name]["()"])().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("said", ["Not Found: %s", "Too Many Requests: %s"])
def test_the_secret_is_taken_out_of_a_line(said: str) -> None:
    line = _line(said, f"/desk/calendar/{SECRET}.ics")
    assert SECRET not in line
    assert line.endswith("/desk/calendar/…")


def test_other_lines_stay() -> None:
    assert _line("Not Found: %s", "/desk/calendar") == "Not Found: /desk/calendar"
    assert _line("100%") == "100%"
