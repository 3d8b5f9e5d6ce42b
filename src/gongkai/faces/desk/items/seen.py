"""One item as a page of the desk has it in hand: found for its reader or 404, with what several pages ask of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse

from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.publishing.models import Item, Way
from gongkai.apps.publishing.versions import Stored
from gongkai.apps.publishing.viewing import ItemView
from gongkai.faces.desk.gate import DeskRequest
from gongkai.faces.desk.items import story, words
from gongkai.faces.desk.items.story import Told
from gongkai.law.casework import Option
from gongkai.law.publication.case import ItemCase

TITLE = "信息发布"


@dataclass(frozen=True, slots=True)
class Beside:
    """Another item that a page names."""

    row: Item
    url: str
    mark: words.StateMark


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as its reader sees it now."""

    view: ItemView

    @property
    def row(self) -> Item:
        return self.view.item

    @property
    def case(self) -> ItemCase:
        return self.view.case

    @property
    def text(self) -> Stored | None:
        """The text that the page shows: the one at work, for who may read it, else the public one."""
        return self.view.working or self.view.live

    @property
    def number(self) -> int:
        return self.text.version.number if self.text else 0

    @property
    def digest(self) -> str:
        return self.text.version.digest if self.text else ""

    def option(self, event: str) -> Option | None:
        """Whether an act may be done; None for who only looks on."""
        return next((each for each in self.view.options if each.event == event), None)

    def since(self, based_on: int | None) -> list[Told]:
        """What was done after the page was opened, oldest first."""
        return story.told([line for line in self.view.lines if line.place > (based_on or 0)], self.view.names)

    def done_since(self, actor: Actor, event: str, data: Mapping[str, object], based_on: int | None) -> bool:
        """Whether this very act was done meanwhile: the form was sent twice."""
        return any(
            (act.event, act.person) == (event, actor.person)
            and all(act.data.get(name) == value for name, value in data.items())
            for act in self.case.acts[based_on or 0 :]
        )


def fetch(request: DeskRequest, pk: int) -> Seen:
    """The item for this reader. 404: another organ's, a draft of who may not read drafts, one that is only counted here."""
    try:
        found = publishing.item(request.officer.actor, pk, request.officer.now)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if found.item.way == Way.RECORDED:
        raise Http404
    return Seen(found)


def address(name: str, *args: object) -> str:
    """An address below /desk/items/."""
    return reverse(f"desk:item:{name}", args=args)


def around(row: Item | None = None) -> list[tuple[str, str]]:
    """The way to a page below the list, or below an item's page."""
    crumbs = [(TITLE, address("list"))]
    return [*crumbs, (row.number, address("page", row.pk))] if row else crumbs


def beside(rows: Sequence[Item]) -> list[Beside]:
    """Other items with their addresses and states."""
    return [Beside(row, address("page", row.pk), words.mark(row.state)) for row in rows]


def names_of(logins: Collection[str]) -> dict[str, str]:
    """Names of persons by their logins, as a duty tells them: two queries."""
    keys = people.keys_of(logins)
    names = people.names(keys.values())
    return {login: names[key] for login, key in keys.items() if key in names}
