"""What does each cell of the three tables count?

Law:     the labels of the form (law/returns/annual); where they are silent the settings of law/returns/conventions and
         law/decisions/options; suits in which the organ is co-defendant as reviewer (国办公开办函〔2016〕201号)
Takes:   the form and the settings chosen.
Gives:   `definitions`, one `Definition` a cell: its sentence, provisions, settings, and what it counts as data, so that
         the table (`count`) and the drill-down (a query made from the same filters) cannot differ.
Unclear: whatever rests on a setting; `Definition.settings` names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from gongkai.annual.compile.material import When
from gongkai.annual.model import Place
from gongkai.law.cite import Cite
from gongkai.law.decisions import DECISIONS
from gongkai.law.decisions.options import ARCHIVED_LINE, Chosen, value
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.returns.annual import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    CASE_GROUPS,
    CASE_OUTCOMES,
    FORMS,
    NEW,
    PARTIAL,
    TOTAL,
    Form,
    Row,
)
from gongkai.law.returns.conventions import (
    CORRECTED_YEAR,
    LICENCES,
    MEDIATED,
    NOT_ACCEPTED,
    PENDING,
    PENDING_CASES,
    REVIEW_OUTCOMES,
    SEVERAL_ITEMS,
    SUIT_OUTCOMES,
    Outcome,
    column_of,
)
from gongkai.law.returns.conventions import SETTINGS as CONVENTIONS
from gongkai.law.settings import Setting
from gongkai.law.sources import annual_report, form_filling

SETTINGS = (*CONVENTIONS, ARCHIVED_LINE)
"""Every setting that moves a figure of the return."""

_BEFORE, _WITHIN, _LATER = (frozenset({each}) for each in When)
_ARRIVED = _BEFORE | _WITHIN
_LAST = len(APPLICANTS) - 1
_CASE_TOTAL = len(CASE_OUTCOMES) - 1
_REVIEW = next(iter(CASE_GROUPS))


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Requests by when they were received and closed; `decisions` and `applicants` are codes, None for any."""

    received: frozenset[When]
    closed: frozenset[When]
    decisions: frozenset[str] | None = None
    applicants: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class RemedyFilter:
    """Cases of one group and one capacity by when they came and ended; `outcomes` are codes, None for any."""

    group: str
    received: frozenset[When]
    closed: frozenset[When]
    outcomes: frozenset[str] | None = None
    capacity: str = "own"


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """Documents of a kind; `what` is issued, ended or in_force."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class TallySum:
    """The sum of some tallies; `ten_thousands` where the cell wants 万元 and the tally has 元."""

    kinds: tuple[str, ...]
    ten_thousands: bool = False


Counted = tuple[RequestFilter, ...] | tuple[RemedyFilter, ...] | DocumentCount | TallySum | None
"""Any of several filters counts, each thing once (they exclude each other). None: nobody records what the cell wants."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One cell: where it stands, what it counts in one sentence, on what that rests, and the same as data."""

    place: Place
    sentence: str
    cites: tuple[Cite, ...]
    settings: tuple[Setting, ...]
    counts: Counted

    def caveats(self, chosen: Chosen) -> tuple[str, ...]:
        """What must be said beside the figure: one sentence for each setting that it rests on."""
        return tuple(each.caveat(value(each, chosen)) for each in self.settings)


def definitions(form: Form, chosen: Chosen | None = None) -> Mapping[Place, Definition]:
    """Every cell of a form under the settings chosen. Refused (`BadSetting`): a value that is no choice."""
    picked = chosen or {}
    return _definitions(form.key, tuple(value(each, picked) for each in SETTINGS))


def definition(place: Place, form: Form, chosen: Chosen | None = None) -> Definition:
    """One cell. KeyError where the form has no such cell."""
    return definitions(form, chosen)[place]


@lru_cache(maxsize=64)
def _definitions(key: str, values: tuple[object, ...]) -> Mapping[Place, Definition]:
    form, chosen = FORMS[key], {each.name: picked for each, picked in zip(SETTINGS, values, strict=True)}
    made = [
        *(_table2(row, column, chosen) for row in form.table2 for column in range(len(row.columns))),
        *(_table3(form, line.number, column, chosen) for line in form.lines for column in range(len(APPLICANTS))),
        *(_table4(group, column, chosen) for group in CASE_GROUPS for column in range(len(CASE_OUTCOMES))),
    ]
    return {each.place: each for each in made}


# Table 2.

_DOCUMENT_KINDS = {"规章": "rule", "行政规范性文件": "normative", "规范性文件": "normative"}
_DOCUMENT_COLUMNS = {
    "本年制发件数": ("issued", "本年内制发的{}", form_filling.DECISIONS_OF_YEAR),
    "本年新制作数量": ("issued", "本年内制作的{}", annual_report.FORM_2019_TABLES),
    "本年废止件数": ("ended", "本年内废止、失效的{}", annual_report.TABLE_2),
    "现行有效件数": ("in_force", "统计期末现行有效的{}", form_filling.IN_FORCE),
}
_DECISION_COLUMNS = ("本年处理决定数量", "处理决定数量")
_CHARGES = "本年收费金额（单位：万元）"


