"""How far has a request to correct a record come, and what may whoever asked do? By number and code, as requests for information.

Law:     条例 41 by apps.applying; no days are told there, and the page says so beside every day
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.apps.applying import record_actions as actions
from gongkai.apps.applying import record_queries as queries
from gongkai.apps.applying.record_seen import RecordProgress
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.progress.asked import HERE, Asked, ask_sure, do, settle, with_words
from gongkai.faces.portal.progress.forms import EvidenceForm
from gongkai.law import settings as law
from gongkai.law.disclosure.guide import COMPLAIN
from gongkai.law.sources import ogi

_REFUSED = 422
_EVENTS = {"evidence": "add_evidence"}
_COMPLAIN = (ogi.A47, ogi.A51)
"""Whom somebody turns to who hears nothing."""


def answer(asked: Asked) -> HttpResponse | None:
    """The page of what number and code name, after the act that a button asked for; None where they name no such request."""
    if queries.find(asked.number, asked.code) is None:
        return None
    do(asked, _ACTS)
    found = queries.progress(asked.number, asked.code, asked.now)
    return None if found is None else _page(asked, found)


def _evidence(asked: Asked) -> None:
    form = EvidenceForm(asked.request.POST, asked.request.FILES)
    with_words(
        asked,
        "evidence",
        form,
        lambda words, files: actions.evidence_added(asked.number, asked.code, words, files, asked.now),
        "您补充的证据已经收到。",
    )


def _withdraw(asked: Asked) -> None:
    actions.withdrawn(asked.number, asked.code, asked.now)
    asked.said = "更正申请已经撤回，办理终止。"


_ACTS = {"evidence": _evidence, "withdraw": ask_sure, "withdraw-sure": _withdraw}


def _page(asked: Asked, found: RecordProgress) -> HttpResponse:
    sure = asked.sure and "withdraw" in found.may
    settle(asked, found.may, _EVENTS)
    context = {
        "p": found,
        "asked": asked,
        "said": asked.said,
        "unsent": asked.unsent,
        "refused": asked.refused,
        "evidence": asked.forms.get("evidence", EvidenceForm()),
        "kept": asked.kept("evidence"),
        "complain": [point for point in COMPLAIN if point.cite in _COMPLAIN],
        "grade": law.RECORD_DAYS.grade.value,
        "cite": ogi.A41,
        "tags": ColumnTags(HERE, "更正申请办到哪一步。", "办理进度,查询", "依申请公开"),
        "crumbs": [("首页", "/"), (HERE, "/progress/")],
        "here": "撤回更正申请" if sure else found.number,
    }
    name = "portal/progress/withdraw.html" if sure else "portal/progress/record.html"
    return render(asked.request, name, context, status=_REFUSED if asked.refused else 200)
