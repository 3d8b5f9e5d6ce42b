"""Are brackets and quotation marks in pairs, and are the marks in Chinese the Chinese ones?

Law:     none; GB/T 15834 describes the marks, no instrument orders them
Takes:   a text. Pairs may reach over lines, for what was taken out of a page is broken by its width.
Unclear: `1）` and `a)` at the head of a clause are numbering and need no partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_PAIRS = {
    "（": "）",
    "(": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
}
_CLOSE = {
    "）": "）",
    ")": "）",
    "》": "》",
    "〉": "〉",
    "】": "】",
    "〕": "〕",
    "」": "」",
    "』": "』",
    "”": "”",
    "’": "’",
}
_MARK = re.compile("[" + re.escape("".join([*_PAIRS, *_CLOSE])) + "]")
_NUMBERING = re.compile(r"(?:^|[\s，。；：、:;,（(])(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑳])$")
_CONTINUED = re.compile(r"\s*“")
_FARTHEST = 3000
"""So far apart two marks are no pair, and nothing is gained by asking."""


@rule("word.unpaired")
def rule_unpaired(text: Text) -> Iterator[Fault]:
    """An opening mark without its closing one, and the reverse."""
    original = text.original
    open_: dict[str, list[int]] = {}
    for match in _MARK.finditer(original):
        mark, at = match.group(), match.start()
        if mark in _PAIRS:
            open_.setdefault(_PAIRS[mark], []).append(at)
            continue
        close = _CLOSE[mark]
        waiting = open_.get(close, [])
        if waiting and at - waiting[-1] <= _FARTHEST:
            waiting.pop()
        elif mark == "’" or (close == "）" and _NUMBERING.search(text.before(at, 6))):
            continue  # An apostrophe; or the numbering of a clause.
        else:
            yield Fault(Tier.STRONG, at, at + 1, f"“{mark}”没有与它相配的前一半，请补上或删去。")
    for close, waiting in open_.items():
        for at in waiting:
            if close == "”" and _CONTINUED.match(original, text.line_of(at)[1]):
                continue  # Each paragraph of a quotation opens it again; only the last one closes it.
            yield Fault(Tier.STRONG, at, at + 1, f"“{original[at]}”没有与它相配的“{close}”，请补上或删去。")


_HALF = re.compile(r"[,;:?!](?<=[\u4e00-\u9fff》”）][,;:?!])(?=\s{0,2}[\u4e00-\u9fff《“（]|[ \t]{0,9}$)", re.MULTILINE)
_FULL_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff]{2}\.)(?=[\u4e00-\u9fff]{2}|[ \t]{0,9}$)", re.MULTILINE)
_HALF_BRACKETS = re.compile(r"\((?=[\u4e00-\u9fff])(?P<inside>[^()（）\n]{1,60})\)")
_STRAIGHT = re.compile(r"(?<!=)\"(?P<inside>[\u4e00-\u9fff][^\"\n]{0,60})\"")


@rule("word.half_width")
def rule_half_width(text: Text) -> Iterator[Fault]:
    """Half-width marks between Chinese words."""
    for match in _HALF.finditer(text.original):
        mark = match.group()
        yield Fault(Tier.WEAK, *match.span(), f"中文里的“{mark}”应为全角“{_FULL_MARKS[mark]}”。", _FULL_MARKS[mark])
    for match in _STOP.finditer(text.original):
        yield Fault(Tier.WEAK, *match.span(), "中文句末的“.”应为“。”。", "。")
    for match in _HALF_BRACKETS.finditer(text.original):
        inside = match["inside"]
        if not inside.strip("一二三四五六七八九十"):
            continue  # The number of a paragraph.
        yield Fault(Tier.WEAK, *match.span(), "中文里的括号一般用全角“（）”，请核对。", f"（{inside}）")
    for match in _STRAIGHT.finditer(text.original):
        yield Fault(Tier.WEAK, *match.span(), "中文里的引号应为“”，请改正。", f"“{match['inside']}”")


_RUN = re.compile(r"[，。；：、！？]{2,}")
_ALLOWED_RUNS = re.compile(r"！！{1,2}|？！|！？|？？{1,2}")
_HEAD = re.compile(r"^[ \t\u3000]*(?P<mark>[，。；：、！？）》”】])", re.MULTILINE)
_BEFORE_ETC = re.compile(r"、(?=等(?![级待候于同额价离]))")
_MIXED = re.compile(r"（[^（）()\n]{1,60}\)|\([^（）()\n]{0,60}[\u4e00-\u9fff][^（）()\n]{0,60}）")


@rule("word.marks")
def rule_marks(text: Text) -> Iterator[Fault]:
    """Marks that meet (，。), begin a line, or stand before 等; brackets of two kinds in one pair."""
    original = text.original
    for match in _RUN.finditer(original):
        run = match.group()
        if _ALLOWED_RUNS.fullmatch(run):
            continue
        ellipsis = run.strip("。") == "" and len(run) > 2
        yield Fault(
            Tier.CONFIRMED,
            *match.span(),
            "省略号应为“……”。" if ellipsis else f"标点“{run}”重叠，请只留一个。",
            "……" if ellipsis else "",
        )
    for match in _HEAD.finditer(original):
        if match["mark"] not in "）》”】" or match.start() == 0 or original[match.start() - 1 : match.start()] == "\n":
            before = original[: match.start()].rstrip()
            if match["mark"] in "）》”】" and before and before[-1] not in "。！？":
                continue  # The width of a page broke the line here.
            if match["mark"] in "，；：、" and before and before[-1] not in "。！？；：":
                continue
            yield Fault(Tier.STRONG, *match.span("mark"), f"“{match['mark']}”不能放在一段的开头，请核对。")
    for match in _BEFORE_ETC.finditer(original):
        yield Fault(Tier.STRONG, *match.span(), "“等”前面不用顿号，请删去。")
    for match in _MIXED.finditer(original):
        yield Fault(Tier.STRONG, *match.span(), "一对括号一半全角、一半半角，请统一为全角“（）”。")
