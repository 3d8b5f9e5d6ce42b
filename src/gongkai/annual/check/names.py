"""Is a name or a level left over from a template or from another organ's report?

Law:     RESPONSIBILITY (form_filling): the report is the organ's own, accurate and not copied
Takes:   the organ's name; the words of level by which the prose speaks of itself.
Unclear: a superior's office is named lawfully (国家、省、市; 市政务公开办 as the one who checks); only words by which
         the organ speaks of itself, or acts, are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import PREAMBLE, Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.facts import Organ, Part, parse
from gongkai.annual.facts.scope import same_organ
from gongkai.annual.findings import Severity
from gongkai.law.sources.form_filling import RESPONSIBILITY

_ACTS = r"(?=将(?![我其该])|要|高度重视|坚持|始终|认真|严格|未收取|没有收取|未收到|共收到|收到|主动公开|受理|全年|紧紧|深入|切实|持续|不断|积极|着力|办公室将(?![我其该])|按照|按要求|20\d\d年)"
_AT_CLAUSE = r"(?:(?<=[，。；：！\n（）])|^)(?:(?:20\d\d年(?:度)?|今年|下一步|全年|今后)[，,]?)?"
_OFFICE = re.compile(rf"{_AT_CLAUSE}(?P<name>(?P<level>[省市县区旗])(?:人民)?政府(?:办公[室厅]|办)?){_ACTS}")
_OWN_LEVEL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[理办的对在为是和与及共全以到由强化受收了]))(?P<name>(?P<level>[市县区旗])本级)"
)
_PRONOUN = re.compile(r"(?P<name>我(?P<level>[市县区旗镇乡])(?!场|域|民|委|政府办公室和))")
_WHOLE = re.compile(r"(?P<name>全(?P<level>[县区旗])(?=共|主动公开|收到|受理))")
_RIVALS = {"县": "市区旗", "区": "市县旗", "旗": "市县区", "市": "县区旗"}
"""Level words that an organ of a place with this last character does not use of itself."""
_TOWN_RIVALS = {"镇": "乡", "乡": "镇"}
_BODY = r"[\u4e00-\u9fff]{2,18}?(?:人民政府办公室|人民政府|政府办公室|管理委员会|管委会|办事处|委员会|局|中心|政府)"
_PLANS = r"(?=(?:20\d\d年)?将(?:继续|进一步|以|持续|不断|着力|重点|切实|认真|严格|按照|坚持|从)|高度重视|坚持|始终|未收取|没有收取|未收到|没有收到|共收到)"
_BODY_OR_TOWN = rf"{_BODY}|[\u4e00-\u9fff]{{2,5}}(?:镇|乡|街道)"
_SELF = (
    re.compile(
        rf"{_AT_CLAUSE}(?P<name>{_BODY_OR_TOWN})(?=(?:在)?(?:20\d\d年(?:度)?)?(?:依申请公开(?:政府)?信息)?"
        r"(?:未|没有|无|共|均未)(?:收取|发生|收到|产生))"
    ),
    re.compile(rf"{_AT_CLAUSE}(?P<name>{_BODY}){_PLANS}"),
    re.compile(
        rf"(?:现将|现公布|现向社会公布|特?编制|本报告由|年度报告由)(?P<name>{_BODY_OR_TOWN})(?=20\d\d年|编制|编写|制作|根据)"
    ),
    re.compile(rf"^(?P<name>{_BODY})(?=依照|根据|按照)"),
    re.compile(
        rf"^20\d\d年(?:度)?[，,]?(?P<name>{_BODY})(?=坚持|以习近平|深入|认真|坚决|稳步|严格|紧紧|全面|切实|高度)"
    ),
)
_ONLY_IN_OPENING = 3
"""From this place on the patterns hold only where the report opens."""
_PARTY = re.compile(r"党|县委|区委|市委|各|上级|国务院|以及|有关|按照|根据|关于|通过|组织|我|本|全|由|向")


def _rivals(organ: Organ) -> str:
    if organ.kind == "" or not organ.tail:
        return ""
    return _TOWN_RIVALS.get(organ.tail, "") if organ.rank == "township" else _RIVALS.get(organ.tail, "")


def _namesake(organ: Organ) -> re.Pattern[str] | None:
    """The same department of another level where it acts: 市财政局将继续… in the report of 清河县财政局."""
    tail = organ.name.rpartition(organ.place)[2] if organ.kind == "department" and organ.place else ""
    if len(tail) < _SHORTEST_DEPARTMENT:
        return None
    return re.compile(rf"{_AT_CLAUSE}(?P<name>(?P<level>[市县区旗]){re.escape(tail)}){_PLANS}")


_SHORTEST_DEPARTMENT = 3
_TOWARDS_US = re.compile(r"[对来给向到为][我本]")
"""A superior that does something to us is named rightly: 市政府办公室全年对我县检查4次."""
_CLAUSE = 12


@rule("names.level", RESPONSIBILITY)
def rule_level(context: Context) -> Iterator[Fault]:
    """市本级, 我市, 市政府办公室将… in a county's report."""
    organ = context.organ
    rivals = _rivals(organ)
    if not rivals:
        return
    namesake = _namesake(organ)
    patterns = (_OWN_LEVEL, _PRONOUN, _WHOLE, _OFFICE, *([namesake] if namesake else []))
    for part in context.parts:
        text = context.untitled(part)
        for pattern in patterns:
            for match in pattern.finditer(text):
                if match["level"] not in rivals or _lawful(organ, pattern, match):
                    continue
                if pattern in (_OFFICE, namesake) and _TOWARDS_US.search(text, match.end(), match.end() + _CLAUSE):
                    continue
                span = match.span("name")
                start = max(text.rfind(stop, 0, span[0]) + 1 for stop in "\n。；")
                yield Fault(
                    Severity.NOTE if match["level"] == "区" else Severity.WARNING,  # 我区 may be an autonomous region.
                    f"{part_name(part)}“{match['name']}”",
                    f"正文写“{match['name']}”，本机关是{organ.name}；疑为模板遗留，请改为本级名称。",
                    organ.place,
                    match["name"],
                    (),
                    context.passage(part, *span),
                    context.quote(part, max(span[0] - 10, start), min(span[1] + 10, len(text))),
                )


