"""A county with something of everything public, its kept pages, and the wall clock of tests that make pages again at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.apps.pages import actions, rendering, shelf
from gongkai.apps.pages.actions import Rendered
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item
from gongkai.faces.look import addresses
from tests.apps.office import at
from tests.apps.publishing.desk import BODY, FIELDS, drafted
from tests.faces.portal.disclosure.published import Shown, explained, normative, out, policy, shown
from tests.rigs.kept_pages import own_pages

TODAY = date(2026, 3, 9)
Pages = dict[str, Rendered]
_FIRST: Pages = {}


class Clock:
    """It goes on by a second with each look, so that pages may be made again at once."""

    def __init__(self) -> None:
        self.now = at(TODAY)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@contextmanager
def ticking(folder: Path) -> Iterator[Clock]:
    """The wall clock of a test, and a folder of kept pages of its own."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", clock)
        with own_pages(folder, domain="localhost"):
            yield clock


@dataclass
class County:
    """One organ with something of everything, and its pages."""

    place: Shown
    policy: Item
    explanation: Item
    notice: Item
    document: Item

    def all_pages(self) -> Pages:
        """What Django renders now at every address that is kept."""
        paths = [each.path for each in addresses.everything(TODAY)]
        return {path: page for path, page in rendering.rendered(paths) if page is not None}

    def first_pages(self) -> Pages:
        """All pages as the county is when it has just been made: rendered once, for each test makes the same one.

        Were it another after all, its pages would differ from these after any act without being removed by it: the test would fail.
        """
        if not _FIRST:
            _FIRST.update(self.all_pages())
        return dict(_FIRST)


def county() -> County:
    """Public since a week."""
    place = shown()
    house = place.house
    first = policy(house)
    second = explained(house, first.number)
    notice = out(house, drafted(house, Content({**FIELDS, "title": "造林通知"}, BODY), at(date(2026, 3, 2))))
    return County(place, first, second, notice, normative(house, "昌政发〔2026〕9号"))


def keep_all(pages: Pages) -> None:
    """Each of these pages that is not kept already."""
    actions.keep([page for path, page in pages.items() if not shelf.exists(path)], timezone.now(), 5)


def untrue_after(of: County, before: Pages, act: Callable[[], None]) -> tuple[set[str], set[str], Pages]:
    """Which of the pages `before` an act changed or took away, which of these are still kept after it, and all pages after it."""
    missing = {path for path in before if not shelf.exists(path)}
    assert not missing, missing
    act()
    left = {path for path in before if shelf.exists(path)}
    after = of.all_pages()
    changed = {path for path, page in before.items() if path not in after or after[path].content != page.content}
    return changed, changed & left, after
