"""What was asked and answered, as far as askers allowed it, and how fast answers come.

Law:     检查指标, 互动交流 (messages and answers in the open, figures of receipt and answer)
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.apps.pages import scopes
from gongkai.apps.questions import public
from gongkai.apps.questions.models import PublicAnswer
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import ArticleTags, ColumnTags, place
from gongkai.faces.portal.keeping import kept
from gongkai.law.clocks import question as clocks
from gongkai.law.procedures.question_forms import KINDS
from gongkai.law.sources import inspection_19

_HERE = "咨询答复选登"
_LONGEST_PAGE = 6


def _made_from(code: str, number: str, **_: object) -> tuple[str, ...]:
    return scopes.organ(code), scopes.question(code, number)


@require_safe
@kept(made_from.whole_site, until=lambda today, **_: today)
def answers(request: HttpRequest) -> HttpResponse:
    """The answers, the newest first, of one kind or organ if asked; and the figures of this year."""
    today = timezone.localdate()
    kind = request.GET.get("kind", "")
    code = request.GET.get("organ", "")
    where = place(code) if code else None
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_PAGE else 1
    organ_id = where.organ.pk if where else None
    found = public.answers(organ_id, kind if kind in KINDS else "", number)
    context = {
        "found": found,
        "rows": _rows(found.rows),
        "kinds": KINDS.items(),
        "kind": kind,
        "place": where,
        "year": today.year,
        "tallies": [(KINDS[each.kind], each, _term(each.kind)) for each in public.tallies(today.year, organ_id)],
        "line": inspection_19.UNANSWERED,
        "query": "&".join(
            f"{name}={value}" for name, value in (("kind", kind if kind in KINDS else ""), ("organ", code)) if value
        ),
        "tags": ColumnTags(_HERE, "公开的留言和答复，受理反馈统计。", "咨询答复,留言公开,受理统计", "咨询投诉"),
        "crumbs": [("首页", "/"), ("互动", "/ask/")],
        "here": _HERE,
    }
    return render(request, "portal/questions/answers.html", context)


@require_safe
@kept(_made_from)
def answer(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One question with its answer. 404 for what is not public, whether it exists or not."""
    where = place(code)
    try:
        found = public.answer(code, number)
    except PublicAnswer.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "place": where,
        "found": found,
        "kind": KINDS.get(found.kind, found.kind),
        "tags": ColumnTags(_HERE, f"{where.name}：{found.title}", "咨询答复,留言公开", "咨询投诉"),
        "article": ArticleTags(found.title, f"{timezone.localtime(found.published_at):%Y-%m-%d %H:%M}", where.name),
        "crumbs": [("首页", "/"), ("互动", "/ask/"), (_HERE, "/answers/")],
        "here": found.title,
    }
    return render(request, "portal/questions/answer.html", context)


def _rows(found: tuple[PublicAnswer, ...]) -> list[tuple[PublicAnswer, str]]:
    return [(row, KINDS.get(row.kind, row.kind)) for row in found]


def _term(kind: str) -> int:
    return clocks.working_days_of(kind, rules.settings())
