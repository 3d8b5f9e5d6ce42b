"""What the site and the register of documents owe today: columns not renewed, clean-up overdue, differences from the province.

Each a count that leads to its list, like the piles of publication beside which they stand.
"""

from __future__ import annotations

from django.urls import reverse

from gongkai.apps.columns import updating
from gongkai.apps.columns.updating import State
from gongkai.apps.documents import queries as documents
from gongkai.apps.people import rights
from gongkai.apps.search import tending as searching
from gongkai.faces.desk.documents.owed import said
from gongkai.faces.desk.gate import Officer
from gongkai.faces.desk.items.board import Counted

_WRONG, _SOON = ("late", "■"), ("soon", "▲")
_COLUMNS = {
    State.STALE: ("栏目未按时更新", *_WRONG),
    State.EMPTY: ("空白栏目", *_WRONG),
    State.FORESEEN: ("栏目快到期", *_SOON),
}
_LACKING = "栏目树里没有的栏目名"
_IN_VAIN = "常有人搜、没有搜到的词"


def upkeep(officer_: Officer) -> list[Counted]:
    """For the reader's own organ; nothing for who may not see what is published."""
    organ_id, today = officer_.actor.organ_id, officer_.today
    summary = updating.summary(officer_.actor, today)
    if summary is None or not rights.may(officer_.actor, "publishing.read"):
        return []
    tree = reverse("desk:columns:list")
    many = {State.STALE: summary.stale, State.EMPTY: summary.empty, State.FORESEEN: summary.foreseen}
    found = [
        Counted(look, shape, name, len(many[state]), False, f"{tree}?state={state.name.lower()}")
        for state, (name, look, shape) in _COLUMNS.items()
    ]
    found.append(Counted(*_SOON, _LACKING, len(summary.lacking), False, tree))
    owed = said(documents.clean_up(organ_id, today), organ_id)
    owing = [Counted(*(_WRONG if each.wrong else _SOON), each.label, each.how_many, False, each.url) for each in owed]
    in_vain = Counted(*_SOON, _IN_VAIN, searching.often_missed(today), False, reverse("desk:search:list"))
    return [*found, *owing, in_vain]
