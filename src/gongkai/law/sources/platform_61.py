"""Disclosure columns (国办公开办函〔2019〕61号), rules in one place (〔2021〕33号), attributes at source (国办发〔2016〕80号)."""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade, Instrument

PLATFORM_2019 = Instrument("platform-2019", "", "国办公开办函〔2019〕61号")
RULES_IN_ONE_PLACE_2021 = Instrument("rules-in-one-place-2021", "", "国办公开办函〔2021〕33号")
OPENNESS_RULES_2016 = Instrument(
    "openness-rules-2016",
    "",
    "国办发〔2016〕80号",
)

PURPOSE = Cite(
    PLATFORM_2019,
    "专栏聚焦法定主动公开内容，尤其是条例第二十条的内容，兼具公开与管理功能。",
    part="定位",
    grade=Grade.EXCERPT,
)
ONE_COLUMN = Cite(
    PLATFORM_2019, "依托已有栏目，不另设专门栏目，不得设专门网站，名称和格式统一。", part="设置", grade=Grade.EXCERPT
)
FOUR_PARTS = Cite(
    PLATFORM_2019,
    "专栏固定版块为指南、制度、法定主动公开内容、年报。",
    part="版块",
    grade=Grade.CORROBORATED,
)
RULES_TOGETHER = Cite(
    RULES_IN_ONE_PLACE_2021,
    "有规章制定权的地方政府和国务院部门在专栏集中公开现行有效规章并动态更新。",
    part="集中公开",
    grade=Grade.EXCERPT,
)
RULES_LAYOUT = Cite(
    RULES_IN_ONE_PLACE_2021, "集中公开只放标题、题注、正文，不放签署命令。", part="内容", grade=Grade.EXCERPT
)
ATTRIBUTE = Cite(
    OPENNESS_RULES_2016,
    "拟制公文时明确主动公开、依申请公开、不予公开的属性，随文报批，拟不公开的说明理由。",
    part="一（一）属性",
    grade=Grade.EXCERPT,
)
ATTRIBUTE_REVIEW = Cite(
    OPENNESS_RULES_2016,
    "拟不公开的政策性文件，报批前先送本单位政务公开工作机构审查。",
    part="一（一）审查",
    grade=Grade.EXCERPT,
)
ATTRIBUTE_RETURN = Cite(
    OPENNESS_RULES_2016,
    "部门代拟政府政策性文件没有属性建议或理由的，政府办公厅（室）可以退文。",
    part="一（一）退文",
    grade=Grade.EXCERPT,
)
