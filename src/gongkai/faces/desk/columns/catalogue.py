"""Guide and catalogue, as far as the law asks them: what is still missing, and where to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.columns import catalogue
from gongkai.apps.columns.catalogue import Lacking
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.faces.desk.columns.kinds import COLUMN_KIND
from gongkai.faces.desk.columns.listing import HERE, chosen_organ
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.guide import guide
from gongkai.law.disclosure.catalogue import ENTRY_CITE, ENTRY_ELEMENTS

_LABELS = {each.name: each.label for each in ENTRY_ELEMENTS}


@require_safe
@officer
def gaps(request: DeskRequest) -> HttpResponse:
    """Elements of the guide that the office has not told; items and columns whose entries in the catalogue are not whole."""
    organ_id, today = chosen_organ(request), request.officer.today
    organ = organs.by_id(organ_id)
    found = catalogue.gaps(request.officer.actor, organ_id, today)
    context = {
        "organ": organ,
        "guide": guide(organ, organs.name_on(organ_id, today), today),
        "gaps": found,
        "without": _shown(found.without),
        "untagged": [(each, COLUMN_KIND.url("entry", each.pk)) for each in found.untagged],
        "elements": ENTRY_ELEMENTS,
        "cite": ENTRY_CITE,
        "may": rights.may(request.officer.actor, "column.record", organ_id),
        "crumbs": [(HERE, reverse("desk:columns:list"))],
        "here": "指南和目录",
    }
    return render(request, "desk/columns/catalogue.html", context)


def _shown(without: Mapping[str, Lacking]) -> list[tuple[str, Lacking, list[tuple[str, str, str]]]]:
    """What lacks each element: its label, the count, and title, number and address of the first items."""
    return [
        (_LABELS[name], each, [(item.title, item.number, _address(item.id, item.drafted)) for item in each.first])
        for name, each in without.items()
    ]


def _address(item_id: int, drafted: bool) -> str:
    """Where an item is mended: what was only recorded stands in its register."""
    return reverse("desk:item:page" if drafted else "desk:registers:items-entry", args=[item_id])
