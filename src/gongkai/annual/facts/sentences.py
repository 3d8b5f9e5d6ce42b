"""Sentences as runs of tokens, and the company that a number keeps in them.

Gives:   `Sentence`, with the questions that measuring asks: which words stand before and after a number, what may
         lie between, what the sentence was speaking of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongkai.annual.facts.measures import CONTEXTS, MONEY
from gongkai.annual.facts.scanner import Token, alternation, tokens
from gongkai.annual.facts.words import CONTROL, FILLERS, NEUTRAL

_ASIDE = re.compile(r"（[^（）]*）")
_COMMA_TOTAL = re.compile(r"[，、](?=共|合计|总计|总数|总量|计|为|数量)")
_FILLER = re.compile(f"(?:{alternation(FILLERS)})*+")
_NEUTRAL = re.compile(f"(?:{alternation(NEUTRAL)})*+")
_LONGEST_GAP = 30
_LONGEST_RUN = 120
"""Tokens after which a sentence that does not end is cut, so that no text costs more than its length. Three times as
many as in the longest sentence seen."""


def is_filler(gap: str) -> bool:
    """Whether nothing between a noun and a number draws the number to something else."""
    if not gap:
        return True
    if "（" in gap or "）" in gap:
        gap = _ASIDE.sub("", gap).strip("（）")
    return len(gap) <= _LONGEST_GAP and _FILLER.fullmatch(_COMMA_TOTAL.sub("", gap)) is not None


def is_neutral(gap: str) -> bool:
    """Whether a denial reaches over the gap to the word behind it."""
    return len(gap) <= _LONGEST_GAP and _NEUTRAL.fullmatch(gap) is not None


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence of a view's text. `earlier` holds the context that the paragraph had before it."""

    text: str
    start: int
    end: int
    tokens: list[Token]
    earlier: frozenset[str] = frozenset()

    def before(self, i: int, wide: bool = False) -> tuple[Token | None, set[str]]:
        """The word that a number leans on from the left, and the tags of its clause.

        None where the gap speaks of something else. `wide` looks over commas, back to the number before.
        """
        number = self.tokens[i]
        at = number.start
        near: Token | None = None
        tags: set[str] = set()
        joined = False
        for token in reversed(self.tokens[:i]):
            if token.kind == "number" and near is None and is_filler(self.text[token.end : at]):
                if number.unit not in MONEY or token.unit in MONEY:
                    return None, set()
                at = token.start  # 收取信息处理费1件，共计380元: the cases stand between the fee and its amount.
                continue
            if token.kind in ("number", "percent") or (
                token.kind == "clause" and near and not wide and self.text[token.start] != "："
            ):
                break
            if token.kind == "clause" and self.text[token.start] == "；":
                break
            if token.kind == "join" and tags:
                joined = True
            if token.kind == "word" and not token.foreign:
                if near is None and token.tag not in CONTROL:
                    if not is_filler(self.text[token.end : at]):
                        return None, set()
                    near = token
                tags.add(token.tag)
        if near is None:
            return None, tags
        tags |= {"~left"} | ({"~joined"} if joined else set())
        return near, tags

    def after(self, i: int) -> set[str]:
        """Tags of the words right behind a number, up to the next number or mark; empty where the gap is not idle."""
        at = self.tokens[i].end
        tags: set[str] = set()
        for token in self.tokens[i + 1 :]:
            if token.kind in ("number", "clause", "paren", "join", "percent"):
                break
            if token.kind in ("word", "skip", "title"):
                if not tags and not is_filler(self.text[at : token.start]):
                    break
                if token.kind == "word":
                    tags.add(token.tag)
        return tags

    def context(self, i: int) -> frozenset[str]:
        """What the sentence, or its paragraph before it, was speaking of when it came to token `i`."""
        found: set[str] = set()
        families: set[str] = set()
        clause = counted = False  # Whether a clause ends behind the token, and whether a number stands before that.
        behind: Token | None = None
        for token in reversed(self.tokens[:i]):
            if token.kind == "clause":
                clause, counted = True, False
            elif token.kind == "number":
                counted = clause
            if token.kind != "word":
                continue
            following, behind = behind, token
            if token.tag not in CONTEXTS or token.foreign:
                continue
            if token.tag in ("direct", "after_review") and counted:
                continue  # A part of the lawsuits that has had its number: 复议后起诉2件，结果维持2件 counts all.
            family = "case" if token.tag in ("review", "litigation", "direct", "after_review") else token.tag
            if family in families and not (family == "case" and self._joined(token, following)):
                continue
            families.add(family)
            found.add(CONTEXTS[token.tag])
        return frozenset(found) or self.earlier

    @property
    def left_behind(self) -> frozenset[str]:
        """What the next sentence of the paragraph may lean on; weaker than its own words, so marked `^`."""
        return frozenset(tag.replace("~", "^") for tag in self.context(len(self.tokens)))

    def _joined(self, token: Token, following: Token | None) -> bool:
        """Whether the next word behind a case noun is another case noun with only 、 or 和 between: 复议、诉讼."""
        if following is None or following.tag not in ("review", "litigation"):
            return False
        return self.text[token.end : following.start].strip("案件") in ("、", "和", "及", "与", "或")

    def groups(self, first: int, last: int) -> list[set[str]]:
        """Tags of tokens `first`..`last` (exclusive), one set for each member of an enumeration."""
        found: list[set[str]] = [set()]
        for token in self.tokens[first:last]:
            if token.kind in ("join", "clause"):
                found.append(set())
            elif token.kind == "word":
                found[-1].add(token.tag)
        return [group for group in found if group - CONTROL]


def sentences(text: str, year: int | None) -> Iterator[Sentence]:
    """The sentences of normalised text that hold a token, in order."""
    run: list[Token] = []
    start = 0
    earlier: frozenset[str] = frozenset()
    for token in tokens(text, year):
        if token.kind != "stop" and len(run) < _LONGEST_RUN:
            if token.tag == "bare":
                token.foreign = not is_neutral(text[run[-1].end if run else start : token.start]) or (
                    bool(run) and run[-1].tag in _OTHER_MATTERS and run[-1].end == token.start
                )
            run.append(token)
            continue
        if run:
            _name_answers(text, run)
            sentence = Sentence(text, start, token.start, run, earlier)
            yield sentence
            earlier = sentence.left_behind
        run, start = [], token.end
        if text[token.start] == "\n":
            earlier = frozenset()
    if run:
        _name_answers(text, run)
        yield Sentence(text, start, len(text), run, earlier)


_OTHER_MATTERS = frozenset(("licence", "penalty", "coercion", "charge", "business"))
"""What else is applied for: 行政许可申请26件 are no applications for information."""
_ANSWERED = ("件", "起", "份", "宗", "例")
_OTHER_ANSWERS = frozenset(("partial", "refused", "unable", "not_handled"))


def _name_answers(text: str, run: list[Token]) -> None:
    """A bare 公开 with its number beside other answers is 予以公开: 公开2件、部分公开1件."""
    if not any(token.tag in _OTHER_ANSWERS for token in run):
        return
    for token, following in pairwise(run):
        named = token.tag == "publish" and text[token.start : token.end] == "公开"
        if named and following.start == token.end and following.unit in _ANSWERED:
            token.tag = "open"
