"""Why is the last day to reply what it is? Told to the applicant, in the order in which it came about.

Law:     条例 30 (a correction begins it anew), 33 (extended, others asked), 35 (delayed), 51 (handled again); 信息处理费管理办法 6
Takes:   the case, the settings. Gives: sentences.
Unclear: what a payment does to the period is a setting that nobody has verified; it is said so.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law import settings as law
from gongkai.law.casework import RequestCase
from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.clocks import Deadline
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi, review_law


def because(case: RequestCase, settings: Settings) -> Iterator[str]:
    """The sentences; one alone while the period has not begun."""
    if case.clocks is None:
        yield "还没有确认收到之日，答复期限还没有开始计算。"
        return
    reply, begun = case.clocks.reply, case.clocks.receipt.day
    if case.reopened:
        yield f"{begun} 重新办理，答复期限从第二天起重新数工作日。"
    else:
        yield f"收到申请之日是 {begun}（{case.clocks.receipt.why}），从第二天起数工作日。"
    if case.corrected and case.corrected >= begun:
        yield f"{case.corrected} 收到您的补正，期限从那一天重新计算。"
        begun = case.corrected
    if case.fee_paid_on and case.fee_paid_on >= case.clocks.receipt.day:
        restarts = settings.after_payment == "restart"
        what = "期限从那一天重新计算" if restarts else "等您缴费的时间不计算在内"
        yield f"{case.fee_paid_on} 缴清费用，{what}（{law.AFTER_PAYMENT.grade.value}：办法的这一句没有读到原文）。"
        begun = max(begun, case.fee_paid_on) if restarts else begun
    if any(stop.cite is ogi.A33_3 and begun < stop.last and stop.first <= reply.due for stop in case.clocks.stops):
        yield "征求意见所需的时间不计算在内，最后一天已经顺延。"
    if other_organ_awaited(case):
        yield "正在征求其他机关的意见，等待的时间不计算在内，法律没有规定它几天内答复：收到以后才能算出最后一天。"
    if case.extension == "notified":
        yield "经批准延长，并已经告知您。"
    yield from _named(reply)
    for reason in reply.reasons:
        yield f"这一天是暂定的：{reason}。放假通知发布后可能变动，这里会跟着改。"


def _named(reply: Deadline) -> Iterator[str]:
    if reply.cite is ogi.A35:
        yield f"您申请的数量、频次明显超过合理范围，理由合理但不能按期答复，已告知您延迟到 {reply.due}（{ogi.A35.label}）。"
    elif reply.cite is review_law.A66:
        yield f"{reply.due} 是复议决定、法院裁判或者本机关写明的日子。"
