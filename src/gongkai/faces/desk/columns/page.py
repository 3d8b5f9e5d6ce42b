"""The page of one column: what it is, what is due in it, what may be done with it, everything that was entered about it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.columns import queries, updating
from gongkai.apps.columns.models import Column
from gongkai.apps.columns.registers import COLUMNS
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.register_history import Worded, history, in_words
from gongkai.faces.desk.columns.kinds import COLUMN_KIND
from gongkai.faces.desk.columns.listing import HERE, line
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.website.columns import KINDS
from gongkai.law.website.updating import in_words as duty_in_words

_OWN_WORDS = ("slug", "name", "former", "parent", "every", "times", "person", "place", "successor")


@require_safe
@officer
def column(request: DeskRequest, pk: int) -> HttpResponse:
    """One column. 404 for those of other organs."""
    officer_ = request.officer
    try:
        row = queries.visible(officer_.actor, pk)
    except Column.DoesNotExist as missing:
        raise Http404 from missing
    standing = next(
        (each for each in updating.due(row.organ_id, officer_.today) if each.branch.column.pk == row.pk), None
    )
    writable = rights.may(officer_.actor, COLUMNS.right, row.organ_id)
    names = people.names({row.person} if row.person else set())
    facts = _facts(row, names.get(row.person, ""))
    if row.organ_id != officer_.actor.organ_id:
        facts.append(("机关", organs.name_on(row.organ_id, officer_.today)))
    context = {
        "row": row,
        "tag": KINDS[row.kind].name,
        "standing": COLUMN_KIND.standing(row, officer_.today),
        "line": line(standing, names) if standing else None,
        "facts": [(label, text) for label, text in facts if text],
        "lacks": not row.annulled and not (row.description and row.keywords),
        "acts": [
            (COLUMNS.events[event], COLUMN_KIND.url("act", row.pk, event), COLUMN_KIND.acts[event].about)
            for event in (COLUMN_KIND.offered(row) if writable else ())
        ],
        "may_move": writable and standing is not None,
        "kind": COLUMN_KIND,
        "lines": history(COLUMNS, row.pk, _worded(row)),
        "audited": rights.may(officer_.actor, "journal.read", row.organ_id),
        "crumbs": [(HERE, reverse("desk:columns:list"))],
        "here": row.name,
    }
    return render(request, "desk/columns/column.html", context)


def _worded(row: Column) -> Worded:
    """Persons and other columns are kept by their keys."""
    known = {each.slug: each.name for each in queries.all_of(row.organ_id)}

    def column_called(slug: str) -> str:
        return known.get(slug, slug)

    def person_called(key: str) -> str:
        return people.names({key}).get(key, key)

    return {"parent": column_called, "successor": column_called, "person": person_called}


def _facts(row: Column, person: str) -> list[tuple[str, str]]:
    known = {each.slug: each for each in queries.all_of(row.organ_id)}
    labels = COLUMNS.labels
    parent, successor = known.get(row.parent), known.get(row.successor)
    stays = row.closed_on and row.successor == row.slug
    told = {
        "parent": parent.name if parent else "",
        "former": "、".join(row.names[1:]),
        "every": duty_in_words(row.every, row.times),
        "person": person,
        "slug": row.slug,
        "successor": "留在原处，已停止更新" if stays else successor.name if successor else "",
    }
    rest = {name: in_words(COLUMNS, name, getattr(row, name)) for name in labels if name not in _OWN_WORDS}
    everything = {**told, **rest}
    return [(labels[name], everything[name]) for name in labels if everything.get(name)]
