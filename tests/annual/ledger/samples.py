"""A ledger with every sort of case, and workbooks made from rows by the key of their column."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

from gongkai.annual.ledger.columns import Sheet
from gongkai.annual.ledger.model import (
    Ledger,
    LedgerActivity,
    LedgerCase,
    LedgerDocument,
    LedgerItem,
    LedgerTally,
)
from gongkai.annual.ledger.sheets import REQUESTS
from gongkai.annual.ledger.template import template
from gongkai.law.casework import CaseAct

ORGAN_NAME = "某县人民政府办公室"
CLERK, HEAD, REVIEWER, APPLICANT = "甲经办", "乙负责", "丙审核", "申请人"
ROW: Mapping[str, Any] = {
    "number": "2024-0001",
    "opening.channel": "当面提交",
    "opening.day": date(2024, 3, 4),
    "opening.applicant": "自然人",
    "opening.applicant_name": "某甲",
    "opening.contact": "某路一号",
    "opening.subject": "道路绿化招标文件",
    "opening.content": "某路绿化工程的招标文件",
    "opening.items": 1,
    "opening.wanted_form": "纸质",
    "opening.wanted_way": "当面送达",
}
ANSWER: Mapping[str, Any] = {
    "reply.day": date(2024, 3, 20),
    "reply.decision": "予以公开",
    "reply.reason": "属于可以公开的信息。",
    "reply.number": "某政公开〔2024〕1号",
    "reply.manner": "当面送达",
}


def book(rows: Mapping[str, list[Mapping[str, Any]]] | None = None) -> Workbook:
    """The template of an office with rows, by the title of the sheet and the key of the column."""
    from gongkai.annual.ledger.sheets import SHEETS

    found = load_workbook(io.BytesIO(template(ORGAN_NAME, "office")))
    for title, told in (rows or {REQUESTS.title: [{**ROW, **ANSWER}]}).items():
        sheet = next(each for each in SHEETS if each.title == title)
        for at, row in enumerate(told, 2):
            for key, value in row.items():
                found[title].cell(at, place(sheet, key)).value = value
    return found


def place(sheet: Sheet, key: str) -> int:
    """The column of a key, from one."""
    return [column.key for column in sheet.columns].index(key) + 1


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def changed(change: Callable[[Workbook], None]) -> bytes:
    """A sound workbook with one change."""
    workbook = book()
    change(workbook)
    return saved(workbook)


def _case(number: str, *acts: tuple[str, date, str, str, dict[str, Any], dict[str, str]]) -> LedgerCase:
    return LedgerCase(
        number,
        tuple(
            CaseAct(seq, event, day, role, who, data) for seq, (event, day, role, who, data, _) in enumerate(acts, 1)
        ),
        {seq: private for seq, (*_, private) in enumerate(acts, 1) if private},
    )


_PRIVATE = {"applicant_name": "某甲", "contact": "某路一号", "content": "某路绿化工程的招标文件\n以及评标报告"}
_PARTY = {"party_name": "某甲"}


def _registration(**more: Any) -> dict[str, Any]:
    return {
        "channel": "counter",
        "applicant": "natural",
        "subject": "道路绿化招标文件",
        "items": 1,
        "wanted_form": "paper",
        "wanted_way": "by_hand",
        **more,
    }


_REPLY = {"decision": "provided", "reason": "可以公开。", "number": "公开〔2024〕2号", "manner": "by_hand"}


_TWICE = {"ground": "duplicate", "duplicate_of": "2024-0002", "reason": "同一封信登记了两次"}


def rich_ledger() -> Ledger:
    """Cases that fit into a row, cases that do not, open ones, and everything else once or twice."""
    d = date
    opened = ("register", d(2024, 3, 4), "clerk", CLERK, _registration(), _PRIVATE)
    return Ledger(
        ORGAN_NAME,
        "office",
        (
            _case("2024-0001", opened, ("record_reply", d(2024, 3, 20), "head", HEAD, _REPLY, {})),
            _case("2024-0002", opened),
            _case(
                "2024-0003",
                opened,
                (
                    "ask_correction",
                    d(2024, 3, 8),
                    "clerk",
                    CLERK,
                    {"what": "名称", "until": "2024-03-20", "manner": "mail"},
                    {},
                ),
                (
                    "declare_lapsed",
                    d(2024, 3, 21),
                    "head",
                    HEAD,
                    {"number": "告〔2024〕1号", "reason": "逾期不补正"},
                    {},
                ),
                ("serve", d(2024, 3, 22), "clerk", CLERK, {"manner": "mail", "evidence": "XA1"}, {}),
            ),
            _case(
                "2024-0004",
                (
                    "log_arrival",
                    d(2024, 3, 4),
                    "head",
                    HEAD,
                    _registration(channel="email", wanted_way="email"),
                    _PRIVATE,
                ),
                ("note", d(2024, 3, 4), "clerk", CLERK, {"note": "=1+1 是正文\n┆检索范围：不是栏目"}, {}),
                ("unreachable", d(2024, 3, 4), "clerk", CLERK, {"note": "打电话两次"}, {}),
                ("confirm", d(2024, 3, 6), "clerk", CLERK, {"how": "邮件回复"}, {}),
                (
                    "search",
                    d(2024, 3, 7),
                    "clerk",
                    CLERK,
                    {"scope": "档案室", "method": "关键词", "result": "没有\n检索方法：手工\n┆完"},
                    {},
                ),
                ("propose", d(2024, 3, 8), "clerk", CLERK, {"decision": "not_found", "reason": "经检索没有"}, {}),
                ("review", d(2024, 3, 11), "reviewer", REVIEWER, {}, {}),
                ("sign", d(2024, 3, 11), "head", HEAD, {"number": "公开〔2024〕3号"}, {}),
                ("serve", d(2024, 3, 12), "clerk", "丁经办", {"manner": "email", "evidence": "回执"}, {}),
            ),
            _case(
                "2024-0005",
                opened,
                (
                    "consult_third_party",
                    d(2024, 3, 6),
                    "clerk",
                    CLERK,
                    {"label": "第三方甲", "number": "征〔2024〕1号"},
                    {"body_name": "某公司"},
                ),
                (
                    "consult_co_producer",
                    d(2024, 3, 6),
                    "clerk",
                    CLERK,
                    {"label": "县某局", "number": "征〔2024〕2号"},
                    {},
                ),
                ("third_party_received", d(2024, 3, 8), "clerk", CLERK, {"label": "第三方甲"}, {}),
                ("co_producer_replied", d(2024, 3, 11), "clerk", CLERK, {"label": "县某局", "opinion": "refuses"}, {}),
                (
                    "third_party_replied",
                    d(2024, 3, 12),
                    "clerk",
                    CLERK,
                    {"label": "第三方甲", "opinion": "refuses_with_reason"},
                    {},
                ),
                ("request_extension", d(2024, 3, 13), "clerk", CLERK, {"working_days": 5, "reason": "量大"}, {}),
                ("approve_extension", d(2024, 3, 14), "head", HEAD, {}, {}),
                ("notify_extension", d(2024, 3, 14), "clerk", CLERK, {"manner": "mail"}, {}),
                (
                    "record_reply",
                    d(2024, 4, 2),
                    "head",
                    HEAD,
                    {**_REPLY, "decision": "partial", "withheld": ["state_secret", "third_party_rights"]},
                    {},
                ),
                ("service_received", d(2024, 4, 5), "clerk", CLERK, {"evidence": "回证"}, {}),
                ("archive", d(2024, 4, 8), "clerk", CLERK, {}, {}),
            ),
            _case("2024-0006", opened, ("withdraw", d(2024, 3, 5), "clerk", CLERK, {"evidence": "撤回申请书"}, {})),
            _case(
                "2024-0007",
                opened,
                ("ask_reasons", d(2024, 3, 5), "clerk", CLERK, {"reason": "数量大", "manner": "mail"}, {}),
                ("give_reasons", d(2024, 3, 8), "clerk", CLERK, {}, {"given": "研究所需"}),
                ("delay", d(2024, 3, 11), "head", HEAD, {"until": "2024-06-28", "reason": "件数多"}, {}),
                (
                    "charge_fee",
                    d(2024, 3, 12),
                    "clerk",
                    CLERK,
                    {"scale": "pages", "quantity": 256, "number": "费〔2024〕1号", "manner": "mail"},
                    {},
                ),
                ("fee_notice_received", d(2024, 3, 14), "clerk", CLERK, {}, {}),
                ("pay_fee", d(2024, 3, 20), "clerk", CLERK, {"receipt_number": "票1"}, {}),
            ),
            _case("2024-0008", opened, ("void", d(2024, 3, 6), "head", HEAD, _TWICE, {})),
            _case(
                "2024-0009",
                (
                    "log_arrival",
                    d(2024, 3, 4),
                    "applicant",
                    APPLICANT,
                    _registration(channel="web", wanted_way="email", items=2, origin="2024-0005", code="ab" * 32),
                    {**_PRIVATE, "phone": "0000", "agent_name": "某乙"},
                ),
                ("confirm", d(2024, 3, 4), "clerk", CLERK, {"how": "电话"}, {}),
                (
                    "split",
                    d(2024, 3, 5),
                    "clerk",
                    CLERK,
                    {"parts": 1, "reason": "两项分属两科", "into": "2024-0010"},
                    {},
                ),
                (
                    "ask_department",
                    d(2024, 3, 5),
                    "clerk",
                    CLERK,
                    {"label": "科", "what": "卷宗", "until": "2024-03-08"},
                    {},
                ),
                ("urge_department", d(2024, 3, 11), "head", HEAD, {"label": "科", "rung": "first"}, {}),
                ("department_replied", d(2024, 3, 12), "clerk", CLERK, {"label": "科", "outcome": "none"}, {}),
                ("record_reply", d(2024, 3, 13), "head", HEAD, {**_REPLY, "decision": "not_ours"}, {}),
                ("service_received", d(2024, 3, 14), "applicant", APPLICANT, {}, {}),
                ("hand_over", d(2024, 3, 15), "clerk", CLERK, {"to_organ": "land", "evidence": "电话"}, {}),
                ("rate", d(2024, 3, 18), "applicant", APPLICANT, {"score": "4"}, {"comment": "很快"}),
            ),
        ),
        (
            _case(
                "案1",
                (
                    "notify",
                    d(2024, 5, 6),
                    "clerk",
                    CLERK,
                    {
                        "group": "review",
                        "capacity": "own",
                        "forum": "某市人民政府",
                        "subject": "答复",
                        "request_number": "2024-0001",
                        "procedure": "ordinary",
                    },
                    _PARTY,
                ),
                ("answer", d(2024, 5, 10), "clerk", CLERK, {"evidence": "检索记录"}, {}),
                ("conclude", d(2024, 6, 20), "head", HEAD, {"outcome": "revoked", "number": "复〔2024〕1号"}, {}),
                ("comply", d(2024, 6, 25), "clerk", CLERK, {"note": "重新答复"}, {}),
            ),
            _case(
                "案2",
                (
                    "notify",
                    d(2024, 7, 1),
                    "head",
                    HEAD,
                    {"group": "litigation_direct", "capacity": "own", "forum": "某县人民法院", "subject": "答复"},
                    _PARTY,
                ),
            ),
            _case(
                "案3",
                (
                    "notify",
                    d(2024, 7, 1),
                    "head",
                    HEAD,
                    {"group": "review", "capacity": "own", "forum": "某市人民政府", "subject": "答复"},
                    _PARTY,
                ),
                ("void", d(2024, 7, 2), "head", HEAD, {"ground": "not_ours", "reason": "被申请人是别的机关"}, {}),
            ),
        ),
        (
            LedgerItem("A-1", "某办法", "政策文件", d(2024, 1, 5)),
            LedgerItem("A-2", "一图读懂某办法", "政策解读", d(2024, 1, 6), "某政规〔2024〕1号"),
            LedgerItem("A-3", "错发的一条", "政务动态", d(2024, 2, 6), "", d(2024, 2, 8)),
        ),
        (
            LedgerDocument("normative", "某政规〔2024〕1号", "某办法", d(2024, 1, 3), d(2024, 2, 1)),
            LedgerDocument(
                "normative",
                "某政规〔2019〕2号",
                "旧办法",
                d(2019, 1, 3),
                d(2019, 2, 1),
                d(2024, 2, 1),
                "repealed",
                "某政规〔2024〕1号",
            ),
        ),
        (
            LedgerActivity("H-1", "open_day", "政务公开日", d(2024, 5, 15), 0),
            LedgerActivity("H-2", "interpretation", "解读会", d(2024, 6, 1), 30),
        ),
        (
            LedgerTally("penalty", d(2024, 1, 1), d(2024, 6, 30), 0, "执法科"),
            LedgerTally("charges_yuan", d(2024, 1, 1), d(2024, 12, 31), 123456, "财政局"),
        ),
        {(2024, "problems"): "一是力量不足。\n二是平台老旧。", (2024, "measures"): "加强培训。"},
    )
