"""How are the cells of the national form filled where the form is silent?

Law:     law/sources/form_filling, each reading with how well it is known
Gives:   the settings that a return is compiled with, and the column of table 4 of each outcome of a case.
Unclear: every setting here. What rests on one says so by `Setting.caveat`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.cite import Cite, Grade
from gongkai.law.returns.annual import CASE_OUTCOMES
from gongkai.law.settings import Setting
from gongkai.law.sources import form_filling, litigation_law, review_law

UPHELD, CORRECTED, OTHERWISE, PENDING, _ = range(len(CASE_OUTCOMES))
"""Columns of each group of table 4."""

CORRECTED_YEAR = Setting(
    "corrected_year",
    "补正的申请计入哪一年的本年新收",
    "received",
    {"received": "按原收到之日", "corrected": "按收到补正之日"},
    form_filling.CORRECTED_REQUESTS,
    Grade.UNVERIFIED,
)
SEVERAL_ITEMS = Setting(
    "several_items",
    "一份申请含多项内容的怎样计数",
    "as_one",
    {"as_one": "按份计一件", "split": "按拆分后的件数计，与信息处理费一致"},
    form_filling.SEVERAL_ITEMS,
    Grade.UNVERIFIED,
)
LICENCES = Setting(
    "licences",
    "表二行政许可的处理决定怎样计数",
    "granted",
    {"granted": "只计准予许可，另记不予许可", "all": "准予和不予都计"},
    form_filling.LICENCES,
    Grade.UNVERIFIED,
)
PENDING_CASES = Setting(
    "pending_cases",
    "上年未结、本年审结的复议诉讼案件在表四怎样计数",
    "counts_again",
    {"counts_again": "计入本年结果列和总计", "not_again": "不再计入"},
    form_filling.PENDING_CASES,
    Grade.UNVERIFIED,
)
NOT_ACCEPTED = Setting(
    "not_accepted",
    "不予受理、驳回申请的案件计入表四哪一列",
    OTHERWISE,
    {OTHERWISE: CASE_OUTCOMES[OTHERWISE], UPHELD: CASE_OUTCOMES[UPHELD]},
    form_filling.NOT_ACCEPTED,
    Grade.UNVERIFIED,
)
MEDIATED = Setting(
    "mediated",
    "调解结案的计入表四哪一列",
    OTHERWISE,
    {OTHERWISE: CASE_OUTCOMES[OTHERWISE], CORRECTED: CASE_OUTCOMES[CORRECTED]},
    form_filling.NOT_ACCEPTED,
    Grade.UNVERIFIED,
)
SETTINGS = (CORRECTED_YEAR, SEVERAL_ITEMS, LICENCES, PENDING_CASES, NOT_ACCEPTED, MEDIATED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a review or a suit may end. `setting` is set where its column is a choice."""

    code: str
    name: str
    column: int
    cite: Cite
    setting: Setting | None = None


REVIEW_OUTCOMES = (
    Outcome("upheld", "维持", UPHELD, review_law.A68),
    Outcome("claim_rejected", "驳回复议请求", UPHELD, review_law.A69),
    Outcome("varied", "变更", CORRECTED, review_law.A63),
    Outcome("revoked", "撤销或部分撤销", CORRECTED, review_law.A64),
    Outcome("unlawful", "确认违法", CORRECTED, review_law.A65),
    Outcome("ordered", "责令履行", CORRECTED, review_law.A66),
    Outcome("void", "确认无效", CORRECTED, review_law.A67),
    Outcome("not_accepted", "不予受理", OTHERWISE, review_law.A30, NOT_ACCEPTED),
    Outcome("dismissed", "驳回申请", OTHERWISE, review_law.A33, NOT_ACCEPTED),
    Outcome("terminated", "终止（撤回、和解等）", OTHERWISE, review_law.A41),
    Outcome("mediated", "调解", OTHERWISE, review_law.A73, MEDIATED),
    Outcome("suspended", "中止", PENDING, review_law.A39),
    Outcome("pending", "尚未审结", PENDING, form_filling.OUTCOMES),
)
SUIT_OUTCOMES = (
    Outcome("claim_rejected", "判决驳回诉讼请求", UPHELD, litigation_law.A69),
    Outcome("review_upheld", "维持复议决定", UPHELD, form_filling.OUTCOMES),
    Outcome("corrected", "判决撤销、履行、确认违法或无效、变更", CORRECTED, litigation_law.CORRECTING_JUDGMENTS),
    Outcome("dismissed", "裁定驳回起诉", OTHERWISE, form_filling.OUTCOMES),
    Outcome("withdrawn", "准予撤诉", OTHERWISE, form_filling.OUTCOMES),
    Outcome("terminated", "终结", OTHERWISE, form_filling.OUTCOMES),
    Outcome("pending", "尚未审结", PENDING, form_filling.OUTCOMES),
)


def column_of(outcome: Outcome, chosen: Mapping[str, object] | None = None) -> int:
    """The column of table 4 that counts an outcome, by the settings chosen (`BadSetting` for what is no choice)."""
    if outcome.setting is None:
        return outcome.column
    return int(outcome.setting.parse((chosen or {}).get(outcome.setting.name, outcome.setting.default)))
