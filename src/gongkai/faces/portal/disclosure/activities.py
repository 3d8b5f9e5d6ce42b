"""Activities that everybody may come to: what is planned, what was held, session by session, with what was published of it.

Law:     条例 20, 国办发〔2016〕80号 (interpretation, open days)

Shown are materials that were published as information. What was only handed in at the desk was signed by nobody, and stays there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.publishing import public
from gongkai.apps.publishing.public import Link
from gongkai.apps.supervision import public as supervision
from gongkai.apps.supervision.models import Session
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import ArticleTags, ColumnTags, crumbs, place
from gongkai.faces.portal.keeping import kept
from gongkai.law.website.columns import KINDS

_HERE = "公开活动"
_NEWS = KINDS["news"].name
_ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class ShownSession:
    """One session with the policies that it explains and the materials of it that are public; a number without a page stays a
    number."""

    row: Session
    policies: tuple[tuple[str, Link | None], ...]
    materials: tuple[Link, ...]


@require_safe
@kept(made_from.lists)
def activities_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is to come, the next first, and what was held, the newest first."""
    where = place(code)
    page = Paginator(supervision.past(where.organ.pk, where.today), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": where,
        "coming": supervision.announced(where.organ.pk, where.today) if page.number == 1 else [],
        "page": page,
        "tags": ColumnTags(
            _HERE, f"{where.name}的政务公开日、政策解读、座谈等活动。", "公开活动,政务公开日,政策解读", _NEWS
        ),
        "crumbs": crumbs(where),
        "here": _HERE,
    }
    return render(request, "portal/disclosure/activities.html", context)


@require_safe
@kept(made_from.lists)
def activity_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One activity with its sessions. 404: none of that number that was held or is announced."""
    where = place(code)
    try:
        found = supervision.activity(where.organ.pk, number, where.today)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    rows = list(supervision.sessions(found))
    context = {
        "place": where,
        "activity": found,
        "sessions": _shown(where.organ.pk, code, rows),
        "tags": ColumnTags(found.title, f"{where.name}：{found.title}。", "公开活动", _NEWS),
        "article": ArticleTags(found.title, f"{found.held_on or found.planned_on:%Y-%m-%d}", where.name),
        "crumbs": [*crumbs(where), (_HERE, reverse("portal:disclosure:activities", args=[code]))],
        "here": found.title,
    }
    return render(request, "portal/disclosure/activity.html", context)


def _shown(organ_id: int, code: str, rows: Iterable[Session]) -> list[ShownSession]:
    known = list(rows)
    told = [number for each in known for number in (*each.policies.split(), *each.items.split())]
    links = public.named(organ_id, code, told)
    return [ShownSession(each, _policies(each, links), _materials(each, links)) for each in known]


def _policies(row: Session, links: Mapping[str, Link]) -> tuple[tuple[str, Link | None], ...]:
    return tuple((number, links.get(number)) for number in dict.fromkeys(row.policies.split()))


def _materials(row: Session, links: Mapping[str, Link]) -> tuple[Link, ...]:
    return tuple(links[number] for number in dict.fromkeys(row.items.split()) if number in links)
