"""Number and code of a message: the number everybody sees who works with it, the code only its asker has (apps/query_codes)."""

from __future__ import annotations

from datetime import date

from gongkai.apps import query_codes
from gongkai.apps.organs.models import Organ
from gongkai.apps.questions.models import Question

token, hold = query_codes.token, query_codes.hold
of, digest = query_codes.QUESTIONS.of, query_codes.QUESTIONS.digest


def following(organ: Organ, day: date) -> str:
    """The next number of a year: organ, W, year, place. Under `hold`."""
    start = f"{organ.code}-W-{day.year}-"
    of_year = Question.objects.filter(organ=organ, number__startswith=start)
    last = of_year.order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:05}"


def fits(row: Question, code: str) -> bool:
    """Whether a code is that of a message, in the same time whatever is wrong."""
    return query_codes.QUESTIONS.fits(row.code, code)
