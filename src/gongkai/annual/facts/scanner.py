"""One pass over the prose: words we know, numbers with their counters, and marks, as tokens in order.

Gives:   `tokens(text)`; everything that is not a token is skipped and stays visible as the gap between two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai.annual.facts.numerals import arabic, chinese
from gongkai.annual.facts.words import NULLS, WORDS
from gongkai.annual.model import Number

COUNTERS = (
    "件次", "件", "条次", "余条", "条", "份次", "份", "起", "宗", "例", "项次", "项", "场次", "场", "期", "篇", "个", "则", "部", "亿元", "万元", "元",
    "批次", "批", "次", "人次", "人", "名", "家", "户", "天", "小时", "字", "张", "幅", "页", "处", "类", "种", "台", "套", "级", "位", "款", "轮", "方面", "周", "日",
)  # fmt: skip
_DATE = r"(?P<date>(?P<year>(?:19|20)\d\d)年(?:度|底|末|初)?(?:\d{1,2}月(?:\d{1,2}日|份|底|初)?)?|\d{1,2}月(?:\d{1,2}日|份|底|初)?|\d{1,2}日)"
_CARRY = (
    r"(?P<carry_to>(?:结转|转结|转)(?:至|到|入)?(?P<to>20\d\d)年(?:度)?(?:继续)?(?:办理|答复|处理)?)"
    r"|(?P<carry_over>结转(?=\d+[件份](?:申请)?(?:至|到)(?:20\d\d年|下一?年|次年|明年)))"
    r"|(?P<carry_from>(?P<from>20\d\d)年(?:度)?(?:未办结)?(?:结转|转结|遗留))"
)
_SKIP = (
    r"(?P<title>《[^》\n]{1,90}》)"
    r"|(?P<heading>(?<!第)（[一二三四五六七八九十]+）(?![项款条类]))|(?P<skip>第（[一二三四五六七八九十]+）[项款条]|〔\d{4}〕(?:第)?\d+号|\[\d{4}\]\d+号|第[\d零一二三四五六七八九十百]+[\u4e00-\u9fff]?|\d+号|[三四]审[三四]校|\d+[·]\d+|\d+[+＋]\w|\d{3,4}-\d{7,8}|[A-Za-z0-9_]{1,64}@[A-Za-z0-9.]+|https?://[A-Za-z0-9./_-]+)"
)
_PERCENT = r"(?P<percent>(?P<rate>\d+(?:\.\d+)?)(?:%|个百分点))"
# A well-made Chinese numeral has 15 characters at most; with no bound a long run is read again from each of its own.
_NUMBER = (
    r"(?P<number>(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<m1>余|多|来)?(?P<scale>[百千亿]|万(?!元)|)(?P<m2>余|多|来)?(?P<unit>"
    + "|".join(COUNTERS)
    + r")?)"
    r"|(?P<han>(?P<hdigits>[零一二两三四五六七八九十百千万]{1,16})(?P<m3>余|多)?(?P<hunit>件|条|份|起|宗|项|篇|场|期|例|元|万元))"
)
_MARK = r"(?P<stop>[。！？\n]|〔[^〕]{0,6}〕|…+)|(?P<clause>[，；：])|(?P<join>[、]|以及|和|及|与|或)|(?P<paren>[（）])"
_WHO = r"(?P<who>(?<=[，、：；（中和及为])(?:(?P<person>个人)|企业|公司)(?:申请)?(?=\d+[件起份宗例条]))"
"""Short names of applicants count where a number of applications stands beside them: 其中个人申请1件，企业2件."""
_QUOTED = r"|(?P<quoted>“[^”\n]{1,40}”)"


@dataclass(slots=True)
class Token:
    """`kind`: word, number, percent, year, title, skip, stop, clause, join, paren. `tag` is a word's tag.

    `foreign` is a bare 申请 of another kind (不动产登记申请, 补贴申请), which `sentences` tells by what stands before it.
    """

    kind: str
    start: int
    end: int
    tag: str = ""
    value: Number = 0
    unit: str = ""
    approx: bool = False
    foreign: bool = False


def alternation(words: Iterable[str]) -> str:
    """An alternation that tries the longest word first and reads each first character once."""
    by_head: dict[str, list[str]] = {}
    for word in words:
        by_head.setdefault(word[0], []).append(word[1:])
    parts = []
    for head, tails in sorted(by_head.items()):
        if tails == [""]:
            parts.append(re.escape(head))
            continue
        inner = alternation([t for t in tails if t])
        parts.append(re.escape(head) + (f"(?:{inner})?" if "" in tails else f"(?:{inner})"))
    return "|".join(parts)


_TAGS = {word: tag for tag, words in WORDS.items() for word in words} | dict.fromkeys(NULLS, "")
_SCAN = re.compile(
    "|".join((_SKIP, _CARRY, _DATE, _PERCENT, _NUMBER, _MARK, _WHO, f"(?P<word>{alternation(_TAGS)})")) + _QUOTED
)
_RUN_TOGETHER = re.compile(r"0\d|\d{10}")
_APPROX_BEFORE = ("约", "近", "超", "逾", "超过")


def tokens(text: str, year: int | None) -> Iterator[Token]:
    """Tokens of normalised text. `year` is the report's: it tells `结转2023年` from year to year.

    Numbers inside 《…》 and “…”, in document numbers, dates and ordinals are no counts and come as `skip` or `title`.
    """
    for m in _SCAN.finditer(text):
        kind = m.lastgroup or ""
        start, end = m.span()
        if kind == "word":
            tag = _TAGS[m[0]]
            yield Token("word", start, end, tag) if tag else Token("skip", start, end)
        elif kind == "number" and _RUN_TOGETHER.match(m["digits"]):
            yield Token("skip", start, end)  # 0000000, 801000081: cells of a table that leaked into the prose.
        elif kind == "number":
            approx = (
                bool(m["m1"] or m["m2"])
                or text.startswith(_APPROX_BEFORE, start - 1)
                or text[start - 2 : start] == "超过"
            )
            yield Token(
                "number",
                start,
                end,
                "",
                arabic(m["digits"], m["scale"]),
                (m["unit"] or "").removeprefix("余"),
                approx or m["unit"] == "余条",
            )
        elif kind == "han":
            value = chinese(m["hdigits"])
            if value is None:
                yield Token("skip", start, end)
            else:
                yield Token("number", start, end, "han", value, m["hunit"], bool(m["m3"]))
        elif kind == "date":
            yield Token("year", start, end, m["year"]) if m["year"] else Token("skip", start, end)
        elif kind == "carry_over":
            yield Token("word", start, end, "carried_out")
        elif kind in ("carry_to", "carry_from"):
            yield Token("word", start, end, _carry(kind, int(m["to"] or m["from"]), year))
        elif kind == "who":
            yield Token("word", start, end, "applicant0" if m["person"] else "applicant1")
        elif kind == "percent":
            yield Token("percent", start, end, "", arabic(m["rate"]))
        else:
            yield Token({"quoted": "skip", "heading": "stop"}.get(kind, kind), start, end)


@lru_cache(maxsize=64)
def _carry(kind: str, named: int, year: int | None) -> str:
    if kind == "carry_from":
        return "carried_in" if year is None or named < year else "carried_out"
    return "carried_in" if year is not None and named < year else "carried_out"