def _table2(row: Row, column: int, chosen: Chosen) -> Definition:
    place, label = Place(2, row.label, column), row.columns[column]
    if row.label in _DOCUMENT_KINDS and label in _DOCUMENT_COLUMNS:
        what, sentence, cite = _DOCUMENT_COLUMNS[label]
        cite = annual_report.TABLE_2 if what == "issued" and label == "本年制发件数" else cite
        return Definition(
            place, f"{sentence.format(row.label)}件数。", (cite,), (), DocumentCount(_DOCUMENT_KINDS[row.label], what)
        )
    if label == _CHARGES:
        sentence = "本年行政事业性收费金额，由登记的元数换算成万元，不四舍五入。"
        return Definition(place, sentence, (form_filling.FEES_COLLECTED,), (), TallySum(("charges_yuan",), True))
    if label in _DECISION_COLUMNS and row.label == "行政许可":
        both = value(LICENCES, chosen) == "all"
        kinds = ("licence_granted", "licence_refused") if both else ("licence_granted",)
        sentence = f"本年作出的行政许可决定件数，{LICENCES.choices[value(LICENCES, chosen)]}。"
        return Definition(place, sentence, (form_filling.DECISIONS_OF_YEAR,), (LICENCES,), TallySum(kinds))
    if label in _DECISION_COLUMNS and row.label in ("行政处罚", "行政强制"):
        kind = "penalty" if row.label == "行政处罚" else "coercion"
        sentence = f"本年作出的{row.label}决定件数。"
        return Definition(place, sentence, (form_filling.DECISIONS_OF_YEAR,), (), TallySum((kind,)))
    sentence = f"“{row.label}”的{label}：台账没有登记这一项，由编制人填写。"
    return Definition(place, sentence, (annual_report.FORM_2019_TABLES,), (), None)


# Table 3.

_PERIODS: dict[int, tuple[str, frozenset[When], frozenset[When], Cite]] = {
    NEW: ("本年内收到的", _WITHIN, _WITHIN | _LATER, form_filling.NEW_REQUESTS),
    CARRIED_IN: ("上年末以前收到、上年末尚未办结的", _BEFORE, _WITHIN | _LATER, form_filling.PENDING),
    TOTAL: ("本年内办结的", _ARRIVED, _WITHIN, annual_report.PROCESSED_TOTAL),
    CARRIED_OUT: ("已经收到、统计期末尚未办结的", _ARRIVED, _LATER, form_filling.PENDING),
}


def _table3(form: Form, number: int, column: int, chosen: Chosen) -> Definition:
    decisions = (
        None if number in _PERIODS else frozenset(d.code for d in DECISIONS if d.line_in(form, chosen) == number)
    )
    words, received, closed, cite = _PERIODS.get(number, ("本年内办结的", _ARRIVED, _WITHIN, annual_report.TABLE_3))
    codes = list(APPLICANT_KINDS)
    applicants = None if column == _LAST else frozenset({codes[column]})
    whose = "各类申请人" if applicants is None else f"申请人为{APPLICANTS[column]}"
    how = "" if decisions is None else f"，答复结论为{'、'.join(_names(decisions))}"
    settings = [SEVERAL_ITEMS]
    notes = [SEVERAL_ITEMS.choices[value(SEVERAL_ITEMS, chosen)]]
    if number in (NEW, CARRIED_IN, CARRIED_OUT):
        settings.append(CORRECTED_YEAR)
        notes.append(f"补正的申请{CORRECTED_YEAR.choices[value(CORRECTED_YEAR, chosen)]}归年")
    if number in ARCHIVED_LINE.choices:
        settings.append(ARCHIVED_LINE)
    cites = (cite, form_filling.PARTIAL_ONCE) if number == PARTIAL else (cite,)
    return Definition(
        Place(3, number, column),
        f"{words}申请（{whose}）{how}；{'；'.join(notes)}。",
        cites,
        tuple(settings),
        (RequestFilter(received, closed, decisions, applicants),),
    )


def _names(codes: frozenset[str]) -> list[str]:
    return [f"“{each.name}”" for each in DECISIONS if each.code in codes]


# Table 4.


def outcomes_of(group: str) -> tuple[Outcome, ...]:
    """How a case of this group may end."""
    return REVIEW_OUTCOMES if group == _REVIEW else SUIT_OUTCOMES


def _table4(group: str, column: int, chosen: Chosen) -> Definition:
    kinds = outcomes_of(group)
    names = "、".join(f"“{each.name}”" for each in kinds if column_of(each, chosen) == column)
    what = {PENDING: "统计期末尚未审结的案件", _CASE_TOTAL: "四种结果之和"}.get(
        column, f"本年内审结、结果为{names}的案件"
    )
    notes, settings = [what], []
    cites = [annual_report.CASE_TOTAL if column == _CASE_TOTAL else form_filling.OUTCOMES]
    if column != PENDING:
        settings.append(PENDING_CASES)
        notes.append(f"上年未结、本年审结的{PENDING_CASES.choices[value(PENDING_CASES, chosen)]}")
    settings += [
        setting
        for setting in (NOT_ACCEPTED, MEDIATED)
        if column in setting.choices and any(each.setting is setting for each in kinds)
    ]
    if group != _REVIEW:
        notes.append("本机关作为复议机关成为共同被告的不计")
        cites.append(annual_report.CO_DEFENDANT_COUNT)
    columns = range(_CASE_TOTAL) if column == _CASE_TOTAL else (column,)
    return Definition(
        Place(4, group, column),
        f"{CASE_GROUPS[group]}：{'；'.join(notes)}。",
        tuple(cites),
        tuple(settings),
        tuple(each for number in columns for each in _cases(group, number, chosen)),
    )


def _cases(group: str, column: int, chosen: Chosen) -> tuple[RemedyFilter, ...]:
    """What one of the four outcome columns counts: cases that ended so in the year, and under 尚未审结 the open ones."""
    came = _ARRIVED if value(PENDING_CASES, chosen) == "counts_again" else _WITHIN
    codes = frozenset(each.code for each in outcomes_of(group) if column_of(each, chosen) == column)
    ended = RemedyFilter(group, came, _WITHIN, codes)
    return (ended, RemedyFilter(group, _ARRIVED, _LATER)) if column == PENDING else (ended,)
