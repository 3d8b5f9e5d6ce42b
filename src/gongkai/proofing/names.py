"""Are document numbers, titles of instruments and names of organs written as they are?

Law:     GB/T 9704 (发文字号); the instruments of law/sources that ended
Takes:   a text; the day on which it was formed, for what had ended by then. Without a day, what has ended is said as a doubt.
Unclear: whether an old name is told as history; 原, 时任, 撤销, 更名 beside it keep the rule silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from rapidfuzz.distance import Levenshtein

from gongkai.law import sources
from gongkai.law.cite import Instrument
from gongkai.law.sources import civil_code, layout_9704, ogi, repealed
from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_BRACKETED = re.compile(
    r"(?P<open>[〔\[［(（【﹝〖])\s?(?P<year>\d{4}|\d{2})\s?(?P<close>[〕\]］)）】﹞〗])\s?(?P<nth>第?)\s?(?P<number>\d{1,5})\s?号"
)
_CODE = re.compile(r"[\u4e00-\u9fff](?:发|函|办|字|规|令|告|通|政|文|审|批|复|罚|任|党|组|委|明电|电|呈|请|报|议|纪)$")


@rule("name.document_number", layout_9704.NUMBER)
def rule_document_number(text: Text) -> Iterator[Fault]:
    """昌政发[2024]3号, 〔24〕3号, 〔2024〕03号, 〔2024〕第3号."""
    for match in _BRACKETED.finditer(text.plain):
        if not _CODE.search(text.before(match.start(), 8)):
            continue
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        right = f"〔{year}〕{int(match['number'])}号"
        said = []
        if (match["open"], match["close"]) != ("〔", "〕"):
            said.append("年份用六角括号“〔〕”")
        if len(match["year"]) == 2:
            said.append("年份写全四位")
        if match["number"].startswith("0"):
            said.append("序号不编虚位")
        if match["nth"]:
            said.append("序号前不加“第”")
        if said:
            yield Fault(Tier.STRONG, *match.span(), f"发文字号{'，'.join(said)}，应为“{right}”。", right)


_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,60})》")
_TITLES = {
    "信息公开条例": ogi.OGI_2019.title,
    "政府信息公开法": ogi.OGI_2019.title,
    "中华人民共和国信息公开条例": ogi.OGI_2019.title,
    "中华人民共和国政府信息公开法": ogi.OGI_2019.title,
    "政府信息公开工作条例": ogi.OGI_2019.title,
    "中华人民共和国政府信息公开工作条例": ogi.OGI_2019.title,
    "保密法实施细则": "中华人民共和国保守国家秘密法实施条例",
    "中华人民共和国保密法": "中华人民共和国保守国家秘密法",
    "国家秘密法": "中华人民共和国保守国家秘密法",
}
"""Titles that no instrument has, by what is meant."""


@rule("name.title")
def rule_title(text: Text) -> Iterator[Fault]:
    """《信息公开条例》: a title that no instrument has."""
    for match in _TITLE.finditer(text.original):
        right = _TITLES.get(match["title"])
        if right is not None:
            yield Fault(Tier.STRONG, *match.span("title"), f"没有《{match['title']}》，应为《{right}》。", right)


_PREFIX = "中华人民共和国"
_SHORTEST_TITLE = 7
"""Shorter ones are one character apart by right: 民事诉讼法, 刑事诉讼法."""


@cache
def _known_titles() -> tuple[str, ...]:
    titles = (each.title.removeprefix(_PREFIX) for each in sources.instruments().values())
    return tuple(dict.fromkeys(title for title in titles if len(title) >= _SHORTEST_TITLE and "《" not in title))


@rule("name.title_misspelt")
def rule_title_misspelt(text: Text) -> Iterator[Fault]:
    """《中华人民共和国政府信息公开条列》: one character away from a title in law/sources."""
    for match in _TITLE.finditer(text.original):
        title = match["title"].removeprefix(_PREFIX)
        known = _known_titles()
        if len(title) < _SHORTEST_TITLE - 1 or title in known or title in _TITLES:
            continue
        for right in known:
            if abs(len(right) - len(title)) <= 1 and Levenshtein.distance(title, right, score_cutoff=1) == 1:
                start = match.end("title") - len(title)
                yield Fault(
                    Tier.STRONG,
                    start,
                    match.end("title"),
                    f"《{match['title']}》与《{right}》差一个字，请核对。",
                    right,
                )
                break


_CODIFIED = ("民法通则", "民法总则", "合同法", "物权法", "担保法", "婚姻法", "继承法", "收养法", "侵权责任法")
"""Laws that ended when the Civil Code came into force."""
_PAST = re.compile(r"废止|失效|修订|修改|原|曾|旧|当时|取代|施行前|之前")


def _told_as_past(text: Text, start: int, end: int) -> bool:
    return bool(_PAST.search(text.before(start, 16)) or _PAST.search(text.after(end, 24)))


def _over(instrument: Instrument, day: date | None) -> bool:
    return instrument.until is not None and (day is None or day > instrument.until)


_ENDED = tuple(
    each for each in (repealed.OGI_2008, repealed.DISCLOSURE_SUITS_2011, repealed.STATISTICS_2014) if each.number
)
_ENDED_TITLES = (repealed.DISCLOSURE_SUITS_2011.title,)


@rule("name.ended")
def rule_ended(text: Text) -> Iterator[Fault]:
    """An instrument cited as if it applied, though it had ended when the text was formed."""
    day = text.background.formed_on
    tier = Tier.STRONG if day is not None else Tier.WEAK
    for instrument in _ENDED:
        for named in (instrument.number, *(each for each in _ENDED_TITLES if each == instrument.title)):
            at = text.original.find(named)
            while at >= 0:
                end = at + len(named)
                if _over(instrument, day) and not _told_as_past(text, at, end):
                    yield Fault(tier, at, end, f"“{named}”自{instrument.until}之后已不适用，请核对所引文件。")
                at = text.original.find(named, end)
    code = civil_code.CIVIL_CODE
    if code.in_force is None or (day is not None and day < code.in_force):
        return
    for match in _TITLE.finditer(text.original):
        title = match["title"].removeprefix("中华人民共和国")
        if title in _CODIFIED and not _told_as_past(text, *match.span()):
            yield Fault(
                Tier.STRONG if day is not None else Tier.WEAK,
                *match.span("title"),
                f"《{match['title']}》已由《{code.title}》取代，请核对所引文件。",
                code.title,
            )


_FORMER = re.compile(
    r"(?P<name>国土资源|环境保护|卫生和计划生育|卫生计生|卫计|质量技术监督|工商行政管理|安全生产监督管理|国家税务|地方税务|国税|地税|旅游|粮食|新闻出版广电|文化广电新闻出版|食品药品监督管理)(?P<kind>局|委员会|委(?!员))"
)
_NOW = {
    "国土资源": "自然资源局", "环境保护": "生态环境局", "卫生和计划生育": "卫生健康局", "卫生计生": "卫生健康局", "卫计": "卫生健康局",
    "质量技术监督": "市场监督管理局", "工商行政管理": "市场监督管理局", "安全生产监督管理": "应急管理局", "国家税务": "税务局", "地方税务": "税务局",
    "国税": "税务局", "地税": "税务局", "旅游": "文化和旅游局", "食品药品监督管理": "市场监督管理局",
}  # fmt: skip
_REFORM_DONE = date(2019, 4, 1)
"""By then the counties had carried out the reform of 2018."""
_AS_HISTORY = re.compile(r"原|时任|曾任|撤销|更名|改名|组建|划入|整合|合并|任命|简历")


@rule("name.former_organ")
def rule_former_organ(text: Text) -> Iterator[Fault]:
    """国土资源局 after the reform of 2018, told as if it still were."""
    day = text.background.formed_on
    if day is not None and day < _REFORM_DONE:
        return
    for match in _FORMER.finditer(text.original):
        now = _NOW.get(match["name"])
        near = text.before(match.start(), 30) + text.after(match.end(), 16)
        if now is None or _AS_HISTORY.search(near) or text.before(match.start(), 3).endswith(("国家", "化和")):
            continue
        if match["name"] == "国家税务" and (text.before(match.start(), 1) == "" or "总" in match.group()):
            continue
        yield Fault(Tier.WEAK, *match.span(), f"“{match.group()}”是机构改革前的名称，现为{now}，请核对。", now)


_TORN = re.compile(
    r"人民代表大会常务委员(?!会)(?=[，。、；]|第|作出|决定|通过)|人名法院|人民法完|人明法院|人民检查院|纪律检察委"
)


@rule("name.organ")
def rule_organ(text: Text) -> Iterator[Fault]:
    """The fixed part of an organ's name with a character wrong or missing."""
    for match in _TORN.finditer(text.original):
        yield Fault(Tier.CONFIRMED, *match.span(), f"机关名称“{match.group()}”写错了，请核对。", _ORGANS[match.group()])


_ORGANS = {
    "人民代表大会常务委员": "人民代表大会常务委员会",
    "人名法院": "人民法院",
    "人民法完": "人民法院",
    "人明法院": "人民法院",
    "人民检查院": "人民检察院",
    "纪律检察委": "纪律检查委",
}
