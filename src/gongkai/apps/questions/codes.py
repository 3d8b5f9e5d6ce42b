"""By what does an asker see the answer, and nobody else?

Gives:   `number`, which is told to everybody who works with it; `new`, the code that only the asker has; `digest`, which is stored.

Twelve letters of thirty-one are 59 bits; whoever has the database has only a keyed digest, and the key stands elsewhere.
"""

from __future__ import annotations

import secrets
from datetime import date

from gongkai.apps.journal import vault
from gongkai.apps.organs.models import Organ
from gongkai.apps.questions.models import Question

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that can be taken for something else when read aloud."""
_LENGTH, _GROUP = 12, 4


def hold(organ_id: int) -> Organ:
    """The organ, locked until the transaction ends: two messages at once get two numbers."""
    return Organ.objects.select_for_update(no_key=True).get(pk=organ_id)


def following(organ: Organ, day: date) -> str:
    """The next number of a year: organ, W, year, place. Under `hold`."""
    start = f"{organ.code}-W-{day.year}-"
    of_year = Question.objects.filter(organ=organ, number__startswith=start)
    last = of_year.order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:05}"


def new() -> str:
    """A code as it is shown: groups of four letters."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def digest(number: str, code: str) -> str:
    """What is stored of a code: keyed, bound to its number, the same however the code is typed."""
    plain = "".join(each for each in code.upper() if each.isascii() and each.isalnum())
    return vault.keyed(f"question {number} {plain}")


def fits(row: Question, code: str) -> bool:
    """Whether a code is that of a message, in the same time whatever is wrong."""
    return bool(row.code) and secrets.compare_digest(row.code, digest(row.number, code))
