"""Sentences and the numbers that a careful reader takes from them: (measure, value, approximate, of another scope).

Written by us after the shapes met in published prose: the number before its noun, 分别, 余 and 万, other years beside
the count, several counters, counts of the whole city. A number that no measure names is not listed.
"""

from __future__ import annotations

from decimal import Decimal

from gongkai.annual.model import Number

Taken = tuple[str, Number, bool, bool]


def exact(measure: str, value: Number) -> Taken:
    return measure, value, False, False


def about(measure: str, value: Number) -> Taken:
    return measure, value, True, False


def elsewhere(measure: str, value: Number) -> Taken:
    return measure, value, False, True


SPOKEN: tuple[tuple[str, tuple[Taken, ...]], ...] = (
    ("全年主动公开政府信息2187条。", (exact("主动公开信息", 2187),)),
    ("全年主动公开政府信息3万余条。", (about("主动公开信息", 30_000),)),
    ("全年主动公开政府信息1.26万条。", (exact("主动公开信息", 12_600),)),
    ("全年主动公开政府信息1,208条。", (exact("主动公开信息", 1208),)),
    ("全年主动公开政府信息近4000条。", (about("主动公开信息", 4000),)),
    ("全年主动公开政府信息４１２条。", (exact("主动公开信息", 412),)),
    ("收到政府信息公开申请37件。", (exact("收到申请", 37),)),
    ("共收到37件政府信息公开申请。", (exact("收到申请", 37),)),
    ("收到政府信息公开申请 37 件。", (exact("收到申请", 37),)),
    ("收到政府信息公开申请三十七件。", (exact("收到申请", 37),)),
    ("本年未收到政府信息公开申请。", (exact("收到申请", 0),)),
    ("收到政府信息公开申请37件，其中自然人申请30件、商业企业申请7件。", (exact("收到申请", 37), exact("自然人申请", 30), exact("商业企业申请", 7))),
    ("收到政府信息公开申请37件，4件结转下年度继续办理。", (exact("收到申请", 37), exact("结转下年", 4))),
    ("收到政府信息公开申请37件，上年结转5件，结转下年4件。", (exact("收到申请", 37), exact("上年结转", 5), exact("结转下年", 4))),
    ("予以公开、部分公开、不予公开分别为12件、5件和3件。", (exact("予以公开", 12), exact("部分公开", 5), exact("不予公开", 3))),
    ("予以公开12件，部分公开5件，不予公开3件，无法提供6件，不予处理1件，其他处理2件。", tuple(exact(m, v) for m, v in (("予以公开", 12), ("部分公开", 5), ("不予公开", 3), ("无法提供", 6), ("不予处理", 1), ("其他处理", 2)))),
    ("其中予以公开12件，占32.4%；无法提供6件，占16.2%。", (exact("予以公开", 12), exact("无法提供", 6))),
    ("因政府信息公开引发行政复议3件、行政诉讼2件。", (exact("行政复议", 3), exact("行政诉讼", 2))),
    ("发生行政复议案件3起，未发生行政诉讼案件。", (exact("行政复议", 3), exact("行政诉讼", 0))),
    ("未发生因政府信息公开引起的行政复议和行政诉讼。", ()),
    ("制发行政规范性文件8件，废止2件，现行有效行政规范性文件61件。", (exact("规范性文件制发", 8), exact("规范性文件废止", 2), exact("规范性文件有效", 61))),
    ("本年度收取信息处理费640元。", (exact("信息处理费", 640),)),
    ("本年度未收取信息处理费。", (exact("信息处理费", 0),)),
    ("收取信息处理费0.12万元。", (exact("信息处理费", Decimal("0.12")),)),
    ("自2008年以来累计收到政府信息公开申请1530件。", (elsewhere("收到申请", 1530),)),
    ("上年收到政府信息公开申请44件。", (elsewhere("收到申请", 44),)),
    ("全市共收到政府信息公开申请2911件。", (elsewhere("收到申请", 2911),)),
)  # fmt: skip
"""Read as the prose of a county's bureau."""

AT_LEAST: tuple[tuple[str, tuple[Taken, ...]], ...] = (
    ("共收到政府信息公开申请25件（自然人23件，法人2件），全部在法定期限内答复。", (exact("收到申请", 25), exact("自然人申请", 23))),
    ("办理政府信息公开申请32件（含上年结转3件），按时办结率100%。", (exact("上年结转", 3),)),
    ("收到依申请公开32件，同比增长14.3%。", (exact("收到申请", 32),)),
    ("全年收到信息公开申请26件（其中网络申请19件、信函申请7件），比上年多4件。", (exact("收到申请", 26),)),
    ("行政复议结果维持3件、结果纠正1件。", (exact("复议维持", 3), exact("复议纠正", 1))),
    ("主动公开政府信息900条，其中机构职能类12条、财政预决算类40条。", (exact("主动公开信息", 900),)),
    ("申请量为41件，较上年下降8.9%；政府信息公开申请予以公开15件。", (exact("予以公开", 15),)),
    ("收取信息处理费1件，共计380元。", (exact("信息处理费", 380),)),
    ("全年没有发生政府信息公开收费行为。", (exact("信息处理费", 0),)),
)  # fmt: skip
"""Of these a careful reader takes at least what is listed."""

NO_COUNTS = (
    "向图书馆、档案馆移送纸质文件26件。",
    "门户网站总访问量达12.6万次，独立用户3.1万人。",
    "便民热线接到诉求1280件，办结率99.5%。",
    "举办业务培训班2期，培训120人次。",
    "印发年度要点，明确5个方面18项任务。",
    "答复人大代表建议31件、政协提案42件。",
    "第12次局长办公会研究审议议题9个。",
    "在3楼301室设立查阅点，电话0999-1234567。",
    "依据《条例》第二十条、第二十一条，逐条梳理。",
    "5月15日开展政务公开日活动，发放宣传册800份。",
)
"""Figures of which none counts anything that the tables or the facts know."""
