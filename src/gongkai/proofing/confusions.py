"""Which words are written with a wrong character? One list (`confusions.txt`), looked up by first two characters.

Takes:   a text; each word of the list with the characters beside which it is right after all (批准于, 公安照片).
Gives:   the word that should stand there. The time does not grow with the list, so that it may become long.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_TIERS = {"c": Tier.CONFIRMED, "s": Tier.STRONG, "w": Tier.WEAK}
_SAYING = {
    Tier.CONFIRMED: "“{wrong}”应为“{right}”，请改正。",
    Tier.STRONG: "“{wrong}”疑为“{right}”之误，请核对后改正。",
    Tier.WEAK: "“{wrong}”在公文中一般写作“{right}”，请核对。",
}


class Confusion(NamedTuple):
    """One line of the list."""

    wrong: str
    right: str
    tier: Tier
    not_after: str
    not_before: str


def _parsed(content: str) -> dict[str, list[Confusion]]:
    """The list by first two characters, longer words first. Refused (ValueError): a line of another shape, a word twice."""
    words: dict[str, Confusion] = {}
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        wrong, right, tier, after, before = line.split("\t")
        if len(wrong) < 2 or wrong == right or wrong in words:
            raise ValueError(f"confusions.txt 的“{wrong}”不成对或者重复。")
        words[wrong] = Confusion(wrong, right, _TIERS[tier], after.strip("-"), before.strip("-"))
    found: dict[str, list[Confusion]] = {}
    for each in sorted(words.values(), key=lambda one: -len(one.wrong)):
        found.setdefault(each.wrong[:2], []).append(each)
    return found


_CONTENT = Path(__file__).with_name("confusions.txt").read_text(encoding="utf-8")
CONFUSED = _parsed(_CONTENT)
"""The list by the first two characters of the wrong word."""
EDITION = hashlib.sha256(_CONTENT.encode()).hexdigest()[:8]
"""Changes with the list."""


@rule("word.wrong")
def rule_confusions(text: Text) -> Iterator[Fault]:
    """布署 → 部署: a word of the list, where its neighbours do not make it right."""
    original = text.original
    until = 0
    for at, pair in enumerate(map("".join, itertools.pairwise(original))):
        if pair not in CONFUSED or at < until:
            continue
        for each in CONFUSED[pair]:
            end = at + len(each.wrong)
            if not original.startswith(each.wrong, at):
                continue
            if (at and original[at - 1] in each.not_after) or original[end : end + 1] in tuple(each.not_before):
                continue
            yield Fault(each.tier, at, end, _SAYING[each.tier].format(wrong=each.wrong, right=each.right), each.right)
            until = end
            break
