"""GB/T 9704-2012: the layout of official documents, for letters and for the report on paper."""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade, Instrument

LAYOUT = Instrument("layout-2012", "", "GB/T 9704-2012")


def _part(part: str, gist: str, grade: Grade = Grade.CORROBORATED) -> Cite:
    return Cite(LAYOUT, gist, part=part, grade=grade)


PAPER = _part("用纸", "用纸为A4，210毫米×297毫米。")
MARGINS = _part("页边与版心", "上边37毫米、左边28毫米，版心156毫米×225毫米。")
BODY = _part("正文", "正文用3号仿宋，每面22行、每行28字，首行左空二字。")
TITLE = _part("标题", "标题用2号小标宋居中，回行词意完整。")
LEVELS = _part("层次", "层次依次为一、（一）1.（1），一级用黑体、二级用楷体，其余用仿宋。")
NUMBER = _part("发文字号", "发文字号由机关代字、六角括号括入的年份和序号组成，序号不编虚位、不加第字。")
ADDRESSEE = _part("主送", "主送机关在标题下空一行顶格，用全角冒号。")
ANNEX_NOTE = _part("附件说明", "附件说明在正文下空一行左空二字，名称后无标点。")
DATE = _part("成文日期", "成文日期用阿拉伯数字，月日不编虚位，盖章公文右空四字。")
SEAL = _part("印章", "印章端正、居中下压署名和成文日期。")
COLOPHON = _part("7.4版记", "版记首末线粗0.35毫米、中间线细0.25毫米，抄送和印发用4号仿宋。", Grade.EXCERPT)
PAGE_NUMBER = _part(
    "7.5页码",
    "页码用4号半角宋体阿拉伯数字，左右各一字线，距版心下边缘7毫米，单页右空一字、双页左空一字。",
    Grade.EXCERPT,
)
LETTER = _part("10.1信函", "信函首页不显示页码，版记不加印发机关、日期和分隔线。", Grade.EXCERPT)
LETTER_RULES = _part("10.1信函双线", "机关标志上缘距上页边30毫米，红双线长170毫米居中。", Grade.CORROBORATED)
