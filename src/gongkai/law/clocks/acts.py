"""Which facts can be told to a clock, by what names, and in which order do facts of one day come?

Takes:   words: the English kind or one of its Chinese names, a label for one of several bodies.
Gives:   `Act`s, sorted; refusals for unknown kinds and for facts that can be told only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.law.clocks.ledger import Impossible
from gongkai.law.sources import ogi


class Kind(Enum):
    """What happened. The order of declaration is the order of facts of the same day.

    On one day the arrival precedes the confirmation, a question its answer, approval its notice, a restart whatever
    is told for the new period.
    """

    FORWARDED = "forwarded"
    UNREACHABLE = "unreachable"
    CONFIRMED = "confirmed"
    CORRECTION_NOTICE = "correction_notice"
    CORRECTION_RECEIVED = "correction_received"
    CORRECTION_LAPSED = "correction_lapsed"
    REASONS_ASKED = "reasons_asked"
    REASONS_GIVEN = "reasons_given"
    FEE_NOTICE = "fee_notice"
    FEE_NOTICE_RECEIVED = "fee_notice_received"
    FEE_PAID = "fee_paid"
    THIRD_PARTY_ASKED = "third_party_asked"
    THIRD_PARTY_RECEIVED = "third_party_received"
    THIRD_PARTY_REPLIED = "third_party_replied"
    CO_PRODUCER_ASKED = "co_producer_asked"
    CO_PRODUCER_RECEIVED = "co_producer_received"
    CO_PRODUCER_REPLIED = "co_producer_replied"
    OTHER_ORGAN_ASKED = "other_organ_asked"
    OTHER_ORGAN_REPLIED = "other_organ_replied"
    EXTENDED = "extended"
    EXTENSION_APPROVED = "extension_approved"
    EXTENSION_NOTIFIED = "extension_notified"
    DELAY_NOTIFIED = "delay_notified"
    DELAYED_TO = "delayed_to"
    REPLIED = "replied"
    FORMED = "formed"
    PENALTY_REVOKED = "penalty_revoked"
    DOCUMENT_ISSUED = "document_issued"
    BUDGET_APPROVED = "budget_approved"
    DEPARTMENT_BUDGET_APPROVED = "department_budget_approved"
    LAND_APPROVAL_RECEIVED = "land_approval_received"
    SERVED = "served"
    REFUSAL_SERVED = "refusal_served"
    SUIT_SERVED = "suit_served"
    UNINFORMED = "uninformed"
    REMEDY_LEARNED = "remedy_learned"
    REVIEW_DECISION = "review_decision"
    REVIEW_LAPSED = "review_lapsed"
    REVIEW_ACCEPTED = "review_accepted"
    REVIEW_COPY = "review_copy"
    REPORT_YEAR = "report_year"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind's Chinese name, what it does, its other names; `about_request` is False for clocks without a request."""

    label: str
    explanation: str
    aliases: tuple[str, ...] = ()
    about_request: bool = True
    repeatable: bool = False


def _free(label: str, explanation: str, *aliases: str) -> Meaning:
    return Meaning(label, explanation, aliases, about_request=False)


def _body(label: str, explanation: str, *aliases: str) -> Meaning:
    return Meaning(label, explanation, aliases, repeatable=True)


