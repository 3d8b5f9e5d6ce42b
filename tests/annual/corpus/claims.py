"""Sentences with figures, for every organ: those that speak of the tables, and those that speak of something else.

A claim is filled from the truth's tables. Filled rightly it must stay clean; with `altered` figures it contradicts the
table and must be found. An innocent sentence holds figures of another scope, which contradict nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.annual.corpus.truth import Truth


@dataclass(frozen=True)
class Claim:
    """`spoiled` is the figure that the false variant changes; `cell` the cell (or sum) that contradicts it."""

    text: str
    spoiled: str


CLAIMS = (
    Claim("本年新收政府信息公开申请{new}件。", "new"),
    Claim("全年共收到{new}件政府信息公开申请，逐件登记。", "new"),
    Claim("年内，本机关收到公民、法人和其他组织提出的政府信息公开申请共计{new}件。", "new"),
    Claim("受理依申请公开{new}件，均按期答复。", "new"),
    Claim("收到政府信息公开申请{new}件，上年结转{carried}件，办结{done}件，结转下年{out}件。", "carried"),
    Claim("收到政府信息公开申请{new}件，上年结转{carried}件，办结{done}件，结转下年{out}件。", "done"),
    Claim("收到政府信息公开申请{new}件，上年结转{carried}件，办结{done}件，结转下年{out}件。", "out"),
    Claim("收到的政府信息公开申请中，自然人申请{natural}件，商业企业申请{company}件。", "natural"),
    Claim("政府信息公开申请办理结果中，予以公开{open}件、部分公开{partial}件、不予公开{refused}件、无法提供{unable}件。", "open"),
    Claim("政府信息公开申请办理结果中，予以公开{open}件、部分公开{partial}件、不予公开{refused}件、无法提供{unable}件。", "refused"),
    Claim("政府信息公开申请办理结果中，予以公开{open}件、部分公开{partial}件、不予公开{refused}件、无法提供{unable}件。", "unable"),
    Claim("办结的政府信息公开申请中，予以公开、部分公开、不予公开分别为{open}件、{partial}件和{refused}件。", "partial"),
    Claim("因政府信息公开被申请行政复议{review}件，被提起行政诉讼{lawsuits}件。", "review"),
    Claim("因政府信息公开被申请行政复议{review}件，被提起行政诉讼{lawsuits}件。", "lawsuits"),
    Claim("本年度发生政府信息公开行政复议案件{review}起、行政诉讼案件{lawsuits}起。", "review"),
    Claim("本年制发行政规范性文件{made}件，废止行政规范性文件{void}件，现行有效行政规范性文件{valid}件。", "made"),
    Claim("本年制发行政规范性文件{made}件，废止行政规范性文件{void}件，现行有效行政规范性文件{valid}件。", "void"),
    Claim("本年制发行政规范性文件{made}件，废止行政规范性文件{void}件，现行有效行政规范性文件{valid}件。", "valid"),
    Claim("全年作出行政处罚决定{penalty}件、行政许可决定{permit}件。", "penalty"),
    Claim("全年政府信息公开申请量为{new}件，其中自然人{natural}件。", "natural"),
    Claim("全年共办结{done}件政府信息公开申请，办结率100%。", "done"),
    Claim("收到政府信息公开申请{new}件（其中商业企业{company}件）。", "company"),
    Claim("政府信息公开行政诉讼案件共{lawsuits}件。", "lawsuits"),
)  # fmt: skip

DENIALS = {
    "本年未收到政府信息公开申请。": "new",
    "全年未发生因政府信息公开被申请行政复议的情况。": "review",
    "全年没有政府信息公开行政诉讼案件。": "lawsuits",
    "所有政府信息公开申请均已办结，无结转下年度办理的申请。": "out",
    "本年未制发行政规范性文件。": "made",
}
"""Sentences that say there was none, and the figure that refutes them when it is not 0."""

INNOCENT = (
    "自2008年以来累计收到政府信息公开申请{far}件。",
    "上年同期收到政府信息公开申请{far}件。",
    "其中第三季度收到政府信息公开申请1件。",
    "全省共收到政府信息公开申请{far}件，我单位所占很少。",
    "政务服务窗口受理不动产登记申请{far}件，按时办结{far}件。",
    "门户网站“领导信箱”收到群众来信{far}件，办结{far}件。",
    "12345热线转来诉求{far}件，办结率99.2%。",
    "办理人大代表建议{far}件、政协提案17件，全部公开答复。",
    "全年行政事业性收费减免{far}元，与信息处理费无关。",
    "信访部门办理信访事项{far}件。",
    "政府信息公开申请数量比上年减少12件，下降3.5%。",
    "举办新闻发布会6场，发布解读材料{far}篇。",
    "本级行政复议机构办理各类行政复议案件{far}件，均与政府信息公开无关。",
    "清理历年文件，共梳理1987年以来的文件{far}件。",
    "县档案馆接收文件{far}件，提供查阅{far}人次。",
    "归集历年规范性文件{far}件（含已废止的），供群众查询。",
    "发布规范性文件解读材料{far}篇。",
    "开展规范性文件合法性审核{far}件。",
    "行政许可事项清单列明事项{far}项。",
    "废止过时的内部制度{far}项。",
    "信息处理费按件计收的，第11件起每件100元。",
    "指导各部门答复政府信息公开申请{far}件。",
    "组织听证会3场，参加{far}人次。",
    "信用网站公示行政处罚信息{far}条、行政许可信息{far}条。",
)


def values(truth: Truth) -> dict[str, int]:
    """The figures that sentences speak of, by the names used in the templates."""
    total = {line: row[6] or 0 for line, row in truth.table3.items()}
    two = {label: list(row.values()) for label, row in truth.table2.items()}
    made, void, valid = (int(v or 0) for v in next(v for k, v in two.items() if k.endswith("规范性文件")))
    return {
        "new": total[1], "carried": total[2], "done": total[24], "out": total[25],
        "natural": truth.table3[1][0] or 0, "company": truth.table3[1][1] or 0,
        "open": total[3], "partial": total[4],
        "refused": sum(total[n] for n in range(5, 13)), "unable": sum(total[n] for n in range(13, 16)),
        "review": truth.table4["review"][4] or 0,
        "lawsuits": (truth.table4["litigation_direct"][4] or 0) + (truth.table4["litigation_after_review"][4] or 0),
        "made": made, "void": void, "valid": valid,
        "penalty": int(two["行政处罚"][-1] or 0), "permit": int(two["行政许可"][-1] or 0),
    }  # fmt: skip


def far(truth: Truth) -> int:
    """A figure that no table holds."""
    held = {value for value in truth.figures().values() if value is not None}
    return next(n for n in range(733, 99_999) if n not in held)


def without_figures(truth: Truth) -> Truth:
    """The truth whose own prose about applications and documents is gone, so that one sentence at a time is judged."""
    quiet = truth.copy()
    title, paragraphs = quiet.sections[0]
    quiet.sections[0] = (title, [p if not re.search(r"\d+件", p) else "严格按照规定办理。" for p in paragraphs])
    return quiet


def with_sentence(truth: Truth, sentence: str) -> Truth:
    """The sentence put under （二）依申请公开情况."""
    spoken = without_figures(truth)
    title, paragraphs = spoken.sections[0]
    at = next(i for i, p in enumerate(paragraphs) if p.startswith("（三）"))
    spoken.sections[0] = (title, [*paragraphs[:at], sentence, *paragraphs[at:]])
    return spoken
