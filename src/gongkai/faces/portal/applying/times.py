"""If one applied today, by when would the answer come, and why?

Law:     条例 31 (三) (receipt by confirmation), 33② (20 working days, extended by at most 20)
Takes:   a day; the calendar and settings of this installation. Gives: `Times`, for the guide, the form and the receipt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps import rules
from gongkai.law import settings as law
from gongkai.law.calendar import OutsideCalendar
from gongkai.law.cite import Cite
from gongkai.law.clocks import Deadline
from gongkai.law.clocks.extension import LONGEST_WORKING_DAYS, Extension
from gongkai.law.clocks.receipt import Channel, by_confirmation, receipt_day
from gongkai.law.clocks.reply import REPLY_WORKING_DAYS, Start, reply_deadline


@dataclass(frozen=True, slots=True)
class Times:
    """Both last days counted from a day of receipt; None where the calendar does not reach. `received` says which day that is."""

    day: date
    usual: Deadline | None
    longest: Deadline | None
    received: str
    confirmed: bool
    cite: Cite
    caveat: str
    usual_days: int = REPLY_WORKING_DAYS
    more_days: int = LONGEST_WORKING_DAYS


def times(day: date) -> Times:
    """The last days of an application by the web whose day of receipt is this one."""
    calendar, settings = rules.calendar(), rules.settings()
    received, cite = receipt_day(Channel.WEB, settings)
    start = Start(day, f"{received}为收到之日，当日不算", cite)
    usual: Deadline | None = None
    longest: Deadline | None = None
    try:
        usual = reply_deadline([start], calendar, settings)
        longest = reply_deadline([start], calendar, settings, told=[Extension(day, day, LONGEST_WORKING_DAYS)])
    except OutsideCalendar:
        usual = None
    confirmed = by_confirmation(Channel.WEB, settings)
    return Times(day, usual, longest, received, confirmed, cite, settings.caveat(law.WEB_RECEIPT))
