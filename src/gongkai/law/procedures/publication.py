"""Through which hands does a piece of information go before it is public, and what may become of it afterwards?

Law:     条例 13–20, 26; 保密法 35, 保密法实施条例 42 (review before publication, item by item); 国办发〔2016〕80号
         (attribute at source); 国办发〔2017〕47号 (marks on what is no longer valid); 三审三校 as the offices practise it
Gives:   `PUBLICATION`. Three reviews and three proofs are six signed acts, the secrecy review a seventh; each is bound to the
         digest of text and attachments. A new edition of what is live goes the whole way again, while the old one stays up.
Unclear: no national text orders the steps of 三审三校, who takes which, or the door for emergencies: the office's own system.
"""

from __future__ import annotations

from gongkai.law.procedures.table import ClockEffect, Guard, Procedure, Transition, from_each
from gongkai.law.sources import liaoning, neighbours, ogi, penalty_law, platform_61, site_guide_47, three_reviews

CLERK, REVIEWER, SECRECY, HEAD, LEADER, SYSTEM = "clerk", "reviewer", "secrecy", "head", "leader", "system"

COMPLETE = Guard("complete", "这一稿还缺必填的内容，请先补齐：标题、栏目、正文、形成日期、来源，图片的替代文字。")
PROACTIVE = Guard(
    "proactive",
    "属性不是“主动公开”，不能送审发布；拟不公开的请用“送审不公开”。",
    (platform_61.ATTRIBUTE, platform_61.ATTRIBUTE_REVIEW),
)
GROUND_GIVEN = Guard(
    "ground_given",
    "拟依申请公开或不予公开的，须写明条款和理由；属性为“主动公开”的不能送审不公开。",
    (platform_61.ATTRIBUTE,),
)
NEVER_LIVE = Guard("never_live", "这条信息公开过，不能作废；请用“放弃改稿”或“撤下”。")
HAS_LIVE = Guard("has_live", "这条信息没有公开的版本。")
NOT_AUTHOR = Guard("not_author", "您起草或者改过这一稿，不能审签自己经手的内容，请由另一人办理。")
ONE_STAGE = Guard(
    "one_stage", "您已经签过这一稿的另一级，一人不能签两级，请由另一人办理。", (three_reviews.THREE_LEVELS,)
)
ON_DUTY = Guard("on_duty", "这一级指定由他人审签，您不是审签人也不是其替班人；请由其办理，或者先调整审签分工。")
PROOFED = Guard("proofed", "还有错别字、用语、日期、名称方面的疑点没有逐条答复，请先改正或者说明。")
PRIVATE_CLEARED = Guard(
    "private_cleared",
    "还有涉密、敏感或者个人信息的疑点没有逐条答复，请先删改或者说明。",
    (neighbours.SECRECY_A35, neighbours.SECRECY_RULES_A42, ogi.A17),
)
FILES_CLEAN = Guard(
    "files_clean", "附件里还有密级标志、修订痕迹、隐藏内容、作者或者位置信息没有逐条答复，请先清除或者说明。"
)
INTERPRETED = Guard(
    "interpreted",
    "政策文件还没有同步的解读材料，不能通过三审，也不能公开；请补上解读，或者由负责人签批免予解读。",
    (liaoning.EXPLAINING_SCOPE, liaoning.EXPLAINING_TOGETHER),
)
SIGNED_WHOLE = Guard(
    "signed_whole",
    "三审三校和保密审查没有全部签在现在这一稿上，不能公开；改动过的须重新送审。",
    (three_reviews.THREE_LEVELS, neighbours.SECRECY_RULES_A42, ogi.A17),
)
BUNDLE_READY = Guard(
    "bundle_ready", "与这份政策同步发布的材料还没有全部审签，须待齐备后一同公开。", (liaoning.EXPLAINING_TOGETHER,)
)
WITH_POLICY = Guard("with_policy", "这份材料与政策同步发布，请从政策的页面一同公开。", (liaoning.EXPLAINING_TOGETHER,))
DUE_NOW = Guard("due_now", "还没有到定时公开的时间。")
EXPIRED = Guard("expired", "还没有到设定的下线日期。")
NOT_PUBLISHER = Guard("not_publisher", "应急公开是您办理的，补审须由另一人办理。")
HARMLESS = Guard(
    "harmless",
    "这一稿有涉密标志或者个人信息的疑点没有答复，应急公开也不得公开，请先处理。",
    (neighbours.SECRECY_A35, ogi.A17),
)
NOT_STAGER = Guard("not_stager", "这一批是您迁入的，须由另一人核准。")
STILL_SHOWN = Guard("still_shown", "这条信息没有公开的内容，或者内容已经不再显示，不用再撤下。")
UNALTERED = Guard(
    "unaltered", "库中的内容与登记的摘要不符，可能绕过程序改动过，不能送审、审签和公开；请先核验（gongkai verify）。"
)

