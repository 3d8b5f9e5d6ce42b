"""What do the words beside a number mean together?

Gives:   `MEASURES`, in the order in which they are tried, with `PLACES` to find them, and `CONTEXTS`. A new measure
         is added here.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.returns import APPLICANTS, FORM_2021


@dataclass(frozen=True, slots=True)
class Measure:
    """Our name for what is counted: the first entry whose `needs` all have a tag present names the number.

    `needs`: each is a set of tags of which one must be there; `units`: counters that fit (empty: none printed);
    `family` groups measures that may stand in one list and lends its object to what follows (`context`).
    """

    name: str
    needs: tuple[frozenset[str], ...]
    units: frozenset[str]
    family: str = ""
    without: frozenset[str] = frozenset()


_CASES = frozenset(("件", "起", "份", "宗", "例", "项", "个", "条", "次", "件次", ""))
_TEXTS = frozenset(("件", "份", "个", "项", "部", "条", ""))
_ITEMS = frozenset(("条", "件", "篇", "份", "项", "条次", "个", "余条", "次", ""))
MONEY = frozenset(("元", "万元", "亿元"))
_DECISIONS = frozenset(("件", "起", "宗", "例", "项", "个", "件次", ""))
_EVENTS = frozenset(("场", "次", "期", "场次", "篇", "条", "件", "份", "个", "项", "余篇", ""))


def _m(name: str, needs: str, units: frozenset[str] = _CASES, family: str = "", without: str = "") -> Measure:
    groups = tuple(frozenset(group.split("|")) for group in needs.split())
    return Measure(name, groups, units, family, frozenset(without.split()))


_APPLIED = "application|bare|~application"
_LINE_NAMES = {line.number: line.label.split(".", 1)[-1] for line in FORM_2021.lines if 5 <= line.number <= 22}

MEASURES: tuple[Measure, ...] = (
    _m("信息处理费", "processing_fee|any_fee", MONEY, "fee", "waived charge"),
    _m("行政事业性收费", "charge", MONEY, "decision", "waived"),
    _m("收办申请", "carried_in receive|receive_new|accept ~joined", _CASES, "application", "carried_out"),
    _m("结转下年", "carried_out", _CASES, "result", "review litigation"),
    _m("上年结转", "carried_in", _CASES, "application"),
    *(_m(name, f"line{n}", _CASES, "reason") for n, name in _LINE_NAMES.items()),
    _m("予以公开及部分公开", "open partial", _CASES, "result"),
    _m("部分公开", "partial", _CASES, "result"),
    _m("予以公开", "open", _CASES, "result"),
    _m("不予公开", "refused", _CASES, "result"),
    _m("无法提供", "unable", _CASES, "result"),
    _m("不予处理", "not_handled", _CASES, "result"),
    _m("其他处理", "other", _CASES, "result"),
    *(
        _m(f"{APPLICANTS[n]}申请", f"applicant{n} {_APPLIED}|^application", _CASES, "applicant", "legal_person")
        for n in range(5)
    ),
    _m("法人或其他组织申请", f"legal_person {_APPLIED}|^application", _CASES, "applicant", "citizen applicant0"),
    *(
        _m(f"{prefix}{name}", f"{tag} {case}", _CASES, "outcome", without)
        for prefix, case, without in (
            ("未经复议直接起诉", "direct|~direct|^direct", ""),
            ("复议后起诉", "after_review|~after_review|^after_review", ""),
            ("复议", "review|~review|^review", "litigation ~litigation ^litigation"),
            ("诉讼", "litigation|~litigation|^litigation", "review ~review ^review"),
        )
        for tag, name in (
            ("upheld", "维持"),
            ("corrected", "纠正"),
            ("other_result", "其他结果"),
            ("pending", "尚未审结"),
        )
    ),
    _m("未经复议直接起诉", "direct", _CASES, "direct", "upheld corrected other_result pending"),
    _m("复议后起诉", "after_review", _CASES, "after_review", "upheld corrected other_result pending"),
    _m("行政复议和行政诉讼", "review litigation", _CASES, "cases", "upheld corrected other_result pending"),
    _m("行政复议", "review", _CASES, "review", "upheld corrected other_result pending"),
    _m("行政诉讼", "litigation", _CASES, "litigation", "upheld corrected other_result pending"),
    *(
        _m(f"{name}{what}", f"{tag} {noun}|~{noun}|^{noun}", _TEXTS, noun, "filed")
        for name, noun in (("规范性文件", "document"), ("规章", "rules"))
        for what, tag in (("有效", "in_force"), ("废止", "repeal"), ("制发", "issue"))
    ),
    _m(
        "行政许可",
        "licence|licence_decision licence_decision|make|handle|done|accept|handle_all",
        _DECISIONS,
        "decision",
        "publish info information",
    ),
    _m(
        "行政处罚",
        "penalty|penalty_decision penalty_decision|make|handle|done",
        _DECISIONS,
        "decision",
        "publish info information",
    ),
    _m(
        "行政强制",
        "coercion|coercion_decision coercion_decision|make|handle|done",
        _DECISIONS,
        "decision",
        "publish info information",
    ),
    _m("网络问政", "inquiry", _EVENTS),
    _m("新闻发布会", "press", _EVENTS),
    _m("政策文件库", "library|~library policy_file|library", _EVENTS),
    _m("政策解读", "interpretation", _EVENTS),
    _m("网上受理业务", "accept|handle business", _CASES),
    _m("收到申请", f"receive|receive_new {_APPLIED}", _CASES, "application"),
    _m("办结", f"done {_APPLIED}|^opening", _CASES, "application"),
    _m("收到申请", f"accept {_APPLIED}", _CASES, "application"),
    _m("收办申请", f"handle_all|handle {_APPLIED}", _CASES, "application"),
    _m("答复申请", f"reply {_APPLIED}", _CASES, "application"),
    _m("主动公开信息", "active info|information|publish|active", _ITEMS, "publication"),
    _m("主动公开信息", "publish info", _ITEMS, "publication"),
    _m("收到申请", "application ~left", _CASES - {"条"}, "application", "among"),
)

PLACES = {
    tag: [place for place, measure in enumerate(MEASURES) if tag in measure.needs[0]]
    for tag in frozenset().union(*(measure.needs[0] for measure in MEASURES))
}
"""Where in `MEASURES` those stand that a tag can begin to name: only they need to be tried."""

CONTEXTS = {
    "application": "~application",
    "bare": "~application",
    "review": "~review",
    "litigation": "~litigation",
    "direct": "~direct",
    "after_review": "~after_review",
    "document": "~document",
    "rules": "~rules",
    "library": "~library",
}
"""Nouns that hold on through a sentence, by the tag under which what follows may lean on them."""
