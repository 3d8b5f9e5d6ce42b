"""By what does somebody see his own matter on the portal, and nobody else?

Gives:   `token`, what a form carries; `Codes.of`, the code that only the sender has; `Codes.digest`, what is stored of it; `hold`.

Twelve letters of thirty-two are 60 bits; whoever has the database has only a keyed digest, and the key stands elsewhere. A form that is
sent twice carries the same token and leads to the same code, so that nothing is registered twice. Codes of one kind of matter open none of
another.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from gongkai.apps.journal import vault
from gongkai.apps.organs.models import Organ

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that can be taken for something else when read aloud."""
_LENGTH, _GROUP, _TOKEN_BYTES = 12, 4, 16


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one kind of matter; `kind` is part of every digest."""

    kind: str

    def of(self, token: str) -> str:
        """The code of a form's token, as it is shown: groups of four letters. A token that is none of ours gives any code."""
        ours = len(token) == 2 * _TOKEN_BYTES and set(token) <= set("0123456789abcdef")
        chosen = int(vault.keyed(f"{self.kind} token {token if ours else secrets.token_hex(_TOKEN_BYTES)}"), 16)
        letters = "".join(_LETTERS[chosen >> 5 * place & 31] for place in range(_LENGTH))
        return "-".join(letters[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))

    def digest(self, code: str) -> str:
        """What is stored of a code: keyed, the same however the code is typed."""
        plain = "".join(each for each in code.upper() if each.isascii() and each.isalnum())
        return vault.keyed(f"{self.kind} code {plain}")

    def fits(self, stored: str, code: str) -> bool:
        """Whether a code is the one of which this digest is stored, in the same time whatever is wrong."""
        return bool(stored) and secrets.compare_digest(stored, self.digest(code))


REQUESTS, QUESTIONS, RECORDS = Codes("request"), Codes("question"), Codes("record")


def token() -> str:
    """What a form carries, from which its code follows."""
    return secrets.token_hex(_TOKEN_BYTES)


def hold(organ_id: int) -> Organ:
    """The organ, locked until the transaction ends: two forms at once get two numbers, one form twice only one."""
    return Organ.objects.select_for_update(no_key=True).get(pk=organ_id)
