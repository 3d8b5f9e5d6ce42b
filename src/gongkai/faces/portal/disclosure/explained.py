"""How do a policy and what explains it lead to each other, by the kind of explanation?

Law:     国办发〔2017〕47号 (a policy and its interpretations link to each other); 国办发〔2016〕80号
Takes:   an item, its links. Gives: groups in the order of the genres, for the box above the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.publishing import public
from gongkai.apps.publishing.public import Link, PublicItem
from gongkai.apps.supervision import public as supervision
from gongkai.apps.supervision.models import Activity, Session
from gongkai.law.procedures.publication_forms import GENRES, POLICIES


@dataclass(frozen=True, slots=True)
class Group:
    """The explanations of one kind."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """What stands on the page of a policy, or of one of its explanations: the policy, what explains it, where it was explained."""

    policy: Link | None
    groups: tuple[Group, ...]
    sessions: tuple[tuple[Session, Activity], ...] = ()


def explained(found: PublicItem, on: date) -> Explained:
    """Both ways: a policy with what explains it, an explanation with its policy and the others of it."""
    policy, others = public.related(found)
    if found.genre in POLICIES:
        numbers = (found.number, found.told("document_number"))
        return Explained(None, _groups(others), tuple(supervision.explaining(found.organ_id, numbers, on)))
    return Explained(policy, _groups(public.siblings(found)) if policy else ())


def _groups(links: Iterable[Link]) -> tuple[Group, ...]:
    known: Sequence[Link] = list(links)
    return tuple(
        Group(name, found)
        for genre, name in GENRES.items()
        if (found := tuple(each for each in known if each.genre == genre))
    )
