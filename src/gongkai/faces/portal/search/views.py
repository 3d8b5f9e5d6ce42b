"""The search: what was found, by words and freshness; how to narrow it; what to do when nothing was found.

What nobody could find is counted for the office (`search.actions.record`): the words alone, never who asked, and nothing that gives
away a person. Programs that only look ahead, and readers who narrowed their search, are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.search import actions, queries
from gongkai.apps.search.queries import ON_PAGE, SORTS, Found, Results
from gongkai.faces.look import errors, found, throttle
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.search.asked import EXACT, LABELS, NARROWING, Asked, asked
from gongkai.faces.portal.search.suggestions import suggested

HERE = "搜索"
_FACETS = ("kind", "organ", "year", "column")
_ON_FACET = 8
STATES: Mapping[str, tuple[str, str]] = {
    "in_force": ("○", "有效"),
    "not_yet": ("◇", "尚未施行"),
    "ended": ("■", "已废止或失效"),
}
"""Validity on the day, by shape and word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One result as the page shows it."""

    found: Found
    url: str
    shape: str
    validity: str
    over: bool
    file_url: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value to narrow by."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one filter: the first few, and the rest behind a word."""

    label: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page of the search, with or without a question. 429: an address that asks without end."""
    share = throttle.share(request, "search", settings.SEARCHES_A_MINUTE)
    if not share.allowed:
        return errors.too_many(request, share.seconds)
    today = timezone.localdate()
    question = asked(request.GET, today)
    # Words that cannot be searched find nothing; the newest of everything would be no answer to them.
    results = (
        Results(question.query) if "q" in question.form.errors else queries.search(question.query, today, thorough=True)
    )
    query = results.query
    _count(request, question, results)
    context = {
        "asked": question,
        "query": query,
        "typed": request.GET.get("q", "")[:500],
        "faults": question.faults,
        "results": results,
        "lines": [_line(each) for each in results.entries],
        "chosen": list(question.chosen()),
        "groups": list(_groups(question, results)),
        "sorts": [
            (word, question.address(sort="" if code == "relevance" else code), code == query.sort)
            for code, word in SORTS.items()
        ],
        "first": (query.page - 1) * ON_PAGE + 1,
        "pages": results.pages,
        "number": query.page,
        "before": question.address(page=query.page - 1) if query.page > 1 else "",
        "after": question.address(page=query.page + 1) if query.page < results.pages else "",
        "corrected_url": question.address(q=results.corrected) if results.corrected else "",
        "exact_url": question.address(**{EXACT: "1"}),
        "widened_url": question.address(**{EXACT: ""}),
        "wider_url": question.address(**dict.fromkeys(NARROWING, "")),
        "suggestions": _others(question, results),
        "tags": ColumnTags(
            HERE, "搜索本网站公开的政府信息、政策文件、解读、年报和答复。", "搜索,政府信息公开", "信息公开目录"
        ),
        "crumbs": [("首页", "/")],
        "here": HERE,
    }
    return render(request, "portal/search/search.html", context)


def _line(each: Found) -> Line:
    shape, word = STATES.get(each.state, ("", ""))
    file_url = ""
    if each.attachment is not None:
        file_url = found.attachment_path(each.organ_code, each.number, each.attachment.place, each.attachment.name)
    url = found.path(each.kind, each.organ_code, each.number)
    return Line(each, url, shape, word, each.state == "ended", file_url)


def _groups(question: Asked, results: Results) -> Iterator[Group]:
    """The filters that would tell something: those not chosen yet, with more than one value."""
    for name in _FACETS:
        values = results.facets.get(name, ())
        if getattr(question.query, name) or len(values) < 2:
            continue
        options = tuple(Option(each.label, each.count, question.address(**{name: each.value})) for each in values)
        yield Group(LABELS[name], options[:_ON_FACET], options[_ON_FACET:])


def _others(question: Asked, results: Results) -> list[tuple[str, str]]:
    """What is suggested while typing, for readers without the script. What is called like the words stands among the results; where nothing was
    found because of the filters, it leads straight there.
    """
    if not question.query.text or results.query.page > 1 or question.form.errors:
        return []
    found_some = bool(results.entries)
    return [
        (each.text, found.path(*each.entry) if each.entry and each.kind == "title" else question.address(q=each.text))
        for each in suggested(question.query.text)
        if not (found_some and each.kind == "title")
    ]


def _count(request: HttpRequest, question: Asked, results: Results) -> None:
    """Count the words of a search: of a person's first page, without filters, as often as one address may."""
    if request.method != "GET" or not question.query.text or question.narrowed or question.form.errors:
        return
    if results.query.page > 1 or request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return
    if not throttle.share(request, "wish", settings.SUGGESTIONS_A_MINUTE).allowed:
        return
    actions.record(question.query.text, results.count > 0, timezone.localdate())