MEANINGS: dict[Kind, Meaning] = {
    Kind.FORWARDED: Meaning("转交", "寄给其他机构或个人的申请转到公开工作机构之日", ("转到",)),
    Kind.UNREACHABLE: Meaning("联系不上", "收到当日没有电话或打不通，先登记之日", ("未接通",)),
    Kind.CONFIRMED: Meaning(
        "确认", "与申请人确认之日（平信、电子邮件、网上、传真以此为收到之日）", ("双方确认", "confirm")
    ),
    Kind.CORRECTION_NOTICE: Meaning(
        "补正告知",
        "告知申请人补正之日，收到申请后7个工作日内，只能一次",
        ("通知补正", "correction_asked", "correction"),
    ),
    Kind.CORRECTION_RECEIVED: Meaning("补正收到", "收到补正之日，答复期限重新计算", ("收到补正", "corrected")),
    Kind.CORRECTION_LAPSED: Meaning("补正期满", "补正告知书给的合理期限届满之日", ("补正到期",)),
    Kind.REASONS_ASKED: Meaning("要求说明理由", "数量频次明显过大，要求说明理由之日（不停止计算）"),
    Kind.REASONS_GIVEN: Meaning("说明理由", "申请人说明理由之日（不停止计算）"),
    Kind.FEE_NOTICE: Meaning("收费通知", "发出信息处理费通知之日，须在答复期限内", ("发收费通知", "fee_notice_sent")),
    Kind.FEE_NOTICE_RECEIVED: Meaning("收到收费通知", "申请人收到收费通知之日，次日起20个工作日内缴费"),
    Kind.FEE_PAID: Meaning("缴费", "缴清信息处理费之日", ("缴清", "paid", "payment")),
    Kind.THIRD_PARTY_ASKED: _body(
        "征求第三方", "发函征求第三方意见之日，期限中止", "征求第三方意见", "third_party", "third_party_sent"
    ),
    Kind.THIRD_PARTY_RECEIVED: _body("第三方收到", "第三方收到征求意见书之日，15个工作日内答复，逾期由机关决定"),
    Kind.THIRD_PARTY_REPLIED: _body(
        "第三方答复", "收到第三方意见之日，次日恢复计算", "第三方回复", "third_party_reply"
    ),
    Kind.CO_PRODUCER_ASKED: _body(
        "征求共同制作机关", "发函征求共同制作机关意见之日，期限中止", "co_producer", "co_producer_sent"
    ),
    Kind.CO_PRODUCER_RECEIVED: _body("共同制作机关收到", "被征求机关收到之日，15个工作日内答复，逾期视为同意公开"),
    Kind.CO_PRODUCER_REPLIED: _body("共同制作机关答复", "收到共同制作机关意见之日", "co_producer_reply"),
    Kind.OTHER_ORGAN_ASKED: _body(
        "征求其他机关", "发函征求其他机关意见之日，期限中止", "other_organ", "other_organ_sent"
    ),
    Kind.OTHER_ORGAN_REPLIED: _body("其他机关答复", "收到其他机关意见之日", "other_organ_reply"),
    Kind.EXTENDED: _body("延期", "延长答复期限，当日经负责人同意并告知申请人", "延长", "extension", "extend"),
    Kind.EXTENSION_APPROVED: Meaning("延期批准", "公开工作机构负责人同意延长之日", ("延期同意",)),
    Kind.EXTENSION_NOTIFIED: Meaning("延期告知", "把延长告知申请人之日，须在原期限届满前"),
    Kind.DELAY_NOTIFIED: Meaning("延迟答复告知", "理由合理但不能按期的大量申请，告知延迟答复之日（第三十五条）"),
    Kind.DELAYED_TO: Meaning("延迟答复至", "所确定的延迟答复的末日"),
    Kind.REPLIED: Meaning("答复", "答复之日：当面为签收日，邮寄为交邮日，电子为发送成功日", ("已答复", "reply")),
    Kind.FORMED: _free("形成", "应主动公开的信息形成或变更之日，20个工作日内公开", "信息形成", "变更", "publication"),
    Kind.PENALTY_REVOKED: _free(
        "处罚撤销", "已公开的处罚决定被变更、撤销、确认违法或无效之日，3个工作日内撤回", "penalty"
    ),
    Kind.DOCUMENT_ISSUED: _free("规范性文件公布", "规范性文件公布之日，15日内备案（辽宁）", "备案", "filing"),
    Kind.BUDGET_APPROVED: _free("预算批准", "人大批准预算、决算之日，财政部门20日内公开", "决算批准", "budget"),
    Kind.DEPARTMENT_BUDGET_APPROVED: _free(
        "部门预算批复", "部门预算、决算批复之日，部门20日内公开", "部门决算批复", "department_budget"
    ),
    Kind.LAND_APPROVAL_RECEIVED: _free(
        "收到征地批准", "收到征收土地批准文件之日，15个工作日内公告", "征地批准文件", "land"
    ),
    Kind.SERVED: _free("送达", "答复送达之日：复议60日，也可直接起诉6个月", "答复送达", "reply_served"),
    Kind.REFUSAL_SERVED: _free("不予公开送达", "依第十四至十六条不予公开的答复送达之日：须先复议，60日", "review"),
    Kind.SUIT_SERVED: _free("起诉起算", "知道行政行为之日：直接起诉6个月", "直接起诉", "litigation"),
    Kind.UNINFORMED: _free("未告知救济", "知道行为内容、但未被告知救济权利和期限之日：最长1年", "未告知"),
    Kind.REMEDY_LEARNED: _free("得知救济", "后来知道救济权利和期限之日（与“未告知救济”同用）"),
    Kind.REVIEW_DECISION: _free("复议决定送达", "收到复议决定（含不受理、驳回）之日：15日内起诉", "复议决定"),
    Kind.REVIEW_LAPSED: _free("复议期满", "复议机关逾期不作决定、期满之日：15日内起诉"),
    Kind.REVIEW_ACCEPTED: _free("复议受理", "复议机关受理之日：普通程序60日，简易程序30日内决定"),
    Kind.REVIEW_COPY: _free("收到复议副本", "被申请人收到复议申请书副本之日：10（简易5）个工作日内答复举证"),
    Kind.REPORT_YEAR: _free("年报年度", "年报所报告年度内的任一日：部门次年1月31日，政府次年3月31日", "年报", "report"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One dated fact; `label` tells apart several bodies that were asked, and several extensions.

    `working_days` is the length of an extension (0: the one given to `request_clocks`); nothing else has a length.
    """

    kind: Kind
    day: date
    label: str = ""
    working_days: int = 0

    @property
    def name(self) -> str:
        return MEANINGS[self.kind].label + (f"（{self.label}）" if self.label else "")


_RANK = {kind: place for place, kind in enumerate(Kind)}
_BY_NAME = {name: kind for kind, meaning in MEANINGS.items() for name in (kind.value, meaning.label, *meaning.aliases)}


def kind_named(word: str) -> Kind:
    """The kind that an English or Chinese name means. Refused: unknown names."""
    found = _BY_NAME.get(word.strip().replace("-", "_"))
    if found is None:
        near = [name for name in _BY_NAME if len(word) > 1 and (word in name or name in word)]
        hint = f"是不是“{near[0]}”？" if near else ""
        raise Impossible(f"没有“{word}”这种事实，{hint}用 gongkai due --help 看全部种类。")
    return found


def in_order(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Facts by day, then by kind, then by label: the same whatever order they were told in.

    Refused: a fact told twice that can only happen once, a second correction notice above all.
    """
    ordered = tuple(sorted(set(acts), key=lambda act: (act.day, _RANK[act.kind], act.label)))
    seen: dict[tuple[Kind, str], Act] = {}
    for act in ordered:
        key = (act.kind, act.label)
        if key in seen and act.kind is not Kind.EXTENDED:
            if act.kind is Kind.CORRECTION_NOTICE:
                raise Impossible(f"补正只能一次性告知：{seen[key].day} 已告知，{act.day} 不能再次告知。", ogi.A30)
            hint = "；征求几个对象的，请用“种类#名称:日期”分开写" if MEANINGS[act.kind].repeatable else ""
            raise Impossible(f"“{act.name}”出现了两次（{seen[key].day} 和 {act.day}），请只留一个{hint}。")
        seen[key] = act
    return ordered


def first(acts: Sequence[Act], kind: Kind, label: str = "") -> Act | None:
    """The fact of that kind and label, if it was told."""
    return next((act for act in acts if act.kind is kind and act.label == label), None)
