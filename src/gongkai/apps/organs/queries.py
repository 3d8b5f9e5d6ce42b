"""Which organ is meant, what was it called on a day, and what lies below it?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from gongkai.apps.organs.models import FormerCode, Installation, Organ, OrganName

Row = TypeVar("Row", Organ, OrganName)
Names = Mapping[int, str]
"""Something that each organ is called, by id."""
_BELOW: ContextVar[dict[int, list[int]] | None] = ContextVar("below", default=None)
"""The organs right below each, as far as they were asked for: of the page that is being made, never longer."""


class NoSuchOrgan(LookupError):
    """No organ, or several, by that name: one Chinese sentence with those that are meant."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Branch:
    """An organ in the tree, with its name on the day asked for."""

    organ: Organ
    name: str
    depth: int


def next_name(code: str, after: date) -> date | None:
    """The day on which an organ is called otherwise, the first after this day; None where no other name is known."""
    starts = OrganName.objects.filter(organ__code=code, since__gt=after).order_by("since")
    return starts.values_list("since", flat=True).first()


def organ(code_or_name: str, on: date) -> Organ:
    """The organ of a code, else of a name or short name that it bore on a day, else of one that it bore before.

    A former name is looked for only when nobody bears it on the day: names pass from organ to organ.
    Refused (`NoSuchOrgan`): none, or several.
    """
    wanted = plain(code_or_name)
    if not wanted:
        raise NoSuchOrgan("没有写明机关，请给出机关的代码或者名称。")
    by_code = Organ.objects.filter(code=wanted).first()
    if by_code is not None:
        return by_code
    borne = OrganName.objects.filter(Q(name=wanted) | Q(short_name=wanted)).select_related("organ")
    for names in (_valid(borne, on), borne.filter(since__lte=on)):
        found = {each.organ_id: each for each in names}
        if len(found) == 1:
            return next(iter(found.values())).organ
        if found:
            several = "、".join(f"{each.name}（{each.organ.code}）" for each in found.values())
            raise NoSuchOrgan(f"“{wanted}”指不止一个机关：{several}。请改用代码。")
    raise NoSuchOrgan(f"没有名为“{wanted}”的机关。{_available(on)}")


def plain(text: str) -> str:
    """A name as it is compared and kept: full-width letters made plain, no blanks, since Chinese names have none."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("(", "（").replace(")", "）")


def _available(on: date) -> str:
    known = list(_valid(OrganName.objects.all(), on).order_by("organ_id").values_list("name", flat=True)[:6])
    if not known:
        return "还没有设立任何机关，请先用 gongkai organs found 设立。"
    return f"现有：{'、'.join(known[:5])}{'等' if len(known) > 5 else ''}。"


def name_on(organ_id: int, day: date) -> str:
    """The name that an organ bore on a day; on a day before its first name the first, so that every report has one."""
    return names((organ_id,), day)[organ_id]


def names(organ_ids: Iterable[int] | None, day: date) -> Mapping[int, str]:
    """The names of organs on a day by id, of all organs for None, in one query. An id without any name is left out."""
    return {pk: each.name for pk, each in _names(organ_ids, day).items()}


def short_names(organ_ids: Iterable[int] | None, day: date) -> Mapping[int, str]:
    """As `names`, the short name where there is one."""
    return {pk: each.short_name or each.name for pk, each in _names(organ_ids, day).items()}


def _names(organ_ids: Iterable[int] | None, day: date) -> dict[int, OrganName]:
    rows = OrganName.objects.order_by("organ_id", "since")
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=set(organ_ids))
    found: dict[int, OrganName] = {}
    for row in rows:
        if row.organ_id not in found or row.since <= day:
            found[row.organ_id] = row
    return found


def present_code(code: str) -> str:
    """The code that the organ bears now that bore another before; empty where none did."""
    return FormerCode.objects.filter(code=code).values_list("organ__code", flat=True).first() or ""


def heir(organ: Organ) -> Organ | None:
    """The organ that took over from a dissolved one, at the end of the line; None where nobody did."""
    seen, there = {organ.pk}, organ
    while there.successor_id is not None and there.successor_id not in seen:
        seen.add(there.successor_id)
        there = by_id(there.successor_id)
    return there if there.pk != organ.pk else None


def short_of_all(on: date) -> list[tuple[str, str]]:
    """Every organ that exists on a day and has a short name: name and short name, in the order of the tree."""
    called = _names(None, on)
    rows = [called[each.organ.pk] for each in tree(on) if each.organ.pk in called]
    return [(row.name, row.short_name) for row in rows if row.short_name]


def installation() -> UUID:
    """What tells this installation from all others, for ever: identities of what it publishes are made from it."""
    return Installation.objects.get_or_create(pk=1)[0].identity


def by_id(organ_id: int) -> Organ:
    """The organ of an id. Not found: `Organ.DoesNotExist`."""
    return Organ.objects.get(pk=organ_id)


def codes() -> Names:
    """The codes of all organs by id, dissolved ones too."""
    return dict(Organ.objects.values_list("pk", "code"))


def all_ids() -> list[int]:
    """The ids of all organs, dissolved ones too."""
    return list(Organ.objects.order_by("pk").values_list("pk", flat=True))


def tree(on: date) -> list[Branch]:
    """The organs that exist on a day, each before those below it, siblings by code.

    An organ whose superior is dissolved stands at the top, so that none is lost from sight.
    """
    alive = {each.pk: each for each in _valid(Organ.objects.all(), on).order_by("code")}
    called = names(alive, on)
    below: dict[int | None, list[Organ]] = {}
    for each in alive.values():
        below.setdefault(each.parent_id if each.parent_id in alive else None, []).append(each)
    found: list[Branch] = []
    waiting = [(each, 0) for each in reversed(below.get(None, []))]
    while waiting:
        each, depth = waiting.pop()
        found.append(Branch(each, called.get(each.pk, each.code), depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(each.pk, []))]
    return found


def dissolved(on: date) -> list[Branch]:
    """The organs that ceased to be before a day, by code, with their last names: what they published stays."""
    gone = list(Organ.objects.filter(until__lt=on).order_by("code"))
    called = names([each.pk for each in gone], on)
    return [Branch(each, called.get(each.pk, each.code), 0) for each in gone]


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it, who lies below whom is asked of the database once: for a page that only reads, whose every part asks for its organs."""
    token = _BELOW.set({})
    try:
        yield
    finally:
        _BELOW.reset(token)


def family(organ_id: int) -> frozenset[int]:
    """An organ and all organs below it, dissolved ones too, since their cases remain."""
    below = _below()
    found, waiting = {organ_id}, [organ_id]
    while waiting:
        for child in below.get(waiting.pop(), []):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def _below() -> dict[int, list[int]]:
    known = _BELOW.get()
    if known:
        return known
    found: dict[int, list[int]] = {} if known is None else known
    for pk, parent in Organ.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        found.setdefault(parent or 0, []).append(pk)
    if known is not None:
        # So that an installation without any superior is known, too.
        found.setdefault(0, [])
    return found


def is_below(organ_id: int, ancestor_id: int) -> bool:
    """Whether an organ is the other or lies below it."""
    return organ_id in family(ancestor_id)


def _valid(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    return rows.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
