"""How is a query understood: which phrases, which filters, which words beside those that were typed?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search import filters, synonyms
from gongkai.apps.search.answers import VALIDITIES, Expanded, Query
from gongkai.apps.search.bodies import Bodies
from gongkai.apps.search.findable import Kind
from gongkai.apps.search.finding import Limits
from gongkai.law.documents.number import normal as normal_number
from gongkai.texts.grams import LONGEST_QUERY, asked, normal

_NUMBER = re.compile(r".+〔\d{4}〕\d+号")
_FIRST_YEAR, _LAST_YEAR = 1900, 9999


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it is looked for. `groups` are the phrases that were typed, each with those that mean the same behind it; `number` the
    document number that the query is, empty for none; `nothing`: no entry can have what the filters say.
    """

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    limits: Limits
    number: str
    expanded: tuple[Expanded, ...]
    said: tuple[str, ...]
    nothing: bool = False

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(group[0] for group in self.groups)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase, to be marked where it stands."""
        return tuple(dict.fromkeys(phrase for group in self.groups for phrase in group))


def understood(query: Query, known: Bodies, today: date) -> Understood:
    """What a query asks for. What makes no sense is said and left out; nothing raises."""
    words = asked(query.text)
    said = [f"只按前{LONGEST_QUERY}个字查找。"] if words.cut else []
    groups = synonyms.widened(words.wanted, known.alike) if query.synonyms else tuple((each,) for each in words.wanted)
    expanded = tuple(Expanded(group[0], group[1:]) for group in groups if len(group) > 1)
    number = normal_number(query.text.strip()) if query.text.strip() else ""
    marks, nothing = _marks(query, known, said)
    part = ""
    if query.document_number.strip():
        whole = normal_number(query.document_number)
        if _NUMBER.fullmatch(whole):
            marks.append(_one(filters.document_number(whole)))
        else:
            part = normal(query.document_number)
    validity = query.validity if query.validity in VALIDITIES and query.validity != "all" else ""
    if validity:
        marks.append(_one(filters.VALIDITY))
    limits = Limits(tuple(marks), validity, today, part)
    found_number = number if _NUMBER.fullmatch(number) else ""
    return Understood(groups, words.without, limits, found_number, expanded, tuple(said), nothing)


def _marks(query: Query, known: Bodies, said: list[str]) -> tuple[list[tuple[frozenset[str], ...]], bool]:
    """The grams of the filters, of each one the alternatives; whether one of them can be true of nothing."""
    marks: list[tuple[frozenset[str], ...]] = []
    nothing = False
    if query.kind:
        nothing |= query.kind not in Kind.values
        marks.append(_one(filters.kind(query.kind)))
    if query.organ:
        organ_id = known.ids.get(query.organ)
        nothing |= organ_id is None
        if organ_id is None:
            said.append(f"没有代码为“{query.organ[:40]}”的机关，请重新选择机关。")
        else:
            marks.append(_one(filters.organ(organ_id)))
    if query.column:
        # Things are indexed under the name that their column had when they were published.
        also = (frozenset((filters.column(name), filters.organ(at))) for at, name in known.also(query.column))
        marks.append((*_one(filters.column(query.column)), *also))
    if query.year is not None:
        nothing |= not _FIRST_YEAR <= query.year <= _LAST_YEAR
        marks.append(_one(filters.year(query.year)))
    if query.kind and query.kind not in Kind.values:
        said.append("没有这种类别，请重新选择类别。")
    return ([] if nothing else marks), nothing


def _one(mark: str) -> tuple[frozenset[str], ...]:
    return (frozenset((mark,)),)
