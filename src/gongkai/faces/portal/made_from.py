"""From what are the portal's pages made? The scopes of each kind of page, from the parts of its address, for `keeping.kept`."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest

from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import scopes
from gongkai.apps.pages.memory import remembered
from gongkai.apps.publishing.around import Neighbours
from gongkai.apps.publishing.public import PublicItem
from gongkai.faces.portal.keeping import also, not_after
from gongkai.law.procedures.publication_forms import POLICIES

_LONG = timedelta(days=3650)


def whole_site(**_: object) -> tuple[str, ...]:
    """A page that tells of all organs."""
    return (scopes.SITE,)


def program(**_: object) -> tuple[str, ...]:
    """A page that tells of nothing that an act could change."""
    return ()


def of_organ(code: str, **_: object) -> tuple[str, ...]:
    """A page of an organ that shows no lists: its guide, its instruments."""
    return (scopes.organ(code),)


def lists(code: str, **_: object) -> tuple[str, ...]:
    """A page of what an organ has published."""
    return scopes.organ(code), scopes.lists(code), scopes.documents(code)


def report(code: str, year: int, **_: object) -> tuple[str, ...]:
    """The page of a report."""
    return scopes.organ(code), scopes.lists(code), scopes.report(code, year)


def item(code: str, number: str, **_: object) -> tuple[str, ...]:
    """The page of an item, as far as its address tells; the rest tells `tied`."""
    return scopes.organ(code), scopes.item(code, number)


def until_renamed(today: date, code: str, **_: object) -> date:
    """A page on which nothing but the name of its organ depends on the day."""
    day = remembered(("next name", code), lambda: organs.next_name(code, today))
    return day - timedelta(days=1) if day else today + _LONG


def tied(request: HttpRequest, found: PublicItem, beside: Neighbours, today: date, marked: bool) -> None:
    """Tell what else the page of an item is made from: whatever it names, and what it would name if it were there. `marked`: the
    register of documents says something of it.
    """
    code = found.code
    for link in (beside.older, beside.newer):
        if link is not None:
            also(request, scopes.item(code, link.number))
    for number in (found.told("interprets"), found.successor):
        if number:
            also(request, scopes.item(code, number))
    newest = beside.newer is None or beside.newer.published_on >= today
    if newest or (found.first_published_on or today) >= today:
        # What is published next comes right behind it, or today still between the two.
        also(request, scopes.lists(code))
    if found.only_recorded:
        # Of what it is nothing is known here: any row of the register may be of it.
        also(request, scopes.documents(code))
    if (
        marked
        or found.genre in POLICIES
        or any(found.told(name) for name in ("document_number", "interprets", "changes", "valid_until"))
        or found.withdrawn_by
        or found.successor
    ):
        also(request, scopes.documents(code))
        # A document begins, is amended and lapses by the day, and so does what is said of it.
        not_after(request, today)
