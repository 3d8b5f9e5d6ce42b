"""Workbooks damaged in every way that offices, spreadsheets and strangers have: one function a damage.

What each must be answered stands in `damages.toml` under the function's name.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from gongkai.annual.ledger.sheets import BODIES, REMEDIES, REQUESTS, SHEETS, STEPS
from tests.annual.ledger.samples import ANSWER, ROW, book, place, saved

DAMAGES: dict[str, Callable[[], bytes]] = {}


def damage(make: Callable[[], bytes]) -> Callable[[], bytes]:
    DAMAGES[make.__name__] = make
    return make


def _row(**cells: Any) -> bytes:
    """One answered request with some cells otherwise; keys with __ for the dot."""
    told = {name.replace("__", "."): value for name, value in cells.items()}
    return saved(book({REQUESTS.title: [{**ROW, **ANSWER, **told}]}))


def _open(**cells: Any) -> bytes:
    told = {name.replace("__", "."): value for name, value in cells.items()}
    return saved(book({REQUESTS.title: [{**ROW, **told}]}))


def _book(change: Callable[[Workbook], object]) -> bytes:
    found = book()
    change(found)
    return saved(found)


def _sheet(title: str, *rows: dict[str, Any]) -> bytes:
    return saved(book({REQUESTS.title: [{**ROW, **ANSWER}], title: list(rows)}))


for _name, _make in {
    # Days
    "day_with_the_year_last": lambda: _row(reply__day="3/20/2024"),
    "day_with_two_digits_of_year": lambda: _row(reply__day="24-3-20"),
    "day_that_does_not_exist": lambda: _row(reply__day="2024-02-30"),
    "month_without_day": lambda: _row(reply__day="2024年3月"),
    "day_in_words": lambda: _row(reply__day="三月二十日"),
    "stretch_of_days": lambda: _row(reply__day="2024.3.20-3.22"),
    "day_far_away": lambda: _row(reply__day=date(1900, 1, 5)),
    "number_that_is_no_day": lambda: _row(reply__day=7.5),
    "duration_for_a_day": lambda: _row(reply__day=timedelta(days=3)),
    "truth_value_for_a_day": lambda: _row(reply__day=True),
    # Numbers, lists, text
    "items_in_words": lambda: _row(opening__items="一项"),
    "items_with_a_fraction": lambda: _row(opening__items=1.5),
    "no_items_at_all": lambda: _row(opening__items=0),
    "too_many_items": lambda: _row(opening__items=1000),
    "unknown_channel": lambda: _row(opening__channel="微信"),
    "mail_of_which_kind": lambda: _row(opening__channel="邮寄"),
    "slip_in_a_list": lambda: _row(opening__applicant="自然人人"),
    "unknown_decision": lambda: _row(reply__decision="已答复"),
    "open_by_two_decisions": lambda: _row(reply__decision="（一）予以公开"),
    "subject_turned_into_a_day": lambda: _row(opening__subject=date(2024, 3, 1)),
    "number_turned_into_a_day": lambda: _row(number=date(2024, 3, 1)),
    "identity_number_lost_its_end": lambda: _row(opening__identity=210101199001011234.0),
    "truth_value_for_text": lambda: _row(opening__subject=False),
    "number_too_long": lambda: _row(number="2024-" + "1" * 50),
    # Half-written rows
    "no_name": lambda: _row(opening__applicant_name=None),
    "no_day_of_arrival": lambda: _row(opening__day=None),
    "decision_without_day": lambda: _row(reply__day=None),
    "day_without_decision": lambda: _row(reply__decision=None),
    "decision_without_reason": lambda: _row(reply__reason="　 "),
    "deadline_without_question": lambda: _row(ask_correction__until="2024-03-20"),
    "approval_without_extension": lambda: _row(approve_extension__day="2024-03-10"),
    "fee_without_quantity": lambda: _open(charge_fee__day="2024-03-10", charge_fee__scale="按件"),
    "lapse_without_any_day": lambda: _row(reply__decision="逾期不补正", reply__day=None),
    "day_of_lapse_for_a_decision": lambda: _row(lapse__day="2024-03-19"),
    "one_stray_word_below": lambda: _book(
        lambda b: b[REQUESTS.title].cell(5, place(REQUESTS, "opening.subject"), "待补")
    ),
    # What the law refuses
    "answered_before_it_came": lambda: _row(reply__day="2024-03-01"),
    "confirmed_where_none_is_needed": lambda: _row(confirm__day="2024-03-05", confirm__how="电话"),
    "mail_without_confirmation": lambda: _row(opening__channel="电子邮件"),
    "correction_after_the_end": lambda: _row(
        ask_correction__day="2024-04-01",
        ask_correction__what="名称",
        ask_correction__until="2024-04-10",
        ask_correction__manner="邮寄（邮政企业）",
    ),
    "lapse_before_its_time": lambda: _row(
        ask_correction__day="2024-03-06",
        ask_correction__what="名称",
        ask_correction__until="2024-03-30",
        ask_correction__manner="邮寄（邮政企业）",
        reply__decision="逾期不补正",
    ),
    "partial_without_the_rest": lambda: _row(reply__decision="部分公开"),
    "extension_by_one_person": lambda: _open(
        request_extension__working_days=5,
        request_extension__reason="量大",
        approve_extension__day="2024-03-12",
        clerk="某人",
        head="某人",
    ),
    "extension_after_the_end_of_the_period": lambda: _open(
        request_extension__working_days=5, request_extension__reason="量大", approve_extension__day="2024-06-12"
    ),
    "fee_that_is_none": lambda: _open(
        charge_fee__day="2024-03-10",
        charge_fee__scale="按件",
        charge_fee__quantity=3,
        charge_fee__number="费1",
        charge_fee__manner="当面送达",
    ),
    # Rows and sheets that refer to each other
    "number_twice": lambda: saved(book({REQUESTS.title: [ROW, ROW]})),
    "number_twice_in_another_width": lambda: saved(
        book({REQUESTS.title: [ROW, {**ROW, "number": "２０２４-０００１ "}]})
    ),
    "body_of_no_request": lambda: _sheet(
        BODIES.title,
        {"number": "9", "kind": "其他机关", "asked.label": "县某局", "asked.number": "函1", "asked.day": "2024-03-05"},
    ),
    "body_with_a_foreign_column": lambda: _sheet(
        BODIES.title,
        {
            "number": ROW["number"],
            "kind": "其他机关",
            "asked.label": "县某局",
            "asked.number": "函1",
            "asked.day": "2024-03-05",
            "received.day": "2024-03-06",
        },
    ),
    "third_party_refuses_without_saying_how": lambda: _sheet(
        BODIES.title,
        {
            "number": ROW["number"],
            "kind": "第三方",
            "asked.label": "甲",
            "asked.body_name": "某公司",
            "asked.number": "函1",
            "asked.day": "2024-03-05",
            "replied.day": "2024-03-11",
            "replied.opinion": "不同意公开",
        },
    ),
    "step_with_unknown_words": lambda: _sheet(
        STEPS.title,
        {
            "kind": "申请",
            "number": ROW["number"],
            "event": "检索记录",
            "day": "2024-03-05",
            "role": "经办人",
            "person": "甲",
            "content": "查了档案室，没有",
        },
    ),
    "step_with_a_field_missing": lambda: _sheet(
        STEPS.title,
        {
            "kind": "申请",
            "number": ROW["number"],
            "event": "检索记录",
            "day": "2024-03-05",
            "role": "经办人",
            "person": "甲",
            "content": "检索范围：档案室\n检索方法：目录",
        },
    ),
    "step_of_the_other_procedure": lambda: _sheet(
        STEPS.title,
        {
            "kind": "申请",
            "number": ROW["number"],
            "event": "登记收案",
            "day": "2024-03-05",
            "role": "经办人",
            "person": "甲",
        },
    ),
    "step_in_the_wrong_role": lambda: _sheet(
        STEPS.title,
        {
            "kind": "申请",
            "number": ROW["number"],
            "event": "检索记录",
            "day": "2024-03-05",
            "role": "审核人",
            "person": "甲",
            "content": "检索范围：档案室\n检索方法：目录\n检索结果：有",
        },
    ),
    "opening_on_two_days": lambda: _sheet(
        STEPS.title,
        {
            "kind": "申请",
            "number": ROW["number"],
            "place": 1,
            "event": "登记申请",
            "day": "2024-03-05",
            "role": "经办人",
            "person": "甲",
        },
    ),
    "suit_ended_as_a_review": lambda: _sheet(
        REMEDIES.title,
        {
            "number": "案1",
            "notify.day": "2024-05-06",
            "notify.group": "未经复议直接起诉",
            "notify.capacity": "本机关的行为",
            "notify.forum": "某县人民法院",
            "notify.subject": "答复",
            "notify.party_name": "某甲",
            "conclude.day": "2024-07-01",
            "conclude.outcome": "变更",
        },
    ),
    "tallies_that_overlap": lambda: _sheet(
        "统计数",
        {"kind": "行政处罚", "since": "2024-01-01", "until": "2024-06-30", "amount": 3, "source": "执法科"},
        {"kind": "行政处罚", "since": "2024-06-01", "until": "2024-12-31", "amount": 3, "source": "执法科"},
    ),
    "tally_over_two_years": lambda: _sheet(
        "统计数", {"kind": "行政处罚", "since": "2023-07-01", "until": "2024-06-30", "amount": 3, "source": "执法科"}
    ),
    "document_ended_somehow": lambda: _sheet(
        "规范性文件",
        {
            "kind": "规章",
            "number": "1号",
            "title": "某办法",
            "issued_on": "2020-01-01",
            "in_force_on": "2020-01-01",
            "ended_on": "2024-01-01",
        },
    ),
    "item_withdrawn_before_it_was_there": lambda: _sheet(
        "公开信息",
        {"number": "1", "title": "某事", "column": "动态", "published_on": "2024-02-01", "withdrawn_on": "2024-01-01"},
    ),
    "paragraph_twice": lambda: _sheet(
        "年报文字", {"year": 2024, "key": "改进情况", "text": "甲"}, {"year": "2024年", "key": "改进情况", "text": "乙"}
    ),
    "no_organ": lambda: _book(lambda b: b["机构"].delete_rows(2)),
    "two_organs": lambda: _book(lambda b: b["机构"].append(["某县教育局", "政府部门"])),
    # Tables
    "merged_cells": lambda: _book(lambda b: b[REQUESTS.title].merge_cells("A2:A4")),
    "column_missing": lambda: _book(lambda b: b[REQUESTS.title].delete_cols(place(REQUESTS, "opening.applicant"))),
    "column_renamed": lambda: _book(lambda b: _set(b, 1, "reply.day", "答复日子")),
    "column_twice": lambda: _book(lambda b: _set(b, 1, "note.note", "答复日")),
    "column_without_heading": lambda: _book(lambda b: _set(b, 1, "reply.number", None)),
    "no_headings": lambda: _book(lambda b: b[REQUESTS.title].delete_rows(1)),
    "no_sheet_of_requests": lambda: _book(lambda b: b.remove(b[REQUESTS.title])),
    "sheet_twice": lambda: _book(lambda b: setattr(b.copy_worksheet(b[REQUESTS.title]), "title", "申请 台账")),
    "error_value": lambda: _row(reply__day="#REF!"),
    "formula_never_computed": lambda: _row(reply__day="=A1+20"),
}.items():
    DAMAGES[_name] = _make


def _set(workbook: Workbook, row: int, key: str, text: str | None) -> None:
    workbook[REQUESTS.title].cell(row, place(REQUESTS, key)).value = text


@damage
def empty_file() -> bytes:
    return b""


@damage
def old_excel() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le")


@damage
def locked_by_a_password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")


@damage
def csv() -> bytes:
    return "登记编号,提交方式\n2024-1,当面提交\n".encode()


@damage
def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 100


@damage
def pdf() -> bytes:
    return b"%PDF-1.7\n"


@damage
def web_page_called_xls() -> bytes:
    return "<html><table><tr><td>登记编号</td></tr></table></html>".encode()


@damage
def noise() -> bytes:
    return bytes(range(128, 256)) * 20


def _zip(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


@damage
def word_file() -> bytes:
    return _zip(word__document_xml=b"<x/>")


@damage
def plain_zip() -> bytes:
    return _zip(readme=b"x")


@damage
def torn_in_the_middle() -> bytes:
    data = saved(book())
    return data[: len(data) // 2]


def _with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book()))) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            content = old.read(item)
            new.writestr(item, change(content) if item == name else content)
    return target.getvalue()


_REQUESTS_PART = f"xl/worksheets/sheet{[sheet.title for sheet in SHEETS].index(REQUESTS.title) + 2}.xml"


@damage
def swollen_part() -> bytes:
    return _with_part(_REQUESTS_PART, lambda content: content + b" " * 70_000_000)


@damage
def cell_in_the_last_corner() -> bytes:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return _with_part(_REQUESTS_PART, lambda content: content.replace(b"</sheetData>", far))


@damage
def entities() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    return _with_part("xl/workbook.xml", lambda content: content.replace(b"<workbook", bomb + b"<workbook", 1))


@damage
def broken_markup() -> bytes:
    return _with_part(_REQUESTS_PART, lambda content: content.replace(b"<row", b"<rox<", 1))


@damage
def macros() -> bytes:
    target = io.BytesIO(saved(book()))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", struct.pack("<Q", 7))
    return target.getvalue()
