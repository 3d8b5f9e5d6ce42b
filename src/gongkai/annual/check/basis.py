"""Does the report cite documents that had ended, or ended their part, before it was written?

Law:     law/sources: each outdated basis with the provision that replaced it
Takes:   the prose; a document is known by its number or its date, a title alone is often that of the new version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.findings import Severity
from gongkai.law.cite import Instrument
from gongkai.law.returns import form_for_year
from gongkai.law.sources import annual_report as source
from gongkai.law.sources import ogi, repealed


@dataclass(frozen=True, slots=True)
class Outdated:
    """`first` is the first report year in which the instrument may no longer be the basis."""

    old: Instrument
    new: Instrument
    first: int
    pattern: re.Pattern[str]

    def successor(self, year: int) -> Instrument:
        """What the report on a year rests on instead: for a form, the form of that year."""
        return form_for_year(year).cite.instrument if self.new is source.FORM_2021 else self.new


_OUTDATED = (
    Outdated(repealed.OGI_2008, ogi.OGI_2019, 2019, re.compile(r"国务院令?(?:[（〔]?\d{4}[）〕]?年?)?第?492号|2008年5月1日起?(?:施行|实施)")),
    Outdated(source.FORM_2019, source.FORM_2021, 2021, re.compile(r"国办公开办函〔2019〕60号|《(?:国务院办公厅政府信息与政务公开办公室)?关于政府信息公开工作年度报告有关事项的通知》")),
    Outdated(repealed.STATISTICS_2014, source.FORM_2021, 2019, re.compile(r"国办发〔2014〕32号")),
)  # fmt: skip
_LAWFUL = re.compile(r"废止|修订前|原《|已失效|替代|取代")


@rule("basis.outdated", source.FORM_2019_TABLES)
def rule_outdated(context: Context) -> Iterator[Fault]:
    """A repealed regulation or a replaced notice named as the basis."""
    year = context.year
    if year is None:
        return
    for part in context.parts:
        for known in _OUTDATED:
            if year < known.first:
                continue
            for match in known.pattern.finditer(part.view.text):
                if _LAWFUL.search(part.view.text, max(match.start() - 20, 0), match.end() + 20):
                    continue
                now = known.successor(year).number
                yield Fault(
                    Severity.WARNING,
                    part_name(part),
                    f"正文引用“{match[0]}”，{year}年度报告应依据{now}；请改用现行依据。",
                    now,
                    match[0],
                    (),
                    context.passage(part, *match.span()),
                    context.quote(part, *match.span()),
                )
                break
