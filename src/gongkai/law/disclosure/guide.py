"""What does the guide to disclosure tell an applicant?

Law:     条例 12 (elements of the guide), 27–45 (applying), 51; 信息处理费管理办法; the review and litigation laws
Takes:   what the organ says of its office, the settings, a day; no clock, no database.
Gives:   the elements that article 12 asks for and which of them are missing; the guide's points, each with its provision.
Unclear: article 12 names the elements, not their wording; where a point rests on a setting it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law import settings as law
from gongkai.law.cite import Cite
from gongkai.law.clocks.consultation import OPINION_WORKING_DAYS
from gongkai.law.clocks.correction import NOTICE_WORKING_DAYS
from gongkai.law.clocks.extension import LONGEST_WORKING_DAYS
from gongkai.law.clocks.fee import PAYMENT_WORKING_DAYS
from gongkai.law.clocks.receipt import RULES, Channel, receipt_day
from gongkai.law.clocks.reply import REPLY_WORKING_DAYS
from gongkai.law.decisions.remedy import Forums, remedy
from gongkai.law.decisions.table import Review, decision
from gongkai.law.settings import Settings
from gongkai.law.sources import fee_rules, interpretations, ogi, platform_61


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that the guide must tell of the office: `name` is the field of the organ that holds it."""

    name: str
    label: str


ELEMENTS = (
    Element("office_name", "政府信息公开工作机构"),
    Element("office_address", "办公地址"),
    Element("office_hours", "办公时间"),
    Element("phone", "联系电话"),
    Element("fax", "传真号码"),
    Element("email", "互联网联系方式"),
)
"""What article 12 asks of the guide about the office, in its order."""

BESIDES = (Element("postal_code", "邮政编码"),)
"""What article 12 does not ask for and a letter needs."""

