"""《政府网站与政务新媒体检查指标》 (国办秘函〔2019〕19号): what fails a site by itself, as far as its text is known."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

INSPECTION_2019 = Instrument(
    "inspection-2019",
    "政府网站与政务新媒体检查指标",
    "国办秘函〔2019〕19号",
    issued=date(2019, 4, 1),
    in_force=date(2019, 4, 1),
)

NEWS_STALE = Cite(
    INSPECTION_2019,
    "动态、要闻类一级栏目前2周内应有更新，与通知公告、政策文件类合计5个及以上未更新的单项否决。",
    part="单项否决：栏目不更新（动态要闻）",
    grade=Grade.EXCERPT,
)
NOTICES_STALE = Cite(
    INSPECTION_2019,
    "通知公告、政策文件类一级栏目前6个月内应有更新，与动态、要闻类合计5个及以上未更新的单项否决。",
    part="单项否决：栏目不更新（通知公告、政策文件）",
    grade=Grade.EXCERPT,
)
LONG_STALE = Cite(
    INSPECTION_2019,
    "应更新而长期未更新的栏目10个及以上的单项否决。",
    part="单项否决：栏目不更新（长期未更新）",
    grade=Grade.EXCERPT,
)
EMPTY = Cite(
    INSPECTION_2019,
    "空白栏目5个及以上的单项否决。",
    part="单项否决：栏目不更新（空白栏目）",
    grade=Grade.EXCERPT,
)
NO_CHANNEL = Cite(
    INSPECTION_2019,
    "网站未提供网上有效咨询建言渠道的单项否决，网上信访、纪检举报等专门渠道不算。",
    part="单项否决：互动回应差（渠道）",
    grade=Grade.EXCERPT,
)
UNANSWERED = Cite(
    INSPECTION_2019,
    "前1年内政务咨询类栏目有超过3个月未回应的有效留言的单项否决，在线访谈、调查征集、网上信访、纪检举报除外。",
    part="单项否决：互动回应差（超过3个月未回应）",
    grade=Grade.EXCERPT,
)
INTERACTION = Cite(
    INSPECTION_2019,
    "互动交流检查信息提交后能否查询状态、留言和答复是否公开、受理和反馈是否有统计；每项扣几分没有读到。",
    part="扣分指标：互动交流",
    grade=Grade.CORROBORATED,
)
ANSWER_DAYS = Cite(
    INSPECTION_2019,
    "各类留言几个工作日内答复没有读到全国统一的规定，由各地、各机关自定并公布。",
    part="留言答复的工作日数",
    grade=Grade.UNVERIFIED,
)
