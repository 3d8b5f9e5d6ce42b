"""What was asked for and how it was answered, year by year, as the published reports tell.

Law:     条例 50 (what a report tells of requests); table 3 of the national form
Takes:   the published reports of one organ, and nothing else: a case that no report tells of is nobody's business.
Gives:   `Figure`s. A cell that the report leaves blank is not filled by guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from gongkai.annual.model import Number, Report
from gongkai.apps.reporting.queries.frozen import Published, published, published_report
from gongkai.faces.look.plots import Series, Value, lines
from gongkai.faces.portal.figures.figure import Figure
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, GROUPS, NEW, TOTAL
from gongkai.law.returns.relations import total

_YEARS = 10
_ALL = -1
"""The last column of table 3: 总计."""
_RESULTS = tuple(dict.fromkeys(GROUPS.values()))


def requested(organ_id: int, today: date) -> tuple[Figure, ...]:
    """Requests and outcomes of the last ten reported years; none without a published report."""
    found = sorted(published(organ_id), key=lambda each: each.year)[-_YEARS:]
    if not found:
        return ()
    reports = {each.year: published_report(each.version_id) for each in found}
    as_of = max(each.day for each in found)
    links = tuple((f"{each.year} 年度报告", _address(each)) for each in found)
    return (_inflow(reports, as_of, links), _outcomes(reports, as_of, links))


def _inflow(reports: Mapping[int, Report], as_of: date, links: tuple[tuple[str, str], ...]) -> Figure:
    names = ("新收", "上年结转", "办结", "结转下年")
    of_line = (NEW, CARRIED_IN, TOTAL, CARRIED_OUT)
    values = {year: tuple(_value(_cell(report, line)) for line in of_line) for year, report in reports.items()}
    title = "每年收到和办结的政府信息公开申请"
    series = [Series(names[place], tuple(each[place] for each in values.values())) for place in (0, 2)]
    return Figure(
        "requests",
        title,
        "取自公布的年报表三“总计”一列：本年新收、上年结转、办理结果总计、结转下年度继续办理。",
        as_of,
        "件",
        ("年度", *names),
        tuple((str(year), each) for year, each in values.items()),
        lines(title, [str(year) for year in values], series, "件"),
        links,
    )


def _outcomes(reports: Mapping[int, Report], as_of: date, links: tuple[tuple[str, str], ...]) -> Figure:
    values = {year: tuple(_group(report, name) for name in _RESULTS) for year, report in reports.items()}
    names = [name.partition("）")[2] for name in _RESULTS]
    title = "每年的答复结果"
    opened = Series("予以公开", tuple(_value(each[0]) for each in values.values()))
    partly = Series("部分公开", tuple(_value(each[1]) for each in values.values()))
    other = Series("其余结果", tuple(_value(_sum(each[2:])) for each in values.values()))
    return Figure(
        "outcomes",
        title,
        "取自公布的年报表三“总计”一列，各类办理结果；图中“其余结果”是不予公开、无法提供、不予处理和其他处理之和。",
        as_of,
        "件",
        ("年度", *names),
        tuple((str(year), tuple(_value(number) for number in each)) for year, each in values.items()),
        lines(title, [str(year) for year in values], [opened, partly, other], "件"),
        links,
    )


def _group(report: Report, name: str) -> Number | None:
    return _sum([_cell(report, line) for line, group in GROUPS.items() if group == name and line in report.table3])


def _sum(cells: Sequence[Number | None]) -> Number | None:
    """A sum of which every part is told."""
    return total(cells) if cells and None not in cells else None


def _cell(report: Report, line: int) -> Number | None:
    row = report.table3.get(line)
    return row[_ALL].value if row else None


def _value(number: Number | None) -> Value:
    """What the print has as a decimal is drawn as one."""
    return number if number is None or isinstance(number, int) else float(number)


def _address(each: Published) -> str:
    return reverse("portal:disclosure:report", args=[each.organ_code, each.year])
