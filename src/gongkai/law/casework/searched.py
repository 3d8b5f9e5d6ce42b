"""What was searched in a case, and what would a court miss in the record?

Law:     条例 36(四): only after a search may be answered that the information does not exist; the organ has to prove what it did
         (行诉法解释 and the form of such replies)
Takes:   the acts in force of a case. Gives: `Search`es in the order of their days, each with what is missing in it.
Unclear: no article lists what a record of a search holds; these are the questions that are asked in court: who, where, with which
         words, over which years, with what result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.casework.act import CaseAct
from gongkai.law.casework.filling import empty, text
from gongkai.law.procedures.request_forms import REQUEST_FORMS

EVENT = "search"
_WANTED = ("searcher", "words", "span", "hits")


@dataclass(frozen=True, slots=True)
class Search:
    """One search as it was entered; `hits` is None where it was not told, `lacking` the labels of what was not."""

    seq: int
    day: date
    scope: str
    searcher: str
    words: str
    span: str
    method: str
    hits: int | None
    result: str
    lacking: tuple[str, ...]


def searches(acts: Iterable[CaseAct]) -> tuple[Search, ...]:
    """The searches among acts that stand."""
    form = REQUEST_FORMS[EVENT]
    found = []
    for act in acts:
        if act.event != EVENT:
            continue
        told, hits = act.data, act.data.get("hits")
        found.append(
            Search(
                act.seq,
                act.day,
                text(told, "scope"),
                text(told, "searcher"),
                text(told, "words"),
                text(told, "span"),
                text(told, "method"),
                hits if isinstance(hits, int) and not isinstance(hits, bool) else None,
                text(told, "result"),
                tuple(form.field(name).label for name in _WANTED if empty(told.get(name))),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.day, each.seq)))
