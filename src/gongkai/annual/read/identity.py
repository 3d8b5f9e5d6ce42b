"""Whose report is it, and of which year?

Takes:   title, metadata of the page, prose.
Gives:   the organ's name as the report gives it, the year that the report covers.
Unclear: a title that names a place only (清河县2023年…) is taken for the government of that place and this is said; a
         publication date never makes a year by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.annual.model import Remark

_TITLE = re.compile(
    r"(?P<organ>[^\n，。：:；;|0-9]{0,40}?)[ \t\n]*(?:关于)?[ \t]*(?P<year>20[ \t]?\d[ \t]?\d|二[〇○零]{1,2}[一二][〇○零一二三四五六七八九])[ \t]*年度?[ \t\n]*"
    r"(?P<tail>(?:政府|政务)?信息?公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)|报告|年报)"
)
_TITLE_YEAR_FIRST = re.compile(
    r"(?P<year>20\d\d)[ \t]*年度?[ \t\n]*(?P<organ>[^\n，。：:；;|0-9]{2,40}?)(?P<tail>(?:政府|政务)信息公开(?:工作)?(?:情况)?的?年?度?(?:报告|年报))"
)
_TITLE_WITHOUT_YEAR = re.compile(
    r"^(?P<organ>[\u4e00-\u9fff（）()]{2,40}?)(?:政府|政务)信息公开(?:工作)?年度?报告", re.MULTILINE
)
_STATED_YEAR = re.compile(r"报告年度为(20\d\d)年")
_PERIOD = re.compile(r"(20[ ]?\d[ ]?\d)[ ]*年[ ]*0?1[ ]*月[ ]*0?1[ ]*日[^。]{0,12}?(?:至|到|起|—|-|－|~)")
_ORGAN_END = r"(?:人民政府办公[室厅]|政府办公[室厅]|人民政府|管理委员会|管委会|办事处|委员会|发展和改革局|公安局|分局|管理局|监督局|局|厅|委|署|中心|办公[室厅]|总队|支队|大队|院|社|站|所|馆)"
_PROSE = (
    re.compile(rf"(?:本报告由|本年度报告由|由)([\u4e00-\u9fff]{{2,28}}?{_ORGAN_END})(?:根据|编制|依据|按照)"),
    re.compile(
        rf"(?:^|[。；\n])[ \t\u3000]*(?:20\d\d[ ]*年度?[，,]?)[ ]*([\u4e00-\u9fff]{{2,28}}?{_ORGAN_END})(?=认真|坚持|严格|深入|全面|按照|以|在|未|高度|切实|紧|积极|始终|持续|共|根据|依)",
        re.MULTILINE,
    ),
    re.compile(rf"(?:公布|现将|系)([\u4e00-\u9fff]{{2,28}}?{_ORGAN_END})(?=20\d\d)"),
)
_SIGNATURE = re.compile(
    rf"^[ \t\u3000]*([\u4e00-\u9fff]{{2,28}}{_ORGAN_END})[ \t\u3000]*\n?[ \t\u3000]*20\d\d[ ]*年[ ]*\d{{1,2}}[ ]*月",
    re.MULTILINE,
)
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:省|自治区|市|州|盟|县|旗|区|镇|乡|街道)$")
_SPECIAL_AREA = re.compile(r"(?:开发|实验|试验|示范|园|新|度假|风景|景|保税|合作|高新|产业)区$")
_AUTHORITY = r"(?:人民政府|管理委员会|管委会|办事处)"
_UPPER = (
    r"((?:(?:(?![由与和对向为是在系请的及将布据照按])[\u4e00-\u9fff]){2,7}?(?:省|自治区|市|州|盟|地区|县|区)){1,2})"
)
_BEFORE_NAME = r"(?:^|[^\u4e00-\u9fff]|由|与|和|对|向|为|是|在|系|布|将)"
_UPPER_BEFORE = re.compile(_BEFORE_NAME + _UPPER + r"\Z", re.MULTILINE)
_LONGEST_UPPER = 24
_NUMERALS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_LOST = re.compile(r"[\ufffd]|\?{2,}|[\u00c0-\u00ff]{2,}|锟斤拷|鈥")
_OPENING = 4000


class Identity(NamedTuple):
    organ: str | None
    year: int | None
    title: str
    remarks: tuple[Remark, ...]


def identify(title: str, lines: Sequence[str], metadata: Mapping[str, str], prose: str) -> Identity:
    """Who and when. `lines` are the lines before part one, `prose` the whole text of the report."""
    remarks: list[Remark] = []
    head = "\n".join(line.strip() for line in lines[:40])
    found = _title(title) or _title(head)
    printed = title.strip() or (re.sub(r"\s*\n\s*", "", found.group()).strip() if found else "")
    organ = _clean(found.group("organ")) if found else ""
    year = _year(found["year"]) if found and "year" in found.re.groupindex else None
    year = _checked_year(year, prose, remarks)
    if _LOST.search(printed) or _LOST.search(organ):
        remarks.append(Remark("organ.lost", "机关名称的字符已损坏，无法认出，请对照原件填写。"))
        return Identity(None, year, "" if _LOST.search(printed) else printed, tuple(remarks))
    organ = _full(organ, metadata, prose, remarks) if organ else _from_prose(prose, metadata)
    return Identity(organ or None, year, printed, tuple(remarks))


def _title(text: str) -> re.Match[str] | None:
    for pattern in (_TITLE, _TITLE_YEAR_FIRST, _TITLE_WITHOUT_YEAR):
        found = [
            match
            for match in pattern.finditer(text[:_OPENING])
            if "《" not in match["organ"] and "的" not in match["organ"][-1:]
        ]
        named = [match for match in found if _clean(match["organ"])]
        if named or found:
            return (named or found)[0]
    return None


def _clean(organ: str) -> str:
    organ = re.sub(r"[\s\u3000]+", "", organ).strip("-—_>》〉·.、/（(#*")
    organ = re.sub(r"^.*(?:现将|公布|当前位置|标题|名称|首页)[：:]?", "", organ)
    return "" if organ in ("关于", "本机关", "我局", "我市", "我县") or len(organ) < 2 else organ.removesuffix("关于")


def _year(text: str) -> int | None:
    digits = "".join(_NUMERALS.get(c, c) for c in re.sub(r"\s", "", text))
    return int(digits) if digits.isdigit() else None


def _checked_year(year: int | None, prose: str, remarks: list[Remark]) -> int | None:
    """The year of the title, or of the statistics period; a difference is said aloud."""
    period = _PERIOD.search(prose[:_OPENING]) or _STATED_YEAR.search(prose[:_OPENING])
    covered = _year(period.group(1)) if period else None
    if year and covered and year != covered:
        remarks.append(
            Remark("year.differs", f"标题写的是 {year} 年，统计期写的是 {covered} 年，按标题取 {year} 年，请核对。")
        )
    if year or covered:
        return year or covered
    spoken = Counter(re.findall(r"(20[12]\d)[ ]*年", prose[:_OPENING])).most_common(2)
    if spoken and (len(spoken) == 1 or spoken[0][1] > 2 * spoken[1][1]) and spoken[0][1] > 1:
        return int(spoken[0][0])
    remarks.append(Remark("year.unknown", "标题和统计期都没有写明年度，请补充年度后再核对。"))
    return None


def _full(organ: str, metadata: Mapping[str, str], prose: str, remarks: list[Remark]) -> str:
    """The name with what the title left out and the page gives: 人民政府 after a place, the city before a district."""
    told = "\n".join((*metadata.values(), prose))
    if _PLACE.match(organ):
        authority = re.search(re.escape(organ) + _AUTHORITY, told)
        if authority:
            organ = authority.group()
        elif not _SPECIAL_AREA.search(organ):
            organ += "办事处" if organ.endswith("街道") else "人民政府"
            remarks.append(Remark("organ.inferred", f"标题只写了地名，机关按“{organ}”理解，请核对。"))
    upper = _upper(organ, told)
    return upper + organ if upper and not organ.startswith(upper) else organ


def _upper(organ: str, told: str) -> str:
    """The place named right before the organ, where the page names it so; empty where it does not."""
    at = told.find(organ)
    while at >= 0:
        found = _UPPER_BEFORE.search(told, max(0, at - _LONGEST_UPPER), at)
        if found:
            return found.group(1)
        at = told.find(organ, at + 1)
    return ""


def _from_prose(prose: str, metadata: Mapping[str, str]) -> str:
    for pattern in (*_PROSE, _SIGNATURE):
        names = Counter(pattern.findall(prose))
        if names:
            return str(names.most_common(1)[0][0])
    return next(
        (
            metadata[key]
            for key in ("发布机构", "单位", "来源", "信息来源")
            if metadata.get(key) and not metadata[key].startswith("http")
        ),
        "",
    )
