"""What was searched, and what was not found?

Takes:   a query as it was typed, whether it found something, the day. Keeps: its normal form and a count for the day, nothing of who asked. What looks like a
         person's data, and what is too long to be a word to search for, is not kept at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import OperationalError, connection
from django.db.models import Count, Max, Sum

from gongkai.apps.search.models import Wish
from gongkai.apps.waiting import for_nobody
from gongkai.proofing import RULES
from gongkai.proofing.text import Background, Text
from gongkai.texts.grams import asked, normal

LONGEST = 40
KEPT_DAYS = 400
_DIGITS = 9
"""Digits in a row from which a number may be somebody's, whatever else it looks like."""
MOST_A_DAY = 2_000
"""Words that are new on a day are counted until there are so many: a flood of invented ones fills no disk. Those counted by then go on being counted."""
_COUNTED = (
    "INSERT INTO search_wish (day, text, found, times) SELECT %s, %s, %s, 1 "
    "WHERE EXISTS (SELECT 1 FROM search_wish WHERE day = %s AND text = %s AND found = %s) "
    "OR (SELECT count(*) FROM search_wish WHERE day = %s) < %s "
    "ON CONFLICT (day, text, found) DO UPDATE SET times = search_wish.times + 1"
)


@dataclass(frozen=True, slots=True)
class Missed:
    """One query that found nothing: how often, on how many days, when last."""

    text: str
    times: int
    days: int
    last: date


def record(text: str, found: bool, day: date) -> bool:
    """Count a query; whether it was kept. Nobody's answer waits for a count: while somebody else writes it is left out."""
    form = " ".join(asked(text).wanted)
    if not form or len(text) > LONGEST or private(text):
        return False
    try:
        with for_nobody(), connection.cursor() as cursor:
            cursor.execute(_COUNTED, [day, form[:100], found, day, form[:100], found, day, MOST_A_DAY])
            return bool(cursor.rowcount > 0)
    except OperationalError:
        return False


def private(text: str) -> bool:
    """Whether a query may give away a person: by the rules of proofreading for persons, or by a long number."""
    run = 0
    for character in normal(text).replace(" ", ""):
        run = run + 1 if character.isdecimal() else 0
        if run >= _DIGITS:
            return True
    told = Text(text, Background())
    rules = [each for code, each in RULES.items() if code.startswith("personal.")]
    return "@" in text or any(True for each in rules for _ in each.findings(told))


def missed(since: date, limit: int = 200) -> list[Missed]:
    """What was not found since a day, the most frequent first."""
    rows = Wish.objects.filter(found=False, day__gte=since).values("text")
    counted = rows.annotate(sum=Sum("times"), days=Count("day", distinct=True), last=Max("day"))
    return [
        Missed(row["text"], row["sum"], row["days"], row["last"]) for row in counted.order_by("-sum", "text")[:limit]
    ]


def forget(before: date) -> int:
    """Delete what was counted before a day; how many rows."""
    return Wish.objects.filter(day__lt=before).delete()[0]
