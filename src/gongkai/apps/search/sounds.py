"""How does it sound? For who types by sound, and takes the wrong one of several characters.

Takes:   a normal form. Gives: the sound of each character, without tones; the grams of a title's sounds.

One reading a character, the commonest, in the title as in the query: words of several readings sound alike as long as they are written alike.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise


@lru_cache(maxsize=30_000)
def sound(character: str) -> str:
    """The sound of a Han character; of every other the character itself."""
    if not "\u3400" <= character <= "\U0003ffff" or "\uac00" <= character <= "\uffff":
        return character
    from pypinyin import Style, pinyin  # noqa: PLC0415 - late: its tables take a tenth of a second to load

    return pinyin(character, style=Style.NORMAL, errors="default")[0][0].replace("ü", "v")


def spoken(form: str) -> tuple[str, ...]:
    """The sounds of a text, one a character."""
    return tuple(map(sound, form))


def sounds(form: str) -> set[str]:
    """Pairs of sounds that follow each other, as grams."""
    found: set[str] = set()
    for run in form.split():
        told = spoken(run)
        found.update(f"§s{one}·{other}" for one, other in pairwise(told))
    return found
