"""What must be true before an act of a request, what is said when it is not, and which provision forbids it?

Law:     each guard names the provision of its own ground, which is rarely that of the act: what is refused for want of a search is
         refused by 条例 36(四), not by the articles on proposing
Gives:   the guards of `REQUEST`. One that asks the same of several acts is given the provision of each by `Guard.under`.
"""

from __future__ import annotations

from gongkai.law.procedures.table import Guard
from gongkai.law.sources import fee_rules, litigation_interpretation, ogi

RECEIVED_BY_CHANNEL = Guard(
    "received_by_channel", "这种渠道以双方确认之日为收到之日，请用“登记到件”，确认后再起算。", (ogi.A31_I2, ogi.A31_I3)
)
NEEDS_CONFIRMATION = Guard(
    "needs_confirmation", "这种渠道不需要确认，到达即收到，请用“登记申请”。", (ogi.A31_I1, ogi.A31_I2)
)
NOT_ASKED_BEFORE = Guard("not_asked_before", "补正只能一次性告知，这件申请已经告知过补正。", (ogi.A30,))
CORRECTION_AWAITED = Guard("correction_awaited", "没有待收的补正：还没有告知补正，或者补正已经收到。", (ogi.A30,))
PAYMENT_AWAITED = Guard("payment_awaited", "没有待缴的费用：还没有发收费通知，或者已经缴清。", (fee_rules.A6_PAYMENT,))
CORRECTION_OVERDUE = Guard("correction_overdue", "补正期限还没有过，或者补正已经收到，不能认定逾期不补正。", (ogi.A30,))
PAYMENT_OVERDUE = Guard(
    "payment_overdue",
    "缴费期限还没有过（自申请人收到通知次日起算，收到之日须先登记），不能认定逾期未缴费。",
    (fee_rules.A6_PAYMENT,),
)
FEE_DUE = Guard(
    "fee_due", "按这个数量不到收费的档位，信息处理费为 0 元，不用发收费通知。", (fee_rules.A4_TIERS, fee_rules.A5_TIERS)
)
NOT_CHARGED_BEFORE = Guard(
    "not_charged_before", "每件申请只能适用一种收费、通知一次，这件申请已经发过收费通知。", (fee_rules.A3,)
)
NOTICE_NOT_RECEIVED = Guard(
    "notice_not_received", "收到收费通知之日已经登记；登记有误的请用“更正登记”。", (fee_rules.A6_PAYMENT,)
)
REASONS_ASKED = Guard("reasons_asked", "还没有要求申请人说明理由，请先登记“要求说明理由”。", (ogi.A35,))
REASONS_GIVEN = Guard("reasons_given", "申请人还没有说明理由，请先登记“说明理由”。", (ogi.A35,))
NOT_DELAYED_BEFORE = Guard("not_delayed_before", "已经告知过延迟答复的期限，不能再次延迟。", (ogi.A35,))
PERIOD_RUNNING = Guard("period_running", "答复期限已经届满：期限内才能延长、延迟答复或者发收费通知。", (ogi.A33_2,))
EXTENSION_ROOM = Guard("extension_room", "延长合计最多20个工作日，已经用完或者超出。", (ogi.A33_2,))
NO_EXTENSION_PENDING = Guard("no_extension_pending", "已有一个延期在提请或待告知，请先办完。", (ogi.A33_2,))
EXTENSION_REQUESTED = Guard("extension_requested", "没有待批准的延期，请先由经办人提请延期。", (ogi.A33_2,))
EXTENSION_APPROVED = Guard("extension_approved", "延期还没有经公开工作机构负责人批准，不能告知申请人。", (ogi.A33_2,))
NOT_ASKED_THIS_BODY = Guard(
    "not_asked_this_body", "已经征求过这个对象的意见，请换一个名称，或登记它的答复。", (ogi.A33_3,)
)
BODY_ASKED = Guard("body_asked", "没有向这个对象征求过意见，请先登记征求意见。", (ogi.A33_3,))
BODY_NOT_RECEIVED = Guard("body_not_received", "这个对象收到征求意见书之日已经登记。", (ogi.A33_3,))
BODY_SILENT = Guard("body_silent", "这个对象的意见已经登记过。", (ogi.A33_3,))
NO_OPEN_CONSULTATION = Guard(
    "no_open_consultation",
    "征求意见还没有结束：有对象既未答复、期限也未满，请先登记答复。",
    (ogi.A32, ogi.A34, ogi.A33_3),
)
SEARCHED = Guard(
    "searched", "答复“信息不存在”须有检索的证据，请先登记“检索记录”。", (ogi.A36_I4, litigation_interpretation.EVIDENCE)
)
THIRD_PARTY_CONSULTED = Guard(
    "third_party_consulted", "以第三方合法权益为由的，须先书面征求第三方意见并登记。", (ogi.A32, ogi.A15)
)
EXCESS_EXPLAINED = Guard(
    "excess_explained", "以无正当理由大量反复申请为由的，须先要求申请人说明理由并登记。", (ogi.A35,)
)
EXCESS_TERM_OVER = Guard(
    "excess_term_over",
    "申请人还没有说明理由，说明理由的期限也没有过（告知时没有写明期限的，以申请人说明为准）：这时不能认定无正当理由；请先登记“说明理由”，或者等期限过后。",
    (ogi.A35,),
)
CORRECTED = Guard("corrected", "答复“补正后仍不明确”的，须先告知补正并收到补正。", (ogi.A30,))
PARTS_EXPLAINED = Guard("parts_explained", "部分公开须选明其余部分不公开的理由；其他结论不应另选。", (ogi.A37,))
OTHER_PERSON = Guard("other_person", "经办、审核、签发须是不同的人，请由另一人办理。", (ogi.A45,))
REASON_GIVEN = Guard("reason_given", "请写明理由。", (ogi.A45,))
WAY_CHOSEN = Guard(
    "way_chosen", "申请人没有选择电子方式，不能以电子邮件或网上系统送达；请改用当面或邮寄。", (ogi.A29_2_I3, ogi.A40)
)
THIRD_PARTY_TOLD = Guard(
    "third_party_told",
    "第三方不同意公开、现决定公开的，须先把决定公开的内容和理由书面告知第三方，才能送达；请先登记“书面告知第三方”。",
    (ogi.A32,),
)
NEVER_SERVED = Guard(
    "never_served",
    "这件申请已经送达过答复，是实际办理过的申请，不能按误登撤销；登错的内容请更正，送达也是误登的请先用“更正登记”撤销送达那一条。",
    (ogi.A50_1_I2, ogi.A45),
)
NO_FEE_PAID = Guard(
    "no_fee_paid",
    "这件申请登记了缴费，撤销后这笔费用就不在统计之内；请先用“更正登记”撤销缴费那一条，确已收到的登记到正确的那一件。",
    (fee_rules.REPORTED, ogi.A45),
)
DUPLICATE_NAMED = Guard("duplicate_named", "“重复登记”须写明保留的那一件的登记编号；其他情形不填。", (ogi.A45,))
NOT_ASKED_THIS_DEPARTMENT = Guard(
    "not_asked_this_department",
    "已经请这个科室协查，还没有答复；要催的请用“催办科室”，另一件事请换一个名称。",
    (ogi.A45,),
)
DEPARTMENT_ASKED = Guard("department_asked", "没有请这个科室协查，或者它已经答复，请核对名称。", (ogi.A45,))
SEVERAL_ITEMS = Guard("several_items", "分件后至少各有一项：拆出的件数须少于这份申请的项数。", (fee_rules.A4,))
DECIDED_NOT_OURS = Guard("decided_not_ours", "只有答复“不属于本机关负责公开”的，才代为转递。", (ogi.A36_I5,))
NOT_HANDED_OVER = Guard("not_handed_over", "这件申请已经转递过。", (ogi.A36_I5,))
NOT_RATED_BEFORE = Guard("not_rated_before", "这件申请已经评价过，每次答复评价一次。", (ogi.A46,))
HOLDS_AFTER = Guard("holds_after", "更正之后，其后登记的事项就不成立了，请先更正那些事项。", (ogi.A45,))
