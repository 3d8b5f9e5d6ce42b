"""How does the workbook look? Styles, notes, drop-down lists: everything from the columns, for template and export alike.

Takes:   openpyxl workbooks. Gives: a workbook with all sheets of a ledger and no rows.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.ledger.columns import Column, Sheet
from gongkai.annual.ledger.sheets import GUIDE, LISTS, SHEETS, VERSION
from gongkai.law.procedures.fields import FieldKind

MARK = f"Gongkai 台账 第 {VERSION} 版"
ROOM = 20_000
"""Rows for which drop-down lists and formats are prepared."""

_FACE = "Microsoft YaHei"
_HEAD = PatternFill("solid", fgColor="1F4E79")
_MUST = PatternFill("solid", fgColor="9C2F1D")
_LINE = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
_FORMATS = {FieldKind.DAY: "yyyy-mm-dd", FieldKind.WHOLE: "0"}
_ERROR_TITLE = "填写有误"


def blank(remarks: tuple[str, ...] = ()) -> Workbook:
    """A workbook with every sheet, its headings, notes and lists. `remarks` are added to the sheet that explains."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = GUIDE
    book.properties.title = MARK
    book.properties.creator = "Gongkai"
    _fill_guide(guide, remarks)
    lists: dict[tuple[str, ...], str] = {}
    for sheet in SHEETS:
        _fill_sheet(book.create_sheet(sheet.title), sheet, lists)
    _fill_lists(book, lists)
    return book


def _fill_guide(page: Worksheet, remarks: tuple[str, ...]) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 22, 96
    page["A1"], page["A2"] = "依申请公开台账", MARK
    page["A1"].font = Font(name=_FACE, size=16, bold=True)
    at = 4
    for title, text in (
        *(("说明", each) for each in remarks),
        *_RULES,
        *((each.title, each.purpose) for each in SHEETS),
    ):
        page.cell(at, 1, title).font = Font(name=_FACE, bold=True)
        cell = page.cell(at, 2, text)
        cell.font, cell.alignment = Font(name=_FACE), Alignment(wrap_text=True, vertical="top")
        at += 1
    page.sheet_view.showGridLines = False


_RULES = (
    ("怎样填", "一行一件。深红标题的列必填，其余没有发生的留空。填了某一事项的日期，那一事项要写明的内容也要填。"),
    ("日期", "写成 2024-03-04 或者 2024年3月4日。只写年月、把年份写在后面的，读不了。"),
    ("下拉列表", "有下拉箭头的格只能从列表中选。"),
    ("不能做的", "不要合并单元格，不要改标题行的文字。列的次序可以改，可以隐藏、筛选，读取时都照常读。"),
    ("编号", "同一件申请在各表用同一个登记编号。"),
    ("没有办结的", "结论和答复日留空，就是还在办。"),
    ("核对", "gongkai ledger check 文件：逐格列出问题和怎样改。有一处问题，就什么也不导入。"),
    ("个人信息", "姓名、证件、联系方式、申请内容只用于办理，文件请妥善保管。"),
)


def _fill_sheet(page: Worksheet, sheet: Sheet, lists: dict[tuple[str, ...], str]) -> None:
    page.freeze_panes = "B2" if len(sheet.columns) > 8 else "A2"
    page.row_dimensions[1].height = 42
    for at, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(at)
        cell = page.cell(1, at, column.heading)
        cell.font = Font(name=_FACE, bold=True, color="FFFFFF")
        cell.fill = _MUST if column.required else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.border = _LINE
        if column.note:
            note = Comment(column.note, "Gongkai")
            note.width, note.height = 320, 110
            cell.comment = note
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = _FORMATS.get(column.kind, "@")
        rule = _rule(column, lists)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{ROOM}")
            page.add_data_validation(rule)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}1"


def _rule(column: Column, lists: dict[tuple[str, ...], str]) -> DataValidation | None:
    if column.kind is FieldKind.CHOICE:
        name = lists.setdefault(tuple(column.choices.values()), f"list_{len(lists) + 1}")
        rule = DataValidation(type="list", formula1=name, allow_blank=True)
        rule.error = "请从下拉列表中选一项。"
    elif column.kind is FieldKind.WHOLE:
        most = column.most if column.most is not None else 10**12
        rule = DataValidation(
            type="whole", operator="between", formula1=str(column.least), formula2=str(most), allow_blank=True
        )
        rule.error = "请填整数。"
    else:
        return None
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle, rule.promptTitle, rule.prompt = _ERROR_TITLE, column.heading[:32], column.note[:250] or None
    return rule


def _fill_lists(book: Workbook, lists: dict[tuple[str, ...], str]) -> None:
    page = book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    for at, (choices, name) in enumerate(lists.items(), 1):
        letter = get_column_letter(at)
        for row, choice in enumerate(choices, 1):
            page.cell(row, at, choice)
        book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!${letter}$1:${letter}${len(choices)}")
