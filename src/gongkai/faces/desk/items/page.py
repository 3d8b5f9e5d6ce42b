"""The page of one item: where it stands, its elements and text, who signed, what goes with it, its days, its versions, its story,
and what may be done next and why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from gongkai.apps import casebook, rules
from gongkai.apps.documents import queries as documents
from gongkai.apps.journal import queries as journal
from gongkai.apps.people import rights
from gongkai.apps.publishing.story import SUBJECT
from gongkai.apps.publishing.versions import Stored
from gongkai.apps.publishing.viewing import VersionLine
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items import attached, clocks, editing_text, signatures, standing, story, ties, words
from gongkai.faces.desk.items.next_step import next_step
from gongkai.faces.desk.items.seen import Seen, address, around, fetch
from gongkai.law.casework.filling import text as told
from gongkai.law.procedures.publication_forms import ATTRIBUTES, GROUNDS, PUBLICATION_FORMS
from gongkai.texts import clean

_BY_ITSELF = frozenset({"title", "attribute", "ground", "ground_reason"})
"""Fields that the page shows apart."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the table."""

    line: VersionLine
    url: str
    marks: tuple[str, ...]

    @property
    def number(self) -> int:
        return self.line.number


@require_safe
@officer
def page(request: DeskRequest, pk: int) -> HttpResponse:
    """The page of an item. 404: another organ's, and what is only counted here."""
    seen, officer_ = fetch(request, pk), request.officer
    row, view = seen.row, seen.view
    inside = view.working is not None
    context: dict[str, Any] = {
        "row": row,
        "mark": words.mark(row.state),
        **_clocks(seen, officer_.today),
        "urgent": standing.urgent(seen),
        "gone": standing.gone(seen),
        "left_behind": standing.left_behind(seen, rights.may(officer_.actor, "document.record", row.organ_id)),
        "warnings": standing.warnings(seen, officer_.today),
        "in_register": documents.marks(row.organ_id, [row.number], officer_.today).get(row.number),
        "ties": ties.ties(seen),
        "signatures": signatures.strip(seen) if inside else (),
        "elements": _elements(view.working) if view.working else (),
        "attribute": _attribute(seen) if inside else None,
        "shown_text": as_seen(view.working) if view.working else "",
        "version": seen.number,
        "short_digest": words.short(seen.digest),
        "files": attached.files(seen, view.working) if view.working else (),
        "bundle": ties.together(seen),
        "explain_url": ties.explain_url(seen, officer_),
        "deadlines": [view.deadline] if view.deadline else [],
        "versions": [_version(seen, line) for line in view.versions],
        "compare_url": address("compare", row.pk),
        "told": list(reversed(story.told(view.lines, view.names, story.spent(view.case.acts)))),
        "audited": journal.entries(SUBJECT, pk, records=False)
        if rights.may(officer_.actor, "journal.read", row.organ_id)
        else (),
        "public_url": public_url(seen),
        "crumbs": around(),
        "here": row.number,
        **next_step(seen),
    }
    return render(request, "desk/items/page.html", context)


def _clocks(seen: Seen, today: date) -> dict[str, object]:
    """The day that decides, those beside it, and what each of them rests on that no text of the law says."""
    row, calendar, settings = seen.row, rules.calendar(), rules.settings()
    first = clocks.of_publication(row, today, calendar) or clocks.of_evaluation(row, today, calendar, settings)
    explained = clocks.of_interpretation(row, today, calendar, settings) if standing.unexplained(seen) else None
    beside = [each for each in (clocks.of_stage(row, today, calendar), explained) if each]
    doubted = [each for each in (first, *beside) if each and each.caveat]
    return {"clock": first, "clocks_beside": beside, "doubted": doubted}


def as_seen(text: Stored) -> SafeString:
    """The text as citizens will see it, its pictures from where officers may fetch them."""
    # Cleaned when it was kept, and written anew by texts.clean: nothing else is in it.
    return mark_safe(clean.shown(text.content.body, editing_text.address))  # noqa: S308 -- see above


def public_url(seen: Seen) -> str:
    """The page that citizens see; empty while there is none."""
    if not seen.case.shown:
        return ""
    try:
        return reverse("portal:disclosure:item", args=[seen.row.organ.code, seen.row.number])
    except NoReverseMatch:  # An organ's code or an imported number that no address can hold.
        return ""


def _elements(text: Stored) -> list[tuple[str, str]]:
    fields = {name: value for name, value in text.content.fields.items() if name not in _BY_ITSELF}
    return list(casebook.worded(PUBLICATION_FORMS["edit"], fields))


def _attribute(seen: Seen) -> dict[str, str]:
    fields, case = seen.case.fields, seen.case
    code = told(fields, "attribute") or "proactive"
    approval = f"{case.withheld_on} 认定" if case.withheld_on else ""
    if case.withheld_on and case.evaluated != case.withheld_on:
        approval += f"，{case.evaluated} 评估"
    return {
        "label": ATTRIBUTES.get(code, code),
        "ground": GROUNDS.get(told(fields, "ground"), ""),
        "reason": told(fields, "ground_reason"),
        "approved": approval if code != "proactive" else "",
    }


def _version(seen: Seen, line: VersionLine) -> Version:
    marks = [
        *(["现在这一稿"] if line.working else []),
        *(["公众看到的"] if line.live else []),
        *[
            f"{each.day} 公开"
            for each in seen.view.publications
            if each.version.number == line.number and not line.live
        ],
    ]
    return Version(line, address("version", seen.row.pk, line.number), tuple(marks))