def _lawful(organ: Organ, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """A government's report may speak of the acts of the governments below it, and a zone of its city."""
    if pattern is _OFFICE:
        below = {"市": "县区旗", "省": "市县区旗"}.get(organ.tail, "")
        return organ.kind == "government" and match["level"] in below
    return organ.tail == "区" and match["level"] == "区"


@rule("names.other_organ", RESPONSIBILITY)
def rule_other_organ(context: Context) -> Iterator[Fault]:
    """Another organ stands where the report speaks of its own."""
    organ = context.organ
    if not organ.place or not organ.kind:
        return
    title = context.report.title
    for part in context.parts:
        text = context.untitled(part)
        for n, pattern in enumerate(_SELF):
            for match in pattern.finditer(text):
                name = match["name"]
                if (n >= _ONLY_IN_OPENING and not _opens(context, part)) or _is_own(name, organ, title):
                    continue
                yield Fault(
                    Severity.WARNING,
                    f"{part_name(part)}“{name}”",
                    f"正文以“{name}”自称，本机关是{organ.name}；疑为其他机关文稿遗留，请改为本机关名称。",
                    organ.name,
                    name,
                    (),
                    context.passage(part, *match.span("name")),
                    context.quote(part, match.start("name"), min(match.end() + 10, len(text))),
                )


def _opens(context: Context, part: Part) -> bool:
    return part.section == PREAMBLE or part is next((p for p in context.parts if p.section != PREAMBLE), None)


def _is_own(name: str, organ: Organ, title: str) -> bool:
    if _PARTY.search(name) or same_organ(name, organ) or name in title:
        return True
    other = parse(name)
    if not other.place:
        # Without a place only another department of the same place can be told: 县财政局 in the report of the 教育局.
        return organ.kind != "department" or other.kind != "department" or len(name) < 4
    if other.place in (organ.place, *organ.above):
        return organ.kind in ("government", "office", "") or other.kind != "department"
    # A district's own departments and towns act in its report.
    return organ.kind == "government" and organ.rank != "township" and other.rank == "township"
