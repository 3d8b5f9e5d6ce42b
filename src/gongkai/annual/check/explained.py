"""What does each rule of the check look for, and how does one mend what it finds, in words for officers?

Takes:   `explained.md` beside this module, which a test holds to the rules: a heading a group, a heading a rule, fixed
         bold words.
Gives:   the same text as data, for findings, for the page that lists every rule, and for the command line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.annual.check import RULES
from gongkai.law.cite import Cite

_DOCUMENT = Path(__file__).with_suffix(".md")
_GROUP = re.compile(r"^## (.+)$", re.MULTILINE)
_RULE = re.compile(r"^### `([a-z0-9._]+)` (.+)$", re.MULTILINE)
_WORDS = {"what": "查什么", "how_grave": "程度", "mend": "怎么改"}


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule, explained."""

    code: str
    title: str
    what: str
    how_grave: str
    mend: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class RuleGroup:
    title: str
    rules: list[RuleText]


@cache
def explanation_groups() -> list[RuleGroup]:
    """Every rule in the order of the document. Refused with KeyError: a rule explained there that does not exist."""
    pieces = _GROUP.split(_DOCUMENT.read_text(encoding="utf-8"))[1:]
    return [RuleGroup(title.strip(), _rules(body)) for title, body in zip(pieces[::2], pieces[1::2], strict=True)]


@cache
def explanations() -> dict[str, RuleText]:
    """Every rule by its code."""
    return {rule.code: rule for group in explanation_groups() for rule in group.rules}


def _rules(body: str) -> list[RuleText]:
    pieces = _RULE.split(body)[1:]
    return [
        RuleText(
            code,
            title.strip(),
            cite=RULES[code].cite,
            **{name: _paragraphs(text, word) for name, word in _WORDS.items()},
        )
        for code, title, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    ]


def _paragraphs(text: str, word: str) -> str:
    """What stands behind one of the bold words, up to the next of them."""
    _, _, after = text.partition(f"**{word}**")
    return " ".join(re.split(r"\n\*\*", after, maxsplit=1)[0].split())
