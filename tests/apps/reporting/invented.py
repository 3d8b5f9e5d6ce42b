"""Invented reports by situation. Organs and figures do not exist."""

from __future__ import annotations

from gongkai.annual.findings import Finding, Passage, Severity
from gongkai.annual.model import Cell, Place, Remark, Report, Section, empty_tables
from gongkai.law.returns import APPLICANTS, SECTIONS
from gongkai.law.sources import annual_report as source

AMBIGUOUS = Place(3, 5, 0)
ORGAN = "清河县人民政府办公室"


def report(year: int = 2024, new: int = 14, carried_in: int = 2, carried_out: int = 3) -> Report:
    """A report whose tables agree: one natural person's column, results all 予以公开."""
    made = empty_tables()
    made.organ, made.year = ORGAN, year
    made.title = f"{ORGAN}{year}年政府信息公开工作年度报告"
    made.preamble = f"本报告由{ORGAN}编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    for _, cell in made.cells():
        cell.value, cell.raw = 0, "0"
    for line, value in ((1, new), (2, carried_in), (3, new + carried_in - carried_out)):
        _set(made, line, value)
    _set(made, 24, new + carried_in - carried_out)
    _set(made, 25, carried_out)
    made.sections = [Section(title, text) for title, text in zip(SECTIONS, _texts(year, new, carried_out), strict=True)]
    return made


def faulty_report() -> Report:
    """The total of 本年新收 is one more than its row, and the prose says 16. One cell cannot be told."""
    made = report()
    made.table3[1][-1] = Cell(15, "15")
    made.table3[5][0] = Cell(None, "12", (1, 12))
    made.sections[2].text = made.sections[2].text.replace("14件", "16件")
    made.remarks = [Remark("table3.ambiguous", "这一格的数字粘连，读法不止一种。", AMBIGUOUS)]
    return made


def findings(made: Report) -> list[Finding]:
    """What is to be said about `faulty_report`, by hand."""
    prose = made.sections[2].text
    start = prose.index("16件")
    return [
        Finding(
            "prose.disagrees",
            Severity.WARNING,
            "正文第三部分",
            "正文说收到申请 16 件，表三是 15 件，请核对。",
            source.PROSE_AGREES,
            expected=15,
            found=16,
            places=(Place(3, 1, 6),),
            passages=(Passage(2, start, start + 3),),
            quote="收到政府信息公开申请16件",
        ),
        Finding(
            "table3.row_total",
            Severity.ERROR,
            "表三“一、本年新收政府信息公开申请数量”行",
            "总计应等于前六列之和。",
            source.ROW_TOTAL,
            expected=14,
            found=15,
            places=tuple(Place(3, 1, column) for column in reversed(range(len(APPLICANTS)))),
        ),
    ]


def _set(made: Report, line: int, value: int) -> None:
    for column in (0, len(APPLICANTS) - 1):
        made.table3[line][column] = Cell(value, str(value))


def _texts(year: int, new: int, carried_out: int) -> tuple[str, ...]:
    return (
        f"{year}年，{ORGAN}认真做好政府信息公开工作。\n（一）主动公开\n全年通过门户网站主动公开信息86条。",
        "",
        f"全年共收到政府信息公开申请{new}件，结转下年度继续办理{carried_out}件。",
        "",
        "一是解读形式单一。二是个别栏目更新不及时。",
        f"{year}年未收取信息处理费。",
    )
