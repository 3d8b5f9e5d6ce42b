"""使用帮助: how to find something, how to ask for it, how long that takes, what it costs, what cannot be had, and where to ask.

Law:     law.disclosure.guide, law.fees and law.decisions, each point with its provision; no number is typed here
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.look.guide import shown_scales
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.law.cite import Cite
from gongkai.law.decisions.table import DECISIONS
from gongkai.law.disclosure import guide as law
from gongkai.law.returns.annual import GROUPS, OPEN, OTHER_HANDLING, PARTIAL

_HERE = "使用帮助"
_HAD = {GROUPS[OPEN], GROUPS[PARTIAL], GROUPS[OTHER_HANDLING]}
"""Groups of table 3 of what is had, wholly or in part, and of what the applicant let lie."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of table 3 in which requests end that bring no information: 不予公开, and on what provisions that rests."""

    name: str
    grounds: tuple[Cite, ...]


@require_safe
@kept(tuple)
def help_page(request: HttpRequest) -> HttpResponse:
    """Everything on one page, each part with its own address."""
    context = {
        "law": law,
        "scales": shown_scales(),
        "groups": list(not_had()),
        "tags": ColumnTags(
            _HERE,
            "怎样查找和申请政府信息：多久答复、收不收费、哪些不能公开。",
            "帮助,搜索,申请,期限,收费",
            "信息公开指南",
        ),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/about/help.html", context)


def not_had() -> Iterator[Group]:
    """What cannot be had by asking, in the groups of table 3; each provision once."""
    ended = (each for each in DECISIONS if each.kind not in _HAD and each.grounds)
    for kind, decisions in groupby(sorted(ended, key=lambda each: each.line), lambda each: each.kind):
        yield Group(kind.partition("）")[2], tuple(dict.fromkeys(each.grounds[0] for each in decisions)))
