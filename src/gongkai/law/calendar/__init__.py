"""The working-day calendar: notices as immutable records, corrections that supersede, provisional years that say so."""

from gongkai.law.calendar.notice import BadNotice, Notice, content_hash, load_notices, parse_notice
from gongkai.law.calendar.working_days import Calendar, Day, OutsideCalendar, official, weekday

__all__ = [
    "BadNotice",
    "Calendar",
    "Day",
    "Notice",
    "OutsideCalendar",
    "content_hash",
    "load_notices",
    "official",
    "parse_notice",
    "weekday",
]
