"""The page of one document: its validity, its life, what it has to do with others, and every act that can be done on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import registered
from gongkai.apps.documents import queries
from gongkai.apps.documents.models import Conclusion, Document
from gongkai.apps.documents.registers import AMENDMENTS, CONCLUSIONS, DOCUMENTS
from gongkai.apps.documents.same_source import queries as same_source
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.publishing.queries import page_of
from gongkai.apps.register_history import history, in_words
from gongkai.faces.desk.documents.kinds import DOCUMENT_KIND, Belonging, amendment_kind, conclusion_kind
from gongkai.faces.desk.documents.listing import HOME
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.registers import acts
from gongkai.faces.desk.registers.entry import seen
from gongkai.law.documents.clean_up import CITES
from gongkai.law.documents.validity import IN_FORCE

_TOLD_ABOVE = frozenset({"number", "title", "changes", "item"})


@require_safe
@officer
def document(request: DeskRequest, pk: int) -> HttpResponse:
    """The document as it stands today; buttons for those who may record in its organ."""
    officer_, row = request.officer, seen(request, DOCUMENT_KIND, pk)
    mark = queries.of_rows(row.organ_id, [row], officer_.today)[0]
    facts = [
        (label, in_words(DOCUMENTS, name, getattr(row, name)))
        for name, label in DOCUMENTS.labels.items()
        if name not in _TOLD_ABOVE
    ]
    if row.organ_id != officer_.actor.organ_id:
        facts.append(("机关", organs.name_on(row.organ_id, officer_.today)))
    context = {
        "kind": DOCUMENT_KIND,
        "row": row,
        "mark": mark,
        "plain": mark.state == IN_FORCE and not mark.changed,
        "standing": DOCUMENT_KIND.standing(row, officer_.today),
        "facts": [(label, text) for label, text in facts if text],
        "life": queries.life(row, officer_.today),
        "relations": _relations(request, row),
        "conclusions": _conclusions(request, row),
        "same": _same_source(request, row),
        "page_url": page_url(request, row),
        "acts": _acts(request, row),
        "lines": history(DOCUMENTS, row.pk),
        "audited": rights.may(officer_.actor, "journal.read", row.organ_id),
        "crumbs": [(HOME, reverse("desk:documents:list"))],
        "here": row.number,
        "cites": CITES,
    }
    return render(request, "desk/documents/page.html", context)


def amend(request: DeskRequest, pk: int) -> HttpResponse:
    """The form of an amendment of a document."""
    return _new(request, pk, amendment_kind)


def conclude(request: DeskRequest, pk: int) -> HttpResponse:
    """The form of a conclusion of a clean-up."""
    return _new(request, pk, conclusion_kind)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def amendment_act(request: DeskRequest, pk: int, event: str) -> HttpResponse:
    """Taking an amendment back."""
    row = registered.visible(AMENDMENTS, request.officer.actor).select_related("document").filter(pk=pk).first()
    return _act(request, pk, event, amendment_kind(row.document) if row else None)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def conclusion_act(request: DeskRequest, pk: int, event: str) -> HttpResponse:
    """Taking a conclusion back."""
    row = registered.visible(CONCLUSIONS, request.officer.actor).select_related("document").filter(pk=pk).first()
    return _act(request, pk, event, conclusion_kind(row.document) if row else None)


_KindOf = Callable[[Document], Belonging]


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def _new(request: DeskRequest, pk: int, kind_of: _KindOf) -> HttpResponse:
    row = seen(request, DOCUMENT_KIND, pk)
    kind = kind_of(row)
    # Who may look on from above may not act.
    rights.demand(request.officer.actor, kind.register.right, row.organ_id)
    answer: HttpResponse = acts.new(request, kind=kind)
    return answer


def _act(request: DeskRequest, pk: int, event: str, kind: Belonging | None) -> HttpResponse:
    if kind is None:
        raise Http404
    answer: HttpResponse = acts.act(request, pk=pk, event=event, kind=kind)
    return answer


def _acts(request: DeskRequest, row: Document) -> list[tuple[str, str, str]]:
    """Buttons: label, address, what it means."""
    if not rights.may(request.officer.actor, DOCUMENTS.right, row.organ_id) or row.annulled:
        return []
    found = [
        (DOCUMENTS.events[event], DOCUMENT_KIND.url("act", row.pk, event), DOCUMENT_KIND.acts[event].about)
        for event in DOCUMENT_KIND.offered(row)
    ]
    alive = row.span.end is None or row.span.end > request.officer.today
    if alive and row.kind == "normative":
        about = "每两年清理一次，四种结论：继续有效、修改、废止、宣布失效。"
        found.insert(0, ("登记清理结论", reverse("desk:documents:conclude", args=[row.pk]), about))
    if alive:
        about = "被别的文件修改，或者废止其中几条的，在这里登记；从生效之日起显示在它的页面上。"
        found.insert(0, ("登记修改、部分废止", reverse("desk:documents:amend", args=[row.pk]), about))
    return found


def _relations(request: DeskRequest, row: Document) -> list[dict[str, Any]]:
    writable = rights.may(request.officer.actor, AMENDMENTS.right, row.organ_id)
    return [
        {
            "told": each,
            "url": reverse("desk:documents:entry", args=[each.document_id]) if each.document_id else "",
            "undo": (
                reverse("desk:documents:amend-act", args=[each.amendment_id, "annul"])
                if each.amendment_id and writable
                else ""
            ),
        }
        for each in queries.relations(row)
    ]


def _conclusions(request: DeskRequest, row: Document) -> list[tuple[Conclusion, str]]:
    writable = rights.may(request.officer.actor, CONCLUSIONS.right, row.organ_id)
    held = registered.visible(CONCLUSIONS, request.officer.actor).filter(document=row).order_by("concluded_on", "pk")
    return [
        (
            each,
            reverse("desk:documents:conclude-act", args=[each.pk, "annul"]) if writable and not each.annulled else "",
        )
        for each in held
    ]


def _same_source(request: DeskRequest, row: Document) -> dict[str, Any]:
    """How it stood in the last comparison, and the tasks about it that are open."""
    tasks = same_source.differences(request.officer.actor, state="open").filter(
        organ_id=row.organ_id, register_row=row.pk
    )
    return {
        "last": same_source.standing(row.organ_id).last,
        "tasks": [(each, reverse("desk:documents:difference", args=[each.pk])) for each in tasks],
    }


def page_url(request: DeskRequest, row: Document) -> str:
    """The page at the desk that carries it; empty where there is none, or it is another organ's."""
    if not row.item:
        return ""
    found = page_of(row.organ_id, row.item)
    if found is None or row.organ_id != request.officer.actor.organ_id:
        return ""
    pk, recorded = found
    return reverse("desk:registers:items-entry" if recorded else "desk:item:page", args=[pk])