ELEMENTS_CITE = ogi.A12


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the guide says, and on what it rests."""

    text: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Way:
    """One way to hand in a request: where to, and which day then counts as that of receipt."""

    channel: Channel
    label: str
    where: str
    received: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Contest:
    """Which answers are contested how."""

    when: str
    text: str
    cites: tuple[Cite, ...]


def missing(told: Mapping[str, str]) -> tuple[Element, ...]:
    """The elements of article 12 that the organ has not told."""
    return tuple(element for element in ELEMENTS if not told.get(element.name, "").strip())


def ways(told: Mapping[str, str], settings: Settings = law.DEFAULT) -> tuple[Way, ...]:
    """By which channels one can apply: the two that nobody may refuse, orally where writing is hard, and those told of.

    A channel that the guide names must be served from then on, so that only what the organ has told is named.
    """
    address = told.get("office_address", "").strip()
    office = told.get("office_name", "").strip() or "本机关政府信息公开工作机构"
    at = f"{address}，{office}" if address else office
    code = told.get("postal_code", "").strip()
    post = f"{at}（邮政编码 {code}）" if code else at
    hours = told.get("office_hours", "").strip()
    places = {
        Channel.COUNTER: f"{at}（{hours}）" if hours else at,
        Channel.REGISTERED_MAIL: f"{post}，信封注明“政府信息公开申请”",
        Channel.ORDINARY_MAIL: f"{post}，信封注明“政府信息公开申请”并写明联系电话",
        Channel.EMAIL: told.get("email", "").strip(),
        Channel.FAX: told.get("fax", "").strip(),
        Channel.ORAL: f"书面填写确有困难的，到{office}口头提出，由工作人员代为填写",
    }
    return tuple(
        Way(channel, RULES[channel].label, where, *receipt_day(channel, settings))
        for channel, where in places.items()
        if where
    )


REQUIRED = (
    Point("申请人的姓名或者名称、身份证明、联系方式。", ogi.A29_2_I1),
    Point("所申请政府信息的名称、文号，或者便于查询的其他特征描述。", ogi.A29_2_I2),
    Point("对所申请信息的形式要求，包括获取信息的方式、途径。", ogi.A29_2_I3),
)
"""What a request has to contain."""

CORRECTING = (
    Point("机关在政府信息里对您的记录不准确的，您可以要求更正：只有记录所涉及的人自己可以提出。", ogi.A41),
    Point("写清哪份信息、哪里不准确、应当是什么，并附上能够证明的材料，如证件、证书、判决书、原始凭证。", ogi.A41),
    Point(
        "有权更正的机关审核属实的，予以更正并告知您；不属于它的职能的，转送有权更正的机关，或者告知您向谁提出。",
        ogi.A41,
    ),
    Point(
        "可以在本网站提交，可以当面提交，也可以按收件机关公布的其他方式书面提交，注明“更正自身信息记录”；收到的机关会登记编号并告知结果。",
        ogi.A41,
    ),
)
"""Who may ask that a record about himself be corrected, with what, and what then happens."""

BEFORE_APPLYING = (
    Point("公民、法人和其他组织都可以申请，不必说明用途。", ogi.A27),
    Point("提供政府信息不收费；申请的数量、频次明显超过合理范围的，可以收取信息处理费。", ogi.A42),
    Point("当面提交和邮寄任何时候都收。", interpretations.BASIC_CHANNELS),
    Point("阅读有困难或者有视听障碍的，我们给予必要的帮助。", ogi.A43),
)

ARRANGEMENT = (
    Point("信息按机关、栏目、年度编排；每条写明标题和公开日期。", ELEMENTS_CITE),
    Point(
        "专栏分政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报，并列依申请公开。",
        platform_61.FOUR_PARTS,
    ),
    Point("已经主动公开的，可以在本网站查阅、下载；也可以到国家档案馆、公共图书馆、政务服务场所查阅。", ogi.A25),
)
"""How information is sorted and arranged, and how to get at it: the first three elements of article 12."""

HOW_LONG = (
    Point("能够当场答复的，当场答复。", ogi.A33_1),
    Point(
        f"不能当场答复的，自收到申请之日起{REPLY_WORKING_DAYS}个工作日内答复；需要延长的，经公开工作机构负责人同意并告知您，"
        f"最多延长{LONGEST_WORKING_DAYS}个工作日。收到当日不算，从次日起算。",
        ogi.A33_2,
    ),
    Point(
        f"申请内容不明确的，自收到申请之日起{NOTICE_WORKING_DAYS}个工作日内一次性告知您补正；"
        "答复期限从收到补正之日起算。无正当理由逾期不补正的，视为放弃申请。",
        ogi.A30,
    ),
    Point(
        f"公开会损害第三方合法权益的，书面征求第三方意见，第三方应在{OPINION_WORKING_DAYS}个工作日内提出；"
        "征求意见所需时间不计算在答复期限内。",
        ogi.A32,
    ),
    Point(
        "申请数量、频次明显超过合理范围的，可以要求说明理由；理由合理而不能按期答复的，告知延迟答复的期限。", ogi.A35
    ),
)
"""How long an answer takes."""

ON_PAYING = (
    Point("按件或者按量计收，由行政机关选定，一件申请只用一种；达到收费档次的也可以不收。", fee_rules.A3),
    Point("按件：同一申请人一个自然月内的申请累计。", fee_rules.A4_TIERS),
    Point("按量：按提供信息的 A4 页数，电子件同样折算；到现场查阅不计费。", fee_rules.A5_PAGE),
    Point(
        f"收到收费通知次日起{PAYMENT_WORKING_DAYS}个工作日内缴纳，逾期未缴纳的视为放弃申请，不再处理。",
        fee_rules.A6_PAYMENT,
    ),
    Point("对收取信息处理费的决定不能单独申请复议或者起诉，可以就此后的“不再处理”主张权利。", fee_rules.A7),
)

COMPLAIN = (
    Point("认为我们未按要求主动公开，或者不依法答复的，可以向政府信息公开工作主管部门反映。", ogi.A47),
    Point("认为公开工作侵犯您的合法权益的，可以向上一级机关或者主管部门投诉、举报。", ogi.A51),
    Point("有证据证明与您自身有关的记录不准确的，可以要求更正。", ogi.A41),
)

_NO_FORUM = ("行政复议机关", "有管辖权的人民法院")


def contests(on: date, review_organ: str = "", court: str = "") -> tuple[Contest, ...]:
    """How each kind of answer is contested on a day, in the words of the letters themselves.

    Where the organ has not told who hears disputes, they are named by what they are.
    """
    forums = Forums(review_organ.strip() or _NO_FORUM[0], court.strip() or _NO_FORUM[1])
    kinds = (
        ("不予公开的答复", decision("state_secret")),
        ("予以公开的答复", decision("provided")),
        ("无法提供、不予处理的告知", decision("not_found")),
    )
    found = []
    for when, which in kinds:
        told = remedy(which, on, forums)
        note = "（先申请复议）" if which.review is Review.FIRST else ""
        found.append(Contest(when + note, told.text, told.cites))
    return tuple(found)
