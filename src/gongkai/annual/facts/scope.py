"""Whose count, and of what time: this organ's this year, or another's.

A count of another scope contradicts nothing: 累计 beside 本年, one office beside 全市, cases filed with a superior.
Unclear: an office that writes 全县 may mean itself; it is left alone.
"""

from __future__ import annotations

import re

from gongkai.annual.facts.organ import Organ
from gongkai.annual.facts.sentences import Sentence

_SUBJECT = re.compile(
    r"(?P<own>我[省市县区旗镇乡州局委办厅院队会处]|本机关|本单位|我单位|本[省市县区旗镇乡局委])"
    r"|(?P<all>全[省市县区旗镇乡])(?!面|域|覆盖)"
    r"|(?P<level>[省市县区旗镇乡](?:(?:人民)?政府)?本级|[省市县区旗镇乡]级)(?!以上|以下|媒体|领导|部门|主管|专家|各|政务公开|党)"
    r"|(?P<guided>指导|督促|协助|帮助|代为)"
    r"|各(?P<each>[省市县区旗镇乡]|部门|单位|乡镇|街道)"
    r"|(?:^|[，；：、（）。！\n])(?:(?:20\d\d年度?|全年|今年|年内|本年度|其中)[，：]?)*"
    r"(?P<unit>[\u4e00-\u9fff]{1,14}?(?:局|办公室|政府办|委员会|委|中心|人民政府|管委会|大队|支队|[县区镇乡](?!政府|委|级)|街道))"
    r"(?=本级|共|全年|累计|新收|主动|收到|受理|办理|办结|接收|发布|制发|公开|年内|本年|未|\d)"
)
_SHARE = re.compile(r"涉及|关于|有关|针对|围绕|方面的|领域|类(?=申请|信息)")
_CHANNEL = re.compile(
    r"网上|网络|在线|线上|邮寄|信函|信件|当面|现场|传真|电子邮|邮箱|平台|书面|窗口|EMS|来信|公众号|微信|微博|新媒体"
)
_PART_OF_YEAR = re.compile(r"季度|上半年|下半年|\d月|月份")
_ATTRIBUTES = re.compile(
    r"主动公开类?(?:公文|文件)?\d+[件份个][，、]?(?:和|以及)?依申请公开类?(?:公文|文件)?\d|(?:公文|属性|文件)[^。；]{0,40}主动公开[^。；]{0,6}\d[^。]*不予公开"
)
"""Documents by the attribute of their disclosure: 主动公开36件、依申请公开20件、不予公开70件."""
_TOTAL = re.compile(r"共|合计|总计|总量|各类")


def period(sentence: Sentence, i: int, year: int | None) -> str:
    """上年, 某年 or 累计 where the number counts another time than the report's year; else empty."""
    label, exact, to_date, cumulative = "", False, False, False
    for n, token in enumerate(sentence.tokens[:i]):
        if token.kind == "number":
            cumulative = False
        elif token.kind == "year":
            lead = sentence.text[max(token.start - 3, 0) : token.start]
            if lead.endswith(("比", "较", "与", "同", "于", "自", "从")):
                if (
                    sentence.text.startswith("（", token.end)
                    and "）" not in sentence.text[token.end : sentence.tokens[i].start]
                ):
                    return "上年" if int(token.tag) == (year or 0) - 1 else f"{token.tag}年"
                continue
            named = int(token.tag)
            label = "" if year in (None, named) else "上年" if named == (year or 0) - 1 else f"{named}年"
            exact = exact or (not label and not lead.endswith(("截至", "截止", "截至到")))
        elif token.kind != "word":
            continue
        elif token.tag == "last_year":
            behind = sentence.tokens[n + 1] if n + 1 < len(sentence.tokens) else None
            compared = sentence.text[token.start - 1 : token.start] in ("比", "较", "与", "同") or (
                behind and behind.tag == "compared"
            )
            label = label if compared else "上年"
        elif token.tag == "this_year":
            label, exact = "", True
        elif token.tag == "to_date":
            to_date = True
        elif token.tag == "cumulative":
            cumulative = True
            to_date = to_date or sentence.text.startswith(("历年", "总累计"), token.start)
    return label or ("累计" if cumulative and to_date and not exact else "")


def subject(sentence: Sentence, at: int, organ: Organ) -> str:
    """The unit or the area that the number is said of, where it is not the report's own; else empty."""
    found = ""
    begin = max(sentence.start - 1, 0)  # The mark before the sentence shows that a clause begins.
    parted = sentence.text.rfind("；", begin, at)
    if parted >= 0 and "其中" in sentence.text[begin:parted]:
        begin = parted  # Units named among the parts of a list are done with at its end.
    for m in _SUBJECT.finditer(sentence.text, begin, at):
        kind, name = m.lastgroup or "", m[m.lastgroup or 0]
        if kind == "own":
            found = ""
        elif kind == "all":
            own = organ.kind in ("government", "") and (not organ.tail or name[-1] == organ.tail)
            found = "" if own else name
        elif kind == "level":
            found = name if not name.endswith("本级") or (organ.kind == "government" and name[0] == organ.tail) else ""
        elif kind == "guided":
            found = "他机关"
        elif kind == "each":
            found = found if organ.kind == "government" else f"各{name}"
        elif name[0] in "我本全":
            found = "" if name[0] != "全" or organ.kind in ("government", "") else name
        else:
            found = "" if same_organ(name, organ) else name
    return found


def same_organ(name: str, organ: Organ) -> bool:
    """Whether a name in the prose is, or shortens, the report's own: 县发改局 for 清河县发展和改革局."""
    if not organ.name or name in organ.name or organ.name in name:
        return True
    if organ.kind == "government" and name.endswith(("局", "委", "办公室", "政府办", "中心", "委员会", "大队", "支队")):
        return False
    rest = iter(organ.name)
    return all(char in rest for char in name)


def share(sentence: Sentence, i: int) -> str:
    """渠道, 时段 or 类别 where the number is said of some of the applications only; else empty."""
    number = sentence.tokens[i]
    if _ATTRIBUTES.search(sentence.text, sentence.start, sentence.end):
        return "公文"
    start = max((t.end for t in sentence.tokens[:i] if t.kind in ("number", "clause")), default=sentence.start)
    clause = sentence.text[start : number.start]
    if _PART_OF_YEAR.search(clause) and "12月31日" not in clause:
        return "时段"
    if _TOTAL.search(clause):
        return ""
    return "渠道" if _CHANNEL.search(clause) else "类别" if _SHARE.search(clause) else ""
