"""What is recorded of words that mean the same, and of what was done about words that were not found; and which of it cannot be together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.journal.models import Subject
from gongkai.apps.registered import Misfit, Register
from gongkai.apps.search.models import Settled, Synonym
from gongkai.texts.grams import normal

RIGHT = "search.tend"
END = "end"
_LONGEST_WORD, _MOST_WORDS = 40, 8


def forms(words: str) -> frozenset[str]:
    """The words as they are searched, parted by spaces."""
    return frozenset(form for form in map(normal, words.split()) if form)


def _synonym(row: Mapping[str, Any]) -> None:
    words = row["words"].split()
    if len(forms(row["words"])) < 2:
        raise Misfit("“意思相同的词”至少写两个不同的词，中间用空格分开。", "words")
    if len(words) > _MOST_WORDS:
        raise Misfit(f"“意思相同的词”一组最多 {_MOST_WORDS} 个，现在有 {len(words)} 个，请分成几组。", "words")
    for word in words:
        if not normal(word):
            raise Misfit(f"“{word}”里没有可以搜的字，请改正。", "words")
        if len(word) > _LONGEST_WORD:
            raise Misfit(f"一个词最多 {_LONGEST_WORD} 个字，“{word[:10]}…”有 {len(word)} 个。", "words")
    until = row.get("until")
    if until and until < row["since"]:
        raise Misfit(f"停用之日 {until} 早于启用之日 {row['since']}，请核对。", "until")


def _settled(row: Mapping[str, Any]) -> None:
    if not normal(row["text"]):
        raise Misfit("“搜的词”里没有可以搜的字，请改正。", "text")


SYNONYMS = Register(
    "同义词",
    Subject.SYNONYM.value,
    RIGHT,
    Synonym,
    "since",
    {"words": "意思相同的词", "note": "说明", "since": "启用之日", "until": "停用之日"},
    _synonym,
    later={END: "停用"},
    bygone=("until",),
)

SETTLED = Register(
    "没有搜到的词",
    Subject.WISH.value,
    RIGHT,
    Settled,
    "settled_on",
    {"text": "搜的词", "how": "怎样处理", "note": "说明", "settled_on": "处理之日"},
    _settled,
)
