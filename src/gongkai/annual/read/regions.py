"""Where do the three tables stand in running text?

Words are looked for past white space and `|`, so that heads spelled one cell or one line each are found.
"""

from __future__ import annotations

import re

from gongkai.annual.read.streams import Text

_TABLE_3 = tuple(
    re.compile(words)
    for words in (
        r"[（(]?本列数据的?勾稽|[（(]?勾稽关系为",
        r"申请人情况(?!如下)",
        r"自然人法人[或和及]其他组织|商业企业科研机构",
        r"(?:一[、.])?本年新收政府信息公开申请(?:数量|(?!\d*[件条份宗起]))",
        r"(?:[（(]一[）)])?予以公开(?=\d{7}|0)",
    )
)
_TABLE_2 = re.compile(
    r"第二十?条第[（(]?[一五六八九][）)]?|信息内容|制发件数|废[止纸]件数|现行有效件数|新制作数量|新公开数量|对外公开总数量|处理决定数量|"
    r"(?:规章|规范性文件|行政许可|行政处罚)(?=[\d/\-—]+[^\d/\-—件份个部项条])"
)
_HEADS_TOGETHER, _HEADS_WITHIN = 4, 160
_IN_PROSE = r"(?!\d*[件起份宗例]|的?案件|[，。；：、的为系和及与）)])"
"""What follows the words of a head where a sentence uses them: 未经复议直接起诉15件."""
_TABLE_4 = re.compile(
    rf"行政复议行政诉讼(?=结果|未经|复议)|行政复议(?=结果维持{_IN_PROSE})|结果维持{_IN_PROSE}|未经复议直接起诉{_IN_PROSE}|"
    r"结果结果其他"
)
PART_3 = re.compile(r"三[、.]收到和处理")
_PART_4 = re.compile(r"四[、.](?!结转)[^，。；\d|]{0,20}行政(?:复议|诉讼)")
_PART_5 = re.compile(r"五[、.][^，。；]{0,20}(?:问题|不足|困难|改进)")
_PART_6 = re.compile(r"六[、.]?(?:其他|需要)")
_LONGEST = 9000
_LONGEST_HEAD = 160


def table_3(text: Text) -> list[tuple[int, int]]:
    """Stretches that may hold table 3, the most certain first."""
    found: list[tuple[int, int]] = []
    for anchor in _TABLE_3:
        at = text.find(anchor)
        while at >= 0 and len(found) < 6:
            if not any(start <= at < end for start, end in found):
                found.append((_head_3(text, at), _end_3(text, at)))
            at = text.find(anchor, found[-1][1] if found else at + 1)
        if found:
            break
    return found


def _head_3(text: Text, at: int) -> int:
    """Where the heads of the table begin. The note is set in the middle of its cell: by eye, heads beside it come first."""
    start = max(0, at - _LONGEST_HEAD)
    heading = max(text.find(PART_3, start, at), start)
    return min((place for anchor in _TABLE_3[1:3] if (place := text.find(anchor, heading, at)) >= 0), default=at)


def _end_3(text: Text, start: int) -> int:
    limit = min(len(text.plain), start + _LONGEST)
    ends = [at for at in (text.find(_PART_4, start, limit), text.find(_TABLE_4, start, limit)) if at >= 0]
    return min(ends, default=limit)


def table_2(text: Text) -> tuple[int, int] | None:
    """The stretch that holds table 2: from where its heads stand close together to where table 3 or part three begins."""
    places = text.find_all(_TABLE_2)
    for at, later in zip(places, places[_HEADS_TOGETHER - 1 :], strict=False):
        if later - at <= _HEADS_WITHIN:
            limit = min(len(text.plain), at + _LONGEST // 3)
            ends = (text.find(PART_3, at, limit), *(text.find(anchor, at, limit) for anchor in _TABLE_3[:4]))
            return at, min((end for end in ends if end > at), default=limit)
    return None


def table_4(text: Text, after: int) -> tuple[int, int] | None:
    """The stretch that holds table 4, looked for after table 3."""
    start = text.find(_TABLE_4, after)
    if start < 0:
        start = text.find(_PART_4, after)
    if start < 0:
        return None
    limit = min(len(text.plain), start + _LONGEST // 3)
    ends = [at for at in (text.find(_PART_5, start, limit), text.find(_PART_6, start, limit)) if at >= 0]
    return start, min(ends, default=limit)
