"""《政府信息公开信息处理费管理办法》 (国办函〔2020〕109号): who may be charged, by which scale, and what follows."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

FEE_RULES = Instrument(
    "fee-rules-2020",
    "政府信息公开信息处理费管理办法",
    "国办函〔2020〕109号",
    issued=date(2020, 11, 17),
    in_force=date(2021, 1, 1),
)

A2 = Cite(FEE_RULES, "信息处理费向超出一定数量或频次的申请人收取，用于调节申请行为。", article=2, grade=Grade.EXCERPT)
A3 = Cite(FEE_RULES, "按件或按量计算，均超额累进，每件申请只适用一种，不得重复计算。", article=3, grade=Grade.EXCERPT)
A4 = Cite(
    FEE_RULES,
    "按件适用于所有处理决定，一份申请含多项的可按一事一申请以合理最小单位拆分计件。",
    article=4,
    grade=Grade.EXCERPT,
)
A4_TIERS = Cite(
    FEE_RULES,
    "同一申请人一个自然月累计10件以内不收费，11至30件每件100元，31件起每10件一档，每档每件再加100元。",
    article=4,
    part="按件收费标准",
    grade=Grade.EXCERPT,
)
A5 = Cite(
    FEE_RULES,
    "按量适用于以纸质、电子邮件、复制电子数据等方式获取，已主动公开而告知途径的不适用。",
    article=5,
    grade=Grade.EXCERPT,
)
A5_TIERS = Cite(
    FEE_RULES,
    "30页以内不收费，31至100页每页10元，101至200页每页20元，201页以上每页40元。",
    article=5,
    part="按量收费标准",
    grade=Grade.EXCERPT,
)
A5_PAGE = Cite(
    FEE_RULES,
    "页数按A4幅面计，电子件同样按页折算，到现场查阅不计费。",
    article=5,
    part="计页",
    grade=Grade.CORROBORATED,
)
A6_NOTICE = Cite(
    FEE_RULES,
    "在申请处理期限内按申请人获取信息的途径发收费通知，写明依据、标准、数额和缴纳方式。",
    article=6,
    part="收费通知",
    grade=Grade.CORROBORATED,
)
A6_PAYMENT = Cite(
    FEE_RULES,
    "申请人自收到通知次日起20个工作日内缴纳，逾期视为放弃申请，不再处理。",
    article=6,
    part="缴费期限",
    grade=Grade.CORROBORATED,
)
A6_RESTART = Cite(
    FEE_RULES,
    "处理期限从完成缴费次日起重新计算。",
    article=6,
    part="缴费后的处理期限",
    grade=Grade.UNVERIFIED,
)
A7 = Cite(
    FEE_RULES,
    "对收费决定不能单独复议或诉讼，可在缴费期满后就不再处理投诉、复议、诉讼。",
    article=7,
    grade=Grade.CORROBORATED,
)
MAY_CHARGE = Cite(
    FEE_RULES,
    "达到档位也可以不收，按件还是按量由机关选定并写进通知。",
    part="可以收取",
    grade=Grade.INFERRED,
)
REVENUE = Cite(
    FEE_RULES,
    "属行政事业性收费，缴同级国库，用财政票据，退付由执收单位办理。",
    part="收缴",
    grade=Grade.CORROBORATED,
)
REPORTED = Cite(
    FEE_RULES,
    "收费情况按统一格式汇总，写入政府信息公开年报。",
    part="统计",
    grade=Grade.CORROBORATED,
)
