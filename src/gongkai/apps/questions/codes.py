"""By what does an asker see the answer, and nobody else?

Gives:   `following`, the number, which everybody who works with it sees; `of`, the code that only the asker has; `digest`, what is stored.

Twelve letters of thirty-two are 60 bits; whoever has the database has only a keyed digest, and the key stands elsewhere. A form that is
sent twice carries the same token and leads to the same code, so that nothing is registered twice.
"""

from __future__ import annotations

import secrets
from datetime import date

from gongkai.apps.journal import vault
from gongkai.apps.organs.models import Organ
from gongkai.apps.questions.models import Question

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that can be taken for something else when read aloud."""
_LENGTH, _GROUP, _TOKEN_BYTES = 12, 4, 16


def hold(organ_id: int) -> Organ:
    """The organ, locked until the transaction ends: two messages at once get two numbers."""
    return Organ.objects.select_for_update(no_key=True).get(pk=organ_id)


def following(organ: Organ, day: date) -> str:
    """The next number of a year: organ, W, year, place. Under `hold`."""
    start = f"{organ.code}-W-{day.year}-"
    of_year = Question.objects.filter(organ=organ, number__startswith=start)
    last = of_year.order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:05}"


def token() -> str:
    """What a form carries, from which its code follows."""
    return secrets.token_hex(_TOKEN_BYTES)


def of(token: str) -> str:
    """The code of a form's token, as it is shown: groups of four letters. A token that is none of ours gives any code."""
    ours = len(token) == 2 * _TOKEN_BYTES and set(token) <= set("0123456789abcdef")
    chosen = int(vault.keyed(f"question token {token if ours else secrets.token_hex(_TOKEN_BYTES)}"), 16)
    letters = "".join(_LETTERS[chosen >> 5 * place & 31] for place in range(_LENGTH))
    return "-".join(letters[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def digest(code: str) -> str:
    """What is stored of a code: keyed, the same however the code is typed."""
    plain = "".join(each for each in code.upper() if each.isascii() and each.isalnum())
    return vault.keyed(f"question code {plain}")


def fits(row: Question, code: str) -> bool:
    """Whether a code is that of a message, in the same time whatever is wrong."""
    return bool(row.code) and secrets.compare_digest(row.code, digest(code))
