"""Rows that many tests begin with: made once for the tests that follow one another and ask for them, seen by each as if made for it alone.

Takes:   `@rows` above a function that makes rows and gives what tells of them; its parameters are other such functions.
Gives:   a fixture of that name. The rows lie in a transaction of their own around the tests, each test in a savepoint within; what it
         gets is a copy, so that neither a row nor an attribute that it changes is seen by the next.

A test sees the rows that it asks for and no others: before a test with other wishes the transaction is rolled back as far as need be.
The rows are made before the other fixtures of the test: a clock or a setting that is to hold for them is set in the function itself.
`transaction=True` and a live server see committed rows alone: with them, nothing that was begun is there, and asking for it is a mistake.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

_MADE_BY: dict[Callable[..., Any], Callable[..., Any]] = {}
"""What makes the rows, by the fixture that hands them on; those that others are made with come first."""


@dataclass(frozen=True, slots=True)
class _Begun:
    fixture: Callable[..., Any]
    value: Any
    around: transaction.Atomic


class Beginnings:
    """What stands in the database of this process now, the one in the transaction of the other."""

    def __init__(self, blocker: Any) -> None:
        self._blocker = blocker
        self._open: list[_Begun] = []

    def want(self, fixtures: dict[str, Callable[..., Any]]) -> None:
        """These rows, by the names under which the test asks for them, and no others."""
        wanted = sorted(fixtures.values(), key=list(_MADE_BY).index)
        same = 0
        for begun, fixture in zip(self._open, wanted, strict=False):
            if begun.fixture is not fixture:
                break
            same += 1
        self.end(same)
        for fixture in wanted[same:]:
            self._begin(fixture, fixtures)

    def end(self, kept: int = 0) -> None:
        """Takes back all but the first so many."""
        with self._blocker.unblock():
            while len(self._open) > kept:
                around = self._open.pop().around
                transaction.set_rollback(True)
                around.__exit__(None, None, None)

    def value(self, fixture: Callable[..., Any]) -> Any:
        """A copy of what was told of the rows."""
        return copy.deepcopy(next(begun.value for begun in self._open if begun.fixture is fixture))

    def _begin(self, fixture: Callable[..., Any], fixtures: dict[str, Callable[..., Any]]) -> None:
        make = _MADE_BY[fixture]
        told = {name: self.value(fixtures[name]) for name in inspect.signature(make).parameters}
        around = transaction.atomic()
        # As around each test: what must not lie within another transaction may lie within this one.
        around._from_testcase = True  # type: ignore[attr-defined]
        with self._blocker.unblock():
            around.__enter__()
            self._open.append(_Begun(fixture, None, around))
            try:
                value = make(**told)
            except BaseException:
                self.end(len(self._open) - 1)
                raise
        self._open[-1] = _Begun(fixture, value, around)


_HERE = pytest.StashKey[Beginnings]()


def rows(make: Callable[..., Any]) -> Any:
    """The fixture of these rows, in the place of the function."""

    def handed(**given: Any) -> Any:
        begun: Beginnings = given["beginnings"]
        return begun.value(handed)

    needed = ["db", "beginnings", *inspect.signature(make).parameters]
    handed.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in needed]
    )
    handed.__doc__ = make.__doc__
    _MADE_BY[handed] = make
    return pytest.fixture(name=make.__name__)(handed)


@pytest.fixture(scope="package", autouse=True)
def beginnings(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Beginnings]:
    """For the folder that names it: what was begun in it ends with it."""
    begun = request.config.stash[_HERE] = Beginnings(django_db_blocker)
    yield begun
    begun.end()


def make_way(item: pytest.Item) -> None:
    """Before a test that turns to another database, which no transaction outlives."""
    begun = item.config.stash.get(_HERE, None)
    if begun is not None and "demo_database" in getattr(item, "fixturenames", ()):
        begun.end()


@pytest.fixture
def _wanted_rows(request: pytest.FixtureRequest, beginnings: Beginnings, django_db_setup: None) -> None:
    """What this test asks for stands before its own transaction begins."""
    marker = request.node.get_closest_marker("django_db")
    alone = bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(request.fixturenames)
    )
    known = request.node._fixtureinfo.name2fixturedefs
    asked = {name: known[name][-1].func for name in request.fixturenames if name in known}
    fixtures = {name: function for name, function in asked.items() if function in _MADE_BY}
    assert not (alone and fixtures), f"{request.node.nodeid}: {', '.join(fixtures)} lie in a transaction"
    beginnings.want(fixtures)


@pytest.fixture
def _django_db_helper(_wanted_rows: None, _django_db_helper: None) -> None:
    """pytest-django's transaction of the test, within that of the rows."""
