"""What do the three tables of a report say, given what was done?

Takes:   material, the form (of the year by default), the settings chosen; no file, no clock.
Gives:   a `Report` with every cell of the form filled; 0 is written, never left blank (law/sources BLANK_IS_ZERO).
Unclear: cells of the 2019 form that nobody records stay blank, and `caveats` names them.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.compile.cells import SETTINGS, definitions, outcomes_of
from gongkai.annual.compile.counting import count, refuse_inconsistent
from gongkai.annual.compile.material import Material, RemedyGroup, When
from gongkai.annual.model import Cell, Number, Report, empty_tables
from gongkai.law.decisions.options import ARCHIVED_LINE, Chosen, value
from gongkai.law.returns import Form, form_for_year
from gongkai.law.returns.conventions import (
    CORRECTED_YEAR,
    LICENCES,
    MEDIATED,
    NOT_ACCEPTED,
    PENDING_CASES,
    SEVERAL_ITEMS,
)
from gongkai.law.settings import Setting
from gongkai.law.sources import annual_report, form_filling, ogi


def tables(material: Material, form: Form | None = None, chosen: Chosen | None = None) -> Report:
    """The tables of the report, with organ and year; no prose.

    Refused: material that contradicts itself (`Inconsistent`), years before 2019 (ValueError), unknown choices
    (`BadSetting`).
    """
    refuse_inconsistent(material)
    layout = form or form_for_year(material.year)
    report = empty_tables(layout)
    report.organ, report.year = material.organ, material.year
    for place, defined in definitions(layout, chosen).items():
        cell = report.cell(place)
        assert cell is not None, place.key
        _fill(cell, count(defined, material))
    return report


def _fill(cell: Cell, figure: Number | None) -> None:
    cell.value = figure
    cell.raw = "" if figure is None else str(figure)


def caveats(material: Material, form: Form, chosen: Chosen) -> tuple[str, ...]:
    """What has to be said beside the tables: every setting that moved a figure, and whatever was left out."""
    said = [each.caveat(value(each, chosen)) for each in SETTINGS if _matters(each, material)]
    reviewer = sum(n for group, n in material.remedies.items() if group.capacity == "reviewer" and _of_year(group))
    if reviewer:
        cite = annual_report.CO_DEFENDANT_COUNT
        said.append(f"本机关作为复议机关的案件 {reviewer} 件没有计入表四（{cite.label}{cite.caveat}）。")
    said += _unreceived(material)
    said += _voided(material)
    if blank := [each for each in definitions(form, chosen).values() if each.counts is None]:
        said.append(f"{form.key}年格式表二有 {len(blank)} 格台账没有登记，空着，请编制人填写：{blank[0].sentence}")
    return tuple(said)


def _unreceived(material: Material) -> Iterator[str]:
    """What had come in and has no day of receipt, so that no line may count it."""
    waiting, gone = (
        sum(n for group, n in material.requests.items() if group.received is When.LATER and group.closed is ended)
        for ended in (When.LATER, When.WITHIN)
    )
    rule = form_filling.NEW_REQUESTS.label
    if waiting:
        yield (
            f"截至统计期末有 {waiting} 件申请已经到达、还没有收到之日（多为未与申请人确认），没有计入表三（{rule}）；"
            "确认之后计入收到之日所在的年度，到达多日仍未确认的，请尽快确认。"
        )
    if gone:
        yield f"有 {gone} 件申请在收到之日确定以前就已终结（如确认之前撤回），没有计入表三（{rule}）。"


def _voided(material: Material) -> Iterator[str]:
    """What was taken out of the figures, so that nobody can make a request disappear in silence."""
    for number, what, table in (
        (material.voided_requests, "申请", "表三"),
        (material.voided_remedies, "复议诉讼案件", "表四"),
    ):
        if number:
            yield (
                f"有 {number} 件{what}的登记经公开工作机构负责人按误登撤销（重复登记、不属于本机关等），"
                f"没有计入{table}；逐件的理由留在办理经过中，请复核（{ogi.A45.label}）。"
            )


def _of_year(group: RemedyGroup) -> bool:
    return group.received is not When.LATER and group.closed is not When.BEFORE


def _matters(setting: Setting, material: Material) -> bool:
    """Whether the material has anything that this setting could move."""
    if setting in (CORRECTED_YEAR, SEVERAL_ITEMS):
        return any(material.requests.values())
    if setting is ARCHIVED_LINE:
        return any(n for group, n in material.requests.items() if group.counted == "archived")
    if setting is LICENCES:
        return material.tallies.get("licence_refused", 0) > 0
    if setting is PENDING_CASES:
        return any(n for g, n in material.remedies.items() if g.received is When.BEFORE and g.closed is When.WITHIN)
    if setting in (NOT_ACCEPTED, MEDIATED):
        return any(
            n
            for g, n in material.remedies.items()
            for each in outcomes_of(g.group)
            if each.code == g.outcome and each.setting is setting
        )
    return True
