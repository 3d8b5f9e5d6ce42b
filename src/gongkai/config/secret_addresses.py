"""Addresses that are secrets stand in no log: whoever reads that of an officer's calendar may read the calendar.

Django logs the path of every answer from 400 on, of one that is asked too often too, whose address is good.
"""

from __future__ import annotations

import logging
import re

CALENDAR = "/desk/calendar/"
"""Everything below it is a secret."""
_SECRET = re.compile(rf"{CALENDAR}[^\s'\"]+")


class Hidden(logging.Filter):
    """Takes the secret out of a line, wherever in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the line stays."""
        told = record.getMessage()
        if CALENDAR in told:
            record.msg, record.args = _SECRET.sub(f"{CALENDAR}…", told), ()
        return True
