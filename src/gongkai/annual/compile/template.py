"""What does a report say where the office adds nothing of its own? Our wording, in the order of the form.

Law:     SIX_SECTIONS (law/sources/annual_report): the five blocks of part one, the fee in part six
Gives:   `TEMPLATE_VERSION`, stored with every report that was made from it; `OPENING` and `BLOCKS`.
Unclear: the form names what a block is about, not its words; those are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

TEMPLATE_VERSION = "2026-1"
"""Raised whenever a word below changes: re-rendering an old report says so."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`when`: names of tokens that must be told and not 0; with `!` before it the token must be 0 (or an empty text)."""

    text: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A sentence that lists what is not 0: each part with the token that decides whether it is there."""

    lead: str
    parts: tuple[tuple[str, str], ...]
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a part (0 to 5) under its heading. `own` is the key of the office's own words, which follow.

    `wanted`: the form asks for these words and nobody but the office can write them. A block that has no sentence and
    no own words is left out, unless it is one of the five of part one, whose headings are always there.
    """

    key: str
    part: int
    heading: str
    sentences: tuple[Sentence | Listing, ...] = ()
    own: str = ""
    wanted: bool = False


OPENING = Block(
    "preamble",
    -1,
    "",
    (
        Sentence(
            "根据《中华人民共和国政府信息公开条例》的规定，{organ}编制本报告。"
            "报告数据的统计期为{year}年1月1日至{year}年12月31日。"
        ),
        Sentence("本稿为统计期内的草稿，数据截至{as_of}，不作为全年数据使用。", ("running",)),
    ),
)

_RESULTS = (
    ("requests.granted", "予以公开{requests.granted}件"),
    ("requests.partial", "部分公开{requests.partial}件"),
    ("requests.refused", "不予公开{requests.refused}件"),
    ("requests.unable", "无法提供{requests.unable}件"),
    ("requests.not_handled", "不予处理{requests.not_handled}件"),
    ("requests.other", "其他处理{requests.other}件"),
)


def _outcomes(prefix: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{prefix}.{name}", f"{label}{{{prefix}.{name}}}件")
        for name, label in (
            ("upheld", "结果维持"),
            ("corrected", "结果纠正"),
            ("otherwise", "其他结果"),
            ("pending", "尚未审结"),
        )
    )


BLOCKS = (
    Block("overview", 0, "", (Sentence("{year}年，{organ}依法开展政府信息公开工作，有关情况如下。"),), "overview"),
    Block(
        "disclosure",
        0,
        "主动公开情况",
        (
            Sentence("{year}年，主动公开政府信息{items.published}条。", ("items.published",)),
            Sentence("{year}年，没有新增主动公开的政府信息。", ("!items.published",)),
            Sentence("发布政策解读材料{interpretations}件。", ("interpretations",)),
            Sentence("开展政策解读{sessions}场。", ("sessions",)),
            Sentence("组织了{open_day}。", ("open_day",)),
        ),
        "disclosure",
        wanted=True,
    ),
    Block(
        "requests",
        0,
        "依申请公开情况",
        (
            Sentence("{year}年，没有收到政府信息公开申请，也没有上年结转的申请。", ("!requests.handled",)),
            Sentence(
                "{year}年，新收政府信息公开申请{requests.new}件，上年结转{requests.carried_in}件，"
                "办结{requests.closed}件，结转下年度继续办理{requests.carried_out}件。",
                ("requests.handled",),
            ),
            Listing("办结的申请按结果分：", _RESULTS, ("requests.closed",)),
            Sentence("没有发生因政府信息公开引起的行政复议和行政诉讼。", ("!cases.total",)),
            Listing("因政府信息公开被申请行政复议{review.total}件：", _outcomes("review"), ("review.total",)),
            Listing("因政府信息公开被提起行政诉讼{suits.total}件：", _outcomes("suits"), ("suits.total",)),
        ),
        "requests",
    ),
    Block(
        "management",
        0,
        "政府信息管理情况",
        (
            Sentence("{year}年，没有新制发行政规范性文件。", ("!documents.issued",)),
            Sentence("{year}年，制发行政规范性文件{documents.issued}件。", ("documents.issued",)),
            Sentence("废止行政规范性文件{documents.ended}件。", ("documents.ended",)),
            Sentence("截至{period_end}，现行有效的行政规范性文件{documents.in_force}件。", ("documents.in_force",)),
            Sentence("截至{period_end}，没有现行有效的行政规范性文件。", ("!documents.in_force",)),
            Sentence("制发规章{rules.issued}件。", ("rules.issued",)),
            Sentence("废止规章{rules.ended}件。", ("rules.ended",)),
            Sentence("现行有效的规章{rules.in_force}件。", ("rules.in_force",)),
        ),
        "management",
    ),
    Block("platform", 0, "政府信息公开平台建设情况", (), "platform", wanted=True),
    Block("supervision", 0, "监督保障情况", (), "supervision", wanted=True),
    Block("problems", 4, "存在的主要问题", (), "problems", wanted=True),
    Block("measures", 4, "改进情况", (), "measures", wanted=True),
    Block(
        "fees",
        5,
        "政府信息公开信息处理费收取情况",
        (
            Sentence("{year}年，未收取信息处理费。", ("!fee.yuan",)),
            Sentence("{year}年，收取信息处理费{fee.yuan}元，涉及申请{fee.requests}件。", ("fee.yuan",)),
        ),
        "fees",
    ),
    Block("innovations", 5, "创新工作方式及举措情况", (), "innovations"),
    Block("others", 5, "其他事项", (), "others"),
)
"""In the order of the report. Parts two to four hold the tables."""

KEYS = (OPENING.key, *(block.key for block in BLOCKS))
"""Every paragraph that an office may write itself."""
