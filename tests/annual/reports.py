"""Invented reports, named by situation. Every figure adds up unless the name says otherwise."""

from __future__ import annotations

from gongkai.annual.model import Cell, Number, Report, Section, empty_tables
from gongkai.law.returns import FORMS, SECTIONS

ORGAN = "清河县财政局"


def cell(value: Number) -> Cell:
    return Cell(value, str(value))


def sound(form: str = "2021", year: int = 2024, organ: str = ORGAN, *, times: int = 1) -> Report:
    """A report whose tables and prose agree: eleven requests by two kinds of applicants, all answered but one."""
    report = empty_tables(FORMS[form])
    report.organ, report.year = organ, year
    report.title = f"{organ}{year}年政府信息公开工作年度报告"
    report.published = f"{year + 1}-01-17"
    for row, cells in enumerate(report.table2.values()):
        for column, label in enumerate(cells):
            cells[label] = cell((row + column) * times)
    natural = {1: 8, 2: 1, 3: 4, 4: 1, 13: 2, 17: 1, 24: 8, 25: 1}
    company = {1: 2, 2: 0, 3: 1, 16: 1, 24: 2, 25: 0}
    for line in report.table3:
        values = [natural.get(line, 0) * times, company.get(line, 0) * times, 0, 0, 0, 0]
        report.table3[line] = [cell(value) for value in (*values, sum(values))]
    for group, values in zip(report.table4, ((1, 0, 0, 1), (0, 0, 1, 0), (2, 1, 0, 0)), strict=True):
        report.table4[group] = [cell(value * times) for value in (*values, sum(values))]
    report.preamble = (
        f"本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限自{year}年1月1日起至{year}年12月31日止。"
    )
    report.sections = _sections(year, organ, times)
    return report


def _sections(year: int, organ: str, times: int) -> list[Section]:
    inner = {
        "（一）主动公开": f"全年在县政府网站公开信息{320 * times}条，回应群众关切的解读材料随文件一起发布。",
        "（二）依申请公开": f"全年新收申请{10 * times}件，上年结转{times}件，办结{10 * times}件，结转下年度{times}件。",
    }
    opening = f"{year}年，{organ}按照职责推进公开工作，具体情况如下。"
    whole = "\n".join([opening, *(line for pair in inner.items() for line in pair)])
    texts = (
        whole,
        "",
        "",
        "",
        "部分栏目更新不够及时。下一步将按月核对栏目，并对经办人员开展两次业务培训。",
        "本年度没有收取信息处理费。",
    )
    sections = [Section(heading, text) for heading, text in zip(SECTIONS, texts, strict=True)]
    return [sections[0], *(Section(heading, text, 2) for heading, text in inner.items()), *sections[1:]]


def with_marks() -> Report:
    """An organ that cannot make rules wrote `/` into their cells, and left others blank."""
    report = sound()
    for label in report.table2["规章"]:
        report.table2["规章"][label] = Cell(None, "/")
    report.table2["行政事业性收费"] = dict.fromkeys(report.table2["行政事业性收费"], Cell(None, ""))
    report.table4["review"] = [Cell(None, "") for _ in range(5)]
    return report


def with_wrong_total() -> Report:
    """The published total of line 24 is one too high for natural persons."""
    report = sound()
    report.table3[24][0] = cell(9)
    return report


def only_tables() -> Report:
    """The page kept the tables and lost the prose."""
    report = sound()
    report.preamble, report.sections = "", []
    return report


def table_values(report: Report) -> dict[str, Number | None]:
    """Every figure by place: what must be the same after writing and reading."""
    return {place.key: found.value for place, found in report.cells()}


def marks(report: Report) -> dict[str, str | None]:
    """What is printed in the cells that hold no figure."""
    return {place.key: found.raw for place, found in report.cells() if found.value is None}


def parts(report: Report) -> list[tuple[int, str, str]]:
    return [(section.level, section.title, section.text) for section in report.sections]
