"""《政府网站发展指引》 (国办发〔2017〕47号): one site, its times, its marks, and the meta tags of its annex."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

SITE_GUIDE_2017 = Instrument(
    "site-guide-2017", "政府网站发展指引", "国办发〔2017〕47号", issued=date(2017, 5, 15), in_force=date(2017, 5, 15)
)
DOMAINS_2018 = Instrument("domains-2018", "", "国办函〔2018〕55号")


def _part(part: str, gist: str, grade: Grade) -> Cite:
    return Cite(SITE_GUIDE_2017, gist, part=part, grade=grade)


ONE_SITE = _part("开设", "县级以上政府及部门原则上一个单位最多开设一个网站。", Grade.CORROBORATED)
DOMAIN = _part("域名", "网站使用.gov.cn域名，不宜一站多域名。", Grade.EXCERPT)
MARK_REPEALED = _part("文件资料", "文件修改、废止、失效的及时公开，并在已发布的原文件上明确标注。", Grade.EXCERPT)
LOAD_TIME = _part("页面加载", "页面加载不宜超过3秒。", Grade.CORROBORATED)
TIME_FORMAT = _part("时间格式", "发布时间清晰显示，格式为年-月-日 时:分。", Grade.CORROBORATED)
FOOTER = _part("底部功能区", "底部列明网站标识、找错入口、标识码、主办单位、备案编号、站点地图。", Grade.CORROBORATED)
NO_EMPTY_COLUMN = _part("栏目", "避免空白栏目，无力持续更新的栏目优化调整。", Grade.CORROBORATED)
META_SITE = _part("附件2：网站标签", "每页标明网站规范名称、英文域名、政府网站标识码。", Grade.CORROBORATED)
META_COLUMN = _part("附件2：栏目标签", "栏目页标明栏目名称、描述、关键词、类别。", Grade.CORROBORATED)
META_ARTICLE = _part(
    "附件2：内容页标签", "内容页标明标题、发布时间、来源，可标明关键词、作者、摘要、图片、地址。", Grade.CORROBORATED
)
UNVERIFIED_PARTS = _part("地址、搜索、归档、关停", "地址规则、搜索、404、归档、关停迁移时限未核实。", Grade.UNVERIFIED)
ONE_DOMAIN = Cite(
    DOMAINS_2018,
    "原则上一个中文域名和一个英文域名，闲置的及时注销、不得转给他人。",
    part="域名数量",
    grade=Grade.EXCERPT,
)
