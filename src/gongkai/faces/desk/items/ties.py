"""What goes with an item: the policy and what explains it, the documents that it changes and that change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from gongkai.apps.documents import queries as documents
from gongkai.apps.documents.queries import Relation
from gongkai.apps.people import rights
from gongkai.apps.publishing import bundles
from gongkai.apps.publishing.models import Way
from gongkai.faces.desk.gate import Officer
from gongkai.faces.desk.items.seen import Beside, Seen, beside
from gongkai.law.procedures.publication_forms import POLICIES


@dataclass(frozen=True, slots=True)
class Bundle:
    """A policy and what explains it, seen from either."""

    title: str
    caption: str
    said: str
    ready: bool
    others: Sequence[Beside]


def ties(seen: Seen) -> list[tuple[Relation, str]]:
    """Documents that this one changes or is changed by, each with its page in the register; what a draft will change by its own
    lines."""
    row, text = seen.row, seen.view.working
    found = documents.relations_of(row.organ_id, row.number)
    if not found and text is not None:
        found = documents.intended(row.organ_id, str(text.content.fields.get("changes", "")))
    return [
        (each, reverse("desk:documents:entry", args=[each.document_id]) if each.document_id else "") for each in found
    ]


def together(seen: Seen) -> Bundle | None:
    """What is published together, or what explains what, from the policy and from its interpretation."""
    row, view = seen.row, seen.view
    if row.genre in POLICIES:
        others, waiting = beside(view.explaining), bundles.waiting_for(row, view.bundle)
        explained = bundles.interpreted_by(view.explaining)
        exempted = seen.case.exempted or (seen.case.live_exempted if seen.digest == seen.case.live else "")
        if exempted:
            said, ready = f"已签批免予解读：{exempted}", not waiting
        elif not view.explaining:
            said, ready = "还没有解读材料。", False
        elif waiting:
            said, ready = f"还有 {len(waiting)} 件没有审签完毕，齐备后从这份政策的页面一同公开。", False
            if not explained:
                said += "通过三审之前，须有一件解读已过二校，或者由负责人签批免予解读。"
        else:
            said, ready = (
                "解读材料已经齐备，可以与政策同步公开。" if view.bundle else "解读材料已经公开。",
                explained,
            )
        return Bundle("政策和解读同步", "解读、问答、图片、新闻", said, ready, others)
    if view.policy is not None:
        public = view.policy.published_on is not None
        said = "所解读的政策已经公开。" if public else "与所解读的政策同步，从政策的页面一同公开。"
        others = beside([each for each in (view.policy,) if each.way != Way.RECORDED])
        name = "" if others else f"（{view.policy.number} {view.policy.title}，在登记簿里）"
        return Bundle("所解读的政策", "政策", said + name, True, others)
    return None


def explain_url(seen: Seen, officer_: Officer) -> str:
    """Where an interpretation of this policy is begun, for who may write one; empty for none."""
    row = seen.row
    if row.genre not in POLICIES or not rights.may(officer_.actor, "publication.draft", row.organ_id):
        return ""
    return f"{reverse('desk:item:new')}?interprets={quote(row.number)}"
