"""What do the organs' reports add up to, and where does the published total say something else?

Law:     ROLLUP_SUM, BLANK_IS_ZERO, CO_DEFENDANT_COUNT (law/sources/annual_report)
Takes:   the reports of the organs that a total is made of, all of one year and one form.
Gives:   the total, cell by cell, with what it rests on said aloud; for a published total, every cell that differs.
Unclear: whether all organs have handed in their reports; only the office that collects them can know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Cell, Number, Place, Remark, Report, Section, empty_tables
from gongkai.law.cite import chinese
from gongkai.law.returns import CASE_OUTCOMES, FORMS, SECTIONS
from gongkai.law.returns.relations import roll_up as sides
from gongkai.law.returns.relations import total
from gongkai.law.sources import annual_report as source

AFTER_REVIEW = "litigation_after_review"
MOST_CANDIDATES = 50
"""More readings of one sum than this help nobody; the cell then says only that it cannot be told."""


class NotSummable(ValueError):
    """Why these reports make no total, and what to do: one Chinese sentence."""


def roll_up(reports: Sequence[Report], organ: str, year: int | None = None) -> tuple[Report, list[Finding]]:
    """The total of the reports for `organ`, and what it rests on.

    A blank is taken as 0 and noted. A cell that a part lacks or that cannot be told makes the sum unknown; its readings
    stay as candidates. `year` is the year that all must have, by default the year that they have in common.
    Refused with `NotSummable`: no report, a part without tables, mixed years or forms, the same organ twice.
    """
    form, common = _common(reports, year)
    whole = empty_tables(FORMS[form])
    whole.organ, whole.year = organ, common
    whole.sections = [Section(heading) for heading in SECTIONS]
    names = _names(reports)
    for place, cell in whole.cells():
        parts = [report.cell(place) for report in reports]
        cell.value = total(_value(part) for part in parts)
        cell.candidates = () if cell.value is not None else _readings(parts)
        cell.raw = "" if cell.value is None else str(cell.value)
    whole.remarks = [Remark("rollup.parts", f"由 {len(reports)} 份年报逐格相加：{'、'.join(names)}。")]
    return whole, list(_basis(whole, reports, names))


def compare(published: Report, parts: Sequence[Report]) -> list[Finding]:
    """Every cell in which a published total differs from the sum of its parts, with what each part contributes.

    Refused as in `roll_up`, and when the total is of another form or year than the parts.
    """
    if published.form is None or not published.table3:
        raise NotSummable("用来比较的汇总年报没有可读的表格；请换成带三张表的文件。")
    form, _ = _common(parts, published.year)
    if form != published.form:
        raise NotSummable(f"汇总年报用的是 {published.form} 格式，各单位用的是 {form} 格式，不能逐格比较。")
    names = _names(parts)
    found: list[Finding] = []
    untold: list[Place] = []
    for place, _ in empty_tables(FORMS[form]).cells():
        stated = _value(published.cell(place))
        values = [_value(part.cell(place)) for part in parts]
        both = sides(stated, values)
        if both is None:
            untold.append(place)
        elif not both.holds:
            found.append(_difference(published, place, both.expected, both.found, zip(names, values, strict=True)))
    if untold:
        found.append(_not_compared(published, untold))
    return found


def _common(reports: Sequence[Report], year: int | None) -> tuple[str, int | None]:
    if not reports:
        raise NotSummable("没有可汇总的年报；请至少给一份。")
    names = _names(reports)
    for name, report in zip(names, reports, strict=True):
        if report.form is None or not (report.table2 or report.table3 or report.table4):
            raise NotSummable(f"{name}没有可读的表格，不能汇总；请换成带三张表的文件，或先不放进来。")
    if twice := [organ for organ, n in Counter(r.organ for r in reports if r.organ).items() if n > 1]:
        raise NotSummable(f"{'、'.join(twice)}有两份以上年报，会重复计数；请每个单位只留一份。")
    _same("格式", {name: report.form for name, report in zip(names, reports, strict=True)})
    years = {name: report.year for name, report in zip(names, reports, strict=True) if report.year is not None}
    if year is not None:
        for name, found in years.items():
            if found != year:
                raise NotSummable(f"要汇总的是 {year} 年度，{name}的年报是 {found} 年度；请换成同一年度的。")
    _same("年度", years)
    return str(reports[0].form), year if year is not None else next(iter(years.values()), None)


def _same(what: str, found: dict[str, str | None] | dict[str, int]) -> None:
    if len(kinds := set(found.values())) > 1:
        first = {kind: next(name for name, k in found.items() if k == kind) for kind in kinds}
        listed = "、".join(f"{name}是 {kind}" for kind, name in sorted(first.items(), key=str))
        raise NotSummable(f"各份年报的{what}不同（{listed}），不能相加；请只留同一{what}的。")


def _names(reports: Sequence[Report]) -> list[str]:
    return [r.organ or r.source or f"第{chinese(n)}份年报" for n, r in enumerate(reports, start=1)]


def _value(cell: Cell | None) -> Number | None:
    """What a part contributes: its figure, 0 for a blank, None for what is absent or cannot be told."""
    if cell is None:
        return None
    return 0 if cell.blank else cell.value


def _readings(parts: Sequence[Cell | None]) -> tuple[Number, ...]:
    """Every sum that the readings of the parts allow. Empty when a part is absent or the readings are too many."""
    choices: list[tuple[Number, ...]] = []
    count = 1
    for part in parts:
        value = _value(part)
        readings = (value,) if value is not None else part.candidates if part else ()
        choices.append(readings)
        count *= len(readings)
        if not 0 < count <= MOST_CANDIDATES:
            return ()
    return tuple(sorted({sum(choice) for choice in product(*choices)}))


def _basis(whole: Report, reports: Sequence[Report], names: Sequence[str]) -> Iterator[Finding]:
    for name, report in zip(names, reports, strict=True):
        if report.year is None or not report.organ:
            lacking = "、".join(w for w, there in (("单位", report.organ), ("年度", report.year)) if not there)
            yield Finding(
                "rollup.identity",
                Severity.WARNING,
                name,
                f"{name}没有读出{lacking}，不能排除重复或混入别的年度；请人工核对。",
                source.ROLLUP_SUM,
            )
        for table in (2, 3, 4):
            places = [place for place, _ in whole.cells() if place.table == table]
            yield from _holes(whole, name, report, table, places)
    after = whole.table4[AFTER_REVIEW][-1].value
    if after is None or after > 0:
        place = Place(4, AFTER_REVIEW, len(CASE_OUTCOMES) - 1)
        yield Finding(
            "rollup.co_defendant",
            Severity.NOTE,
            whole.place_label(place),
            "复议机关作共同被告的诉讼只计原行为主体；请核对复议机关的年报没有再计一次。",
            source.CO_DEFENDANT_COUNT,
            found=after,
            places=(place,),
        )


def _holes(whole: Report, name: str, report: Report, table: int, places: Sequence[Place]) -> Iterator[Finding]:
    cells = {place: report.cell(place) for place in places}
    where = f"{name}：表{chinese(table)}"
    blank = tuple(place for place, cell in cells.items() if cell is not None and cell.blank)
    if blank:
        yield Finding(
            "rollup.blank_as_zero",
            Severity.NOTE,
            where,
            f"{name}的表{chinese(table)}有 {len(blank)} 个空格或符号，汇总时按0计：{_listed(whole, blank)}。",
            source.BLANK_IS_ZERO,
            places=blank,
        )
    unknown = tuple(place for place, cell in cells.items() if _value(cell) is None)
    if unknown:
        which = "整张表没有读出" if len(unknown) == len(places) else f"有 {len(unknown)} 格读不准或没有"
        yield Finding(
            "rollup.unknown_part",
            Severity.WARNING,
            where,
            f"{name}的表{chinese(table)}{which}，相应的汇总数不能确定：{_listed(whole, unknown)}；请补上后再汇总。",
            source.ROLLUP_SUM,
            places=unknown,
        )


def _difference(
    published: Report, place: Place, expected: Number, found: Number, parts: Iterator[tuple[str, Number | None]]
) -> Finding:
    label = published.place_label(place)
    shares = "、".join(f"{name} {value}" for name, value in parts if value) or "均为0"
    way = "多" if found > expected else "少"
    return Finding(
        "rollup.difference",
        Severity.ERROR,
        label,
        f"{label}：汇总表为 {found}，各单位相加为 {expected}，{way} {abs(found - expected)}（{shares}）；"
        "请核对是否漏收、重收或改过数。",
        source.ROLLUP_SUM,
        expected=expected,
        found=found,
        places=(place,),
    )


def _not_compared(published: Report, places: Sequence[Place]) -> Finding:
    return Finding(
        "rollup.not_compared",
        Severity.NOTE,
        "汇总表与各单位",
        f"有 {len(places)} 格读不准或没有，没有比较：{_listed(published, places)}。",
        source.ROLLUP_SUM,
        places=tuple(places),
    )


def _listed(report: Report, places: Sequence[Place], most: int = 3) -> str:
    words = "、".join(report.place_label(place) for place in places[:most])
    return words if len(places) <= most else f"{words}等"
