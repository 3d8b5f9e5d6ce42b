"""Could this organ have made what the report says it made?

Law:     立法法 93① (legislation_law.A93_1): governments of provinces, of cities with districts and of autonomous
         prefectures make 规章
Takes:   the organ's name.
Unclear: `某市` may be a county-level city: its government is left alone; a department never has the power.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.findings import Severity
from gongkai.annual.model import Place
from gongkai.law.sources import legislation_law

_LOW = ("county", "township")
_IN_PROSE = re.compile(
    r"(?:[县区旗镇乡](?:人民)?政府|本级政府|我[县区旗镇乡局]|本[县区旗镇乡局])规章(?!制度|规范性文件库)"
)


def _may_not(context: Context) -> bool:
    organ = context.organ
    return not organ.national and (organ.rank in _LOW or (organ.kind == "department" and organ.rank != ""))


@rule("competence.rules", legislation_law.A93_1)
def rule_rules(context: Context) -> Iterator[Fault]:
    """A county, a town or a department counts 规章 of its own."""
    if not _may_not(context):
        return
    row = context.layout.row("规章")
    places = [Place(2, row.label, n) for n in range(len(row.columns))]
    filled = [place for place in places if context.number(place)]
    if filled:
        issued = filled[0].column == 0
        values = "、".join(f"{row.columns[p.column]}{context.number(p)}" for p in filled)
        yield Fault(
            Severity.ERROR if issued else Severity.WARNING,
            "表二“规章”行",
            f"“规章”行填了{values}，县级以下政府和政府部门没有规章制定权；是行政规范性文件的请移到下一行，否则填0。",
            0,
            context.number(filled[0]),
            tuple(filled),
        )


@rule("competence.rules_in_prose", legislation_law.A93_1)
def rule_rules_in_prose(context: Context) -> Iterator[Fault]:
    """The prose of such an organ speaks of its own 规章."""
    if not _may_not(context):
        return
    for part in context.parts:
        for match in _IN_PROSE.finditer(part.view.text):
            yield Fault(
                Severity.NOTE,
                part_name(part),
                f"正文写“{match[0]}”，本级没有规章制定权；请确认所指，或改为行政规范性文件。",
                "行政规范性文件",
                match[0],
                (),
                context.passage(part, *match.span()),
                context.quote(part, *match.span()),
            )