_ATTRIBUTE = (platform_61.ATTRIBUTE,)
_REVIEWS = (three_reviews.THREE_LEVELS, ogi.A17)
_SECRECY = (neighbours.SECRECY_A35, neighbours.SECRECY_RULES_A42, ogi.A17)
_PUBLISHING = (ogi.A13, ogi.A19, ogi.A26)
_MARKING = (site_guide_47.MARK_REPEALED, ogi.A26, penalty_law.A48_2)

STAGES: tuple[tuple[str, str], ...] = (
    ("first_review", "一审"),
    ("first_proof", "一校"),
    ("second_review", "二审"),
    ("second_proof", "二校"),
    ("secrecy_review", "保密审查"),
    ("third_review", "三审"),
    ("third_proof", "三校"),
)
"""States and events of signing, in their order: in the state of that name its event is awaited, and nothing else goes on."""
LEVELS = {
    "first_review": "first",
    "first_proof": "first",
    "second_review": "second",
    "second_proof": "second",
    "secrecy_review": "secrecy",
    "third_review": "third",
    "third_proof": "third",
}
"""The stage that a signature belongs to: no person signs two."""
LEVEL_NAMES = {"first": "一审一校", "second": "二审二校", "secrecy": "保密审查", "third": "三审三校"}
_SIGNERS = {
    "first": (CLERK, REVIEWER),
    "second": (REVIEWER, HEAD),
    "secrecy": (SECRECY,),
    "third": (HEAD, LEADER),
}
_ASKS = {
    "first_proof": (PROOFED,),
    "second_proof": (PROOFED,),
    "secrecy_review": (PRIVATE_CLEARED,),
    "third_review": (PROOFED, PRIVATE_CLEARED, FILES_CLEAN, INTERPRETED),
    "third_proof": (PROOFED, PRIVATE_CLEARED, FILES_CLEAN, INTERPRETED),
}
_IN_REVIEW = tuple(code for code, _ in STAGES)
_BEFORE_LIVE = ("draft", *_IN_REVIEW, "cleared", "scheduled")
_EVERYBODY = (CLERK, REVIEWER, SECRECY, HEAD, LEADER)


def _signatures() -> tuple[Transition, ...]:
    """One row a signature: each leads to the next, the last to what may be published."""
    following = (*_IN_REVIEW[1:], "cleared")
    return tuple(
        Transition(
            stage,
            stage,
            target,
            _SIGNERS[LEVELS[stage]],
            _SECRECY if stage == "secrecy_review" else _REVIEWS,
            (UNALTERED, NOT_AUTHOR, ONE_STAGE, ON_DUTY, *_ASKS.get(stage, ())),
            notices=_SIGNERS[LEVELS[target]] if target in LEVELS else (CLERK, HEAD),
        )
        for stage, target in zip(_IN_REVIEW, following, strict=True)
    )


