"""What in a text that is to be published may give away a person or a secret?

Takes:   title, question and answer as they are to be read; what the asker told of himself.
Gives:   the keys of findings that another person must answer, without what stands there; a refusal where the asker's own name or
         contact was left in, which nobody may explain away.

A finding keeps its key while it and its neighbours stand (as apps/publishing/findings). Weak findings are guesses and not demanded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.apps.journal import vault
from gongkai.law.casework import Refusal
from gongkai.law.sources import ogi
from gongkai.proofing import Tier, proof

PARTS: Mapping[str, str] = {"public_title": "标题", "public_question": "留言", "public_answer": "答复"}
_FAMILIES = ("personal", "secrecy")
_AROUND = 6
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place: `where` is a part of the text, `text` what stands there, `message` what is doubtful about it."""

    key: str
    where: str
    text: str
    message: str


def doubts(texts: Mapping[str, str]) -> tuple[Doubt, ...]:
    """The doubts that must be answered, in the order of the text."""
    found: dict[str, Doubt] = {}
    for part, where in PARTS.items():
        words = texts.get(part, "")
        for each in proof(words):
            if each.code.partition(".")[0] not in _FAMILIES or each.tier is Tier.WEAK:
                continue
            around = words[max(0, each.start - _AROUND) : each.end + _AROUND]
            key = f"{each.code}|{vault.keyed(chr(0).join((each.code, each.text, around)))[:24]}"
            found[key] = Doubt(key, where, each.text, each.message)
    return tuple(found.values())


def refuse_own(texts: Mapping[str, str], asker: Mapping[str, str]) -> None:
    """Refused: the asker's name or contact, as they were told, in what is to be published."""
    for name, label in (("asker_name", "姓名"), ("contact", "联系方式")):
        own = vault.comparable(asker.get(name, ""))
        if len(own) < _SHORTEST:
            continue
        for part, where in PARTS.items():
            if own in vault.comparable(texts.get(part, "")):
                raise Refusal(f"拟公开的{where}里有提问人的{label}，请删去。", (ogi.A15,))
