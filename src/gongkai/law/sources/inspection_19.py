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