PUBLICATION = Procedure(
    key="publication",
    title="信息发布程序",
    states={
        "new": "未起草",
        "draft": "起草",
        **{code: f"待{name}" for code, name in STAGES},
        "cleared": "待公开",
        "scheduled": "已定时",
        "live": "已公开",
        "owing": "应急公开待补审",
        "withdrawn": "已撤下",
        "archived": "已归档",
        "discarded": "已作废",
        "withhold_review": "待审不公开",
        "withheld": "不主动公开",
        "staged": "待核准迁入",
    },
    events={
        "draft": "起草",
        "edit": "修改",
        "answer": "答复疑点",
        "submit": "送审",
        **dict(STAGES),
        "return": "退回",
        "recall": "收回修改",
        "exempt": "免予解读",
        "publish": "公开",
        "schedule": "定时公开",
        "unschedule": "取消定时",
        "go_live": "到时公开",
        "emergency": "应急公开",
        "ratify": "补审同意",
        "correct": "启动改稿",
        "abandon": "放弃改稿",
        "discard": "作废",
        "withdraw": "撤下",
        "expire": "到期下线",
        "archive": "归档",
        "propose_withhold": "送审不公开",
        "approve_withhold": "认定不主动公开",
        "reevaluate": "定期评估",
        "disclose": "转为主动公开",
        "stage": "迁入",
        "accept": "核准迁入",
        "reject": "退回迁入",
    },
    roles={
        CLERK: "经办人",
        REVIEWER: "审核人",
        SECRECY: "保密审查员",
        HEAD: "公开工作机构负责人",
        LEADER: "分管领导",
        SYSTEM: "系统",
    },
    initial="new",
    resting=frozenset({"live", "withdrawn", "archived", "discarded", "withheld"}),
    cite=ogi.A17,
    transitions=(
        Transition("draft", "new", "draft", (CLERK, REVIEWER, HEAD), _ATTRIBUTE, clock=ClockEffect.STARTS),
        Transition("edit", "draft", "draft", (CLERK, REVIEWER, HEAD), _ATTRIBUTE),
        *from_each("answer", ("draft", *_IN_REVIEW), "", _EVERYBODY, (*_REVIEWS, neighbours.SECRECY_A35)),
        Transition(
            "submit",
            "draft",
            "first_review",
            (CLERK, REVIEWER, HEAD),
            _REVIEWS,
            (COMPLETE, PROACTIVE, UNALTERED),
            notices=_SIGNERS["first"],
        ),
        *_signatures(),
        *from_each(
            "return", (*_IN_REVIEW, "cleared", "withhold_review"), "draft", _EVERYBODY[1:], _REVIEWS, notices=(CLERK,)
        ),
        *from_each("recall", (*_IN_REVIEW, "cleared", "withhold_review"), "draft", (CLERK, HEAD), _REVIEWS),
        *from_each(
            "exempt",
            ("draft", *_IN_REVIEW[:6]),
            "",
            (HEAD, LEADER),
            (liaoning.EXPLAINING_SCOPE, liaoning.EXPLAINING_TOGETHER),
            (NOT_AUTHOR,),
        ),
        Transition(
            "publish",
            "cleared",
            "live",
            (CLERK, HEAD),
            _PUBLISHING,
            (UNALTERED, SIGNED_WHOLE, INTERPRETED, WITH_POLICY, BUNDLE_READY),
            ClockEffect.MET,
            (CLERK, HEAD),
        ),
        Transition(
            "schedule",
            "cleared",
            "scheduled",
            (CLERK, HEAD),
            _PUBLISHING,
            (UNALTERED, SIGNED_WHOLE, INTERPRETED, WITH_POLICY, BUNDLE_READY),
        ),
        Transition("unschedule", "scheduled", "cleared", (CLERK, HEAD), _PUBLISHING),
        Transition(
            "go_live",
            "scheduled",
            "live",
            (SYSTEM,),
            _PUBLISHING,
            (DUE_NOW, UNALTERED, SIGNED_WHOLE, INTERPRETED, WITH_POLICY, BUNDLE_READY),
            ClockEffect.MET,
            (CLERK, HEAD),
        ),
        *from_each(
            "emergency",
            ("draft", *_IN_REVIEW, "cleared"),
            "owing",
            (HEAD, LEADER),
            (three_reviews.EMERGENCY, ogi.A20_I12),
            (COMPLETE, PROACTIVE, UNALTERED, NOT_AUTHOR, HARMLESS, WITH_POLICY),
            notices=(HEAD, LEADER, SECRECY),
        ),
        Transition(
            "ratify",
            "owing",
            "live",
            (HEAD, LEADER),
            (three_reviews.EMERGENCY, ogi.A17),
            (UNALTERED, NOT_AUTHOR, NOT_PUBLISHER),
        ),
        Transition("correct", "live", "draft", (CLERK, HEAD), (ogi.A26, site_guide_47.MARK_REPEALED)),
        Transition("abandon", "draft", "live", (CLERK, HEAD), _REVIEWS, (HAS_LIVE,)),
        Transition("discard", "draft", "discarded", (CLERK, HEAD), _REVIEWS, (NEVER_LIVE,)),
        # Also once more, for what must not be read any longer although it was only marked before.
        *from_each(
            "withdraw",
            ("live", "owing", "withdrawn", "archived", *_BEFORE_LIVE),
            "withdrawn",
            (HEAD, LEADER),
            _MARKING,
            (STILL_SHOWN,),
            notices=(CLERK,),
        ),
        # Its day comes for the text that is public, whatever is under way with the next one.
        *from_each(
            "expire",
            ("live", "owing", "archived", *_BEFORE_LIVE),
            "withdrawn",
            (SYSTEM,),
            (site_guide_47.MARK_REPEALED,),
            (STILL_SHOWN, EXPIRED),
            notices=(CLERK,),
        ),
        *from_each("archive", ("live", "withdrawn"), "archived", (CLERK, HEAD), (neighbours.RECORDS_A12_1, ogi.A25)),
        Transition(
            "propose_withhold",
            "draft",
            "withhold_review",
            (CLERK, REVIEWER, HEAD),
            (*_ATTRIBUTE, platform_61.ATTRIBUTE_REVIEW),
            (COMPLETE, GROUND_GIVEN, NEVER_LIVE),
            notices=(HEAD,),
        ),
        Transition(
            "approve_withhold",
            "withhold_review",
            "withheld",
            (HEAD, LEADER),
            (platform_61.ATTRIBUTE_REVIEW, ogi.A13),
            (UNALTERED, GROUND_GIVEN, NOT_AUTHOR),
            notices=(CLERK,),
        ),
        Transition("reevaluate", "withheld", "withheld", (HEAD, LEADER), (ogi.A18,)),
        Transition("disclose", "withheld", "draft", (HEAD, LEADER), (ogi.A18, ogi.A44), notices=(CLERK,)),
        Transition("stage", "new", "staged", (CLERK, HEAD, SYSTEM), (ogi.A24, site_guide_47.UNVERIFIED_PARTS)),
        Transition("accept", "staged", "live", (HEAD, LEADER), (ogi.A24, ogi.A17), (UNALTERED, NOT_STAGER)),
        Transition("reject", "staged", "discarded", (CLERK, HEAD, LEADER), (ogi.A24,)),
    ),
)
