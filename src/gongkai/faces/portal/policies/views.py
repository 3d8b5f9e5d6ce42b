"""The policy library: what is in force on a day, what was changed, repealed or has lapsed; and what explains it.

Law:     条例 20 (1), 国办发〔2017〕47号 (index number, number, publisher, days and validity of a policy; what is no longer valid is marked)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.documents.marks import AMENDED, PARTLY
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import library as policies
from gongkai.apps.publishing.library import Policy
from gongkai.apps.publishing.public_item import Link
from gongkai.faces.look import found
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.faces.portal.policies.asked import ALL, VALIDITIES, Asked, asked
from gongkai.law.documents.validity import IN_FORCE, LAPSED, NOT_YET, REPEALED
from gongkai.law.procedures.publication_forms import GENRES, WITHDRAWALS

HERE = "政策文件库"
_COLUMN = "政策文件"
SHAPES: Mapping[str, str] = {IN_FORCE: "○", AMENDED: "◐", PARTLY: "◐", NOT_YET: "◇", REPEALED: "■", LAPSED: "▲"}
"""Beside the word, for who does not see colours."""


@dataclass(frozen=True, slots=True)
class Line:
    """One policy in the table: `validity` in a word, its shape, and what else is to be said of it."""

    policy: Policy
    url: str
    kind: str
    organ: str
    validity: str
    shape: str
    over: bool
    sentences: tuple[str, ...]
    explained: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One validity to narrow to."""

    label: str
    shape: str
    count: int
    url: str
    chosen: bool


@require_safe
@kept(made_from.whole_site)
def library(request: HttpRequest) -> HttpResponse:
    """The library, narrowed by what the address says."""
    today = timezone.localdate()
    question = asked(request.GET, today)
    shown = policies.policies(question.wanted, question.kind, _whole(request.GET.get("page", "")))
    names = organs.names(None, today)
    context = {
        "asked": question,
        "form": question.form,
        "choices": _choices(question, shown.counts),
        "here_word": VALIDITIES[question.validity],
        "day": question.day,
        "past": question.day != today,
        "lines": [_line(each, names) for each in shown.policies],
        "found": shown,
        "capped": shown.total > shown.pages * policies.ON_A_PAGE,
        "before": question.address(page=shown.number - 1) if shown.number > 1 else "",
        "after": question.address(page=shown.number + 1) if shown.number < shown.pages else "",
        "wider": question.address(validity=ALL),
        "tags": ColumnTags(
            HERE,
            "各机关的规章、行政规范性文件和其他政策文件，注明现在有没有效。",
            "政策文件库,规范性文件,有效性",
            _COLUMN,
        ),
        "crumbs": [("首页", "/")],
        "here": HERE,
    }
    return render(request, "portal/policies/library.html", context)


@require_safe
@kept(made_from.whole_site)
def interpretations(request: HttpRequest) -> HttpResponse:
    """What explains policies, newest first, each with its policy."""
    today = timezone.localdate()
    rows, number, pages = policies.interpretations(today, _whole(request.GET.get("page", "")))
    names = organs.names(None, today)
    context = {
        "lines": [
            (each.link, _led(each.link), names.get(each.organ_id, each.link.code), each.policy, _led(each.policy))
            for each in rows
        ],
        "number": number,
        "pages": pages,
        "before": f"?page={number - 1}" if number > 1 else "",
        "after": f"?page={number + 1}" if number < pages else "",
        "tags": ColumnTags("政策解读", "各机关对政策文件的解读，连同所解读的政策。", "政策解读,解读", "政策解读"),
        "crumbs": [("首页", "/"), (HERE, reverse("portal:policies:library"))],
        "here": "政策解读",
    }
    return render(request, "portal/policies/interpretations.html", context)


def _choices(question: Asked, counts: Mapping[str, int]) -> list[Choice]:
    return [
        Choice(
            label,
            SHAPES.get(code, ""),
            counts["" if code == ALL else code],
            question.address(validity="" if code == IN_FORCE else code),
            code == question.validity,
        )
        for code, label in VALIDITIES.items()
    ]


def _line(policy: Policy, names: Mapping[int, str]) -> Line:
    validity, shape, over, sentences = _validity(policy)
    return Line(
        policy,
        found.path("policy", policy.code, policy.number) if policy.readable else "",
        policies.KINDS[policy.kind],
        names.get(policy.organ_id, policy.code),
        validity,
        shape,
        over,
        sentences,
        tuple((GENRES[each.genre], each.title, _led(each)) for each in policy.explained),
    )


def _validity(policy: Policy) -> tuple[str, str, bool, tuple[str, ...]]:
    """The word, its shape, whether it is over, and the sentences beside it."""
    mark = policy.mark
    if mark is None:
        if not policy.ended:
            return "有效", SHAPES[IN_FORCE], False, ()
        since = (f"自 {policy.ended_on} 起{WITHDRAWALS[policy.ended]}。",)
        return WITHDRAWALS[policy.ended], SHAPES[policy.ended], True, since
    word = WITHDRAWALS.get(mark.code, mark.label)
    # That a document is simply in force is told by its word and by the day beside it.
    sentences = () if mark.code == IN_FORCE and mark.end is None else mark.sentences
    return word, SHAPES[mark.code], mark.code in (REPEALED, LAPSED), sentences


def _led(link: Link | None) -> str:
    return found.path("policy", link.code, link.number) if link else ""


def _whole(typed: str) -> int:
    """The page that was asked for; the first for what is no number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
