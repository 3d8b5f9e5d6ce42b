"""What pages of one organ have in common need not be read for each of them, while many are written one after the other.

Takes:   the newest change that was known when a page was begun. Gives: `remembered`, what was read for an earlier page of the same
         round, as long as nothing at all has changed since and the day is the same; for a reader's own request it is always read.

So a page that was made from memory is as true as one that was read: a change after its beginning has a higher number, and by that
the page is not kept (`pages.actions.keep`), as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")
_MOST = 5000


class Round:
    """One round of writing."""

    def __init__(self) -> None:
        self.state: tuple[int, date] | None = None
        self.known: dict[Hashable, Any] = {}


_memory: ContextVar[Round | None] = ContextVar("pages_memory", default=None)


@contextmanager
def remembering(of: Round) -> Iterator[None]:
    """While one page of a round is rendered."""
    token = _memory.set(of)
    try:
        yield
    finally:
        _memory.reset(token)


def begin(newest: int, today: date) -> None:
    """A page is begun: what was read before another change, or on another day, is forgotten."""
    memory = _memory.get()
    if memory is not None and (memory.state != (newest, today) or len(memory.known) > _MOST):
        memory.state, memory.known = (newest, today), {}


def remembered(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives. It must rest on nothing but what the page's scopes name, and nobody may change it."""
    memory = _memory.get()
    if memory is None or memory.state is None:
        return read()
    if key not in memory.known:
        memory.known[key] = read()
    found: T = memory.known[key]
    return found
