"""What does everybody see of one item, and what is nobody's business?

Law:     国办发〔2017〕47号 (what is no longer valid stays, marked); 条例 24 (index, elements)
Takes:   the organ's code and the index number, as they stand in the address; no actor, since what is public is public.
Gives:   `item`, `attachment`, `related`, `listed`; `hidden`, the items at whose door a stranger stood. What was published elsewhere and is
         only recorded here has its page like any other, with what the register tells and no text.

Shown is the text that was published last, and nothing of the working text: not its title, not its files. It is read from the row of
its publication, which the database keeps from being changed or made without signatures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.timezone import get_current_timezone, make_aware

from gongkai.apps.publishing.content import OLD_MOMENT
from gongkai.apps.publishing.models import FileUse, Item, Publication, Version, VersionFile, Way
from gongkai.law.procedures.publication_forms import ATTRIBUTES, GENRES, POLICIES

LIVE, MARKED, MERGED, MISTAKEN = "live", "marked", "merged", "mistaken"
_KEPT = ("repealed", "lapsed")


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of the published text: an attachment, or a picture within it."""

    place: int
    name: str
    use: str
    alt: str
    digest: str
    kind: str
    size: int
    organ_id: int


@dataclass(frozen=True, slots=True)
class PublicItem:
    """One item as it was published last.

    `standing` is live, marked (repealed or lapsed: the text stays under a banner), merged (`successor` takes its place) or
    mistaken (gone). `updates` are the days on which a later text took the place of an earlier one. `owing` tells that it was
    published by the emergency door and not yet approved. `fields` are those of the draft (publication_forms).
    """

    pk: int
    organ_id: int
    code: str
    number: str
    title: str
    standing: str
    way: str
    owing: bool
    first_published_on: date | None
    published_at: datetime
    updates: tuple[date, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    digest: str = ""
    files: tuple[PublicFile, ...] = ()
    withdrawn_on: date | None = None
    withdrawn_how: str = ""
    withdrawn_by: str = ""
    successor: str = ""

    def told(self, name: str) -> str:
        """A field of the text, empty where nothing was told."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    @property
    def timed(self) -> bool:
        """Whether the hour of publication is known: of what was moved in only where the old site told it, of what is recorded never."""
        return self.way not in (Way.IMPORTED, Way.RECORDED) or bool(self.told(OLD_MOMENT))

    @property
    def only_recorded(self) -> bool:
        """Whether its text stands elsewhere: here is what the register tells, and no text."""
        return self.way == Way.RECORDED

    @property
    def genre(self) -> str:
        return self.told("genre")

    @property
    def genre_name(self) -> str:
        return GENRES.get(self.genre, "")

    @property
    def attribute_name(self) -> str:
        return ATTRIBUTES.get(self.told("attribute"), "")

    @property
    def column(self) -> str:
        return self.told("column")

    @property
    def attachments(self) -> tuple[PublicFile, ...]:
        return tuple(each for each in self.files if each.use == FileUse.ATTACHMENT)

    @property
    def pictures(self) -> Mapping[str, PublicFile]:
        """By digest, as the text names them."""
        return {each.digest: each for each in self.files if each.use == FileUse.PICTURE}


@dataclass(frozen=True, slots=True)
class Link:
    """Another public item: enough to lead there. `readable` tells that it has a page here."""

    number: str
    code: str
    title: str
    genre: str
    published_on: date
    readable: bool

    @property
    def genre_name(self) -> str:
        return GENRES.get(self.genre, "")


def item(code: str, number: str) -> PublicItem:
    """What everybody sees of an item. Not found (`Item.DoesNotExist`): what was never public, or is not there; what was only recorded and
    is withdrawn.
    """
    try:
        row, published = _published(code, number)
    except Item.DoesNotExist:
        return _recorded(code, number)
    last = _shown(row, published)
    told: dict[str, Any] = {}
    standing = _standing(row)
    if standing not in (MERGED, MISTAKEN):
        # Of what is gone nothing more is read than that it is.
        version = Version.objects.get(pk=last.version_id)
        told = {
            "updates": tuple(dict.fromkeys(each.day for each in published[1:])),
            "fields": json.loads(version.meta),
            "body": version.body,
            "digest": last.digest,
            "files": tuple(_files(version.pk)),
        }
    return PublicItem(
        pk=row.pk,
        organ_id=row.organ_id,
        code=code,
        number=row.number,
        title=last.title,
        standing=standing,
        way=last.way,
        owing=row.state == "owing",
        first_published_on=row.published_on,
        published_at=last.published_at,
        withdrawn_on=row.withdrawn_on,
        withdrawn_how=row.withdrawn_how,
        withdrawn_by=row.withdrawn_by,
        successor=row.successor,
        **told,
    )


def attachment(code: str, number: str, place: int) -> PublicFile:
    """A file of the text that everybody sees now. Not found (`Item.DoesNotExist`): of any other text, and of what was taken off."""
    row, published = _published(code, number)
    if _standing(row) in (MERGED, MISTAKEN):
        raise Item.DoesNotExist
    found = [each for each in _files(_shown(row, published).version_id) if each.place == place]
    if not found:
        raise Item.DoesNotExist
    return found[0]


def related(found: PublicItem) -> tuple[Link | None, list[Link]]:
    """The policy that an item explains or accompanies, and what explains or accompanies it: the one link read both ways."""
    interprets = found.told("interprets")
    policies = open_rows().filter(organ_id=found.organ_id, number=interprets).exclude(pk=found.pk) if interprets else ()
    others = interpreting(found.number).filter(organ_id=found.organ_id).exclude(pk=found.pk)
    links = [link(row, found.code) for row in by_day(others)] if found.genre in POLICIES else []
    return next((link(row, found.code) for row in policies), None), links


def interpreting(number: str) -> QuerySet[Item]:
    """What explains or accompanies a policy. That it interprets something at all is said once more: SQLite takes the small index of
    such items only where its condition stands in the question itself.
    """
    return open_rows().exclude(interprets="").filter(interprets=number)


def by_day(rows: Iterable[Item]) -> list[Item]:
    """A few items in the order in which they became public, put so here: a database that is asked to do it reads the whole organ by
    day until it has found the few that it could have looked up.
    """
    return sorted(rows, key=lambda row: (row.published_on or date.max, row.pk))


def pages(organ_id: int, code: str, numbers: Iterable[str]) -> dict[str, Link]:
    """Which of these index numbers have a page here, by number."""
    wanted = [each for each in numbers if each]
    rows = open_rows().filter(organ_id=organ_id, number__in=wanted) if wanted else []
    return {row.number: link(row, code) for row in rows if row.has_page}


def by_document_number(organ_id: int, code: str, document_number: str) -> Link | None:
    """The public item that carries a document number; the newest where several do."""
    if not document_number:
        return None
    found = by_day(open_rows().exclude(document_number="").filter(organ_id=organ_id, document_number=document_number))
    return link(found[-1], code) if found else None


def listed(organ_id: int, on: date, columns: Iterable[str] | None = None) -> QuerySet[Item]:
    """What an organ has published, newest first, in the columns of these names or in all. What was repealed or has lapsed stays
    in the list, to be marked; what was recorded by mistake, merged or taken off does not.
    """
    rows = open_rows().filter(organ_id=organ_id, published_on__lte=on)
    if columns is not None:
        rows = rows.filter(column__in=list(columns))
    return rows.order_by("-published_on", "-pk")


@dataclass(frozen=True, slots=True)
class Hidden:
    """An item of which something is not public: never published, taken off, or with a text under way."""

    pk: int
    organ_id: int


def hidden(code: str, number: str) -> Hidden | None:
    """What is hidden behind an address of the portal; None where all is public, or nothing is there."""
    return _hidden(Q(organ__code=code, number=number))


def hidden_by_key(pk: int) -> Hidden | None:
    """The same by the key of the row, as addresses of the desk have it."""
    return _hidden(Q(pk=pk))


def _hidden(which: Q) -> Hidden | None:
    rows = (
        Item.objects.filter(which).exclude(way=Way.RECORDED).exclude(state__in=("live", "archived"), withdrawn_how="")
    )
    found = rows.values_list("pk", "organ_id").first()
    return Hidden(*found) if found else None


@dataclass(frozen=True, slots=True)
class _Once:
    """One publication, without its text."""

    pk: int
    version_id: int
    title: str
    way: str
    digest: str
    day: date
    published_at: datetime


def _once_public() -> QuerySet[Item]:
    return Item.objects.filter(annulled=False, published_on__isnull=False).exclude(way=Way.RECORDED)


def open_rows() -> QuerySet[Item]:
    """Rows that everybody may see: public and not taken off, save for what only lost its validity."""
    rows = Item.objects.filter(annulled=False, published_on__isnull=False)
    shown = Q(withdrawn_on__isnull=True) | (Q(withdrawn_how__in=_KEPT) & ~Q(way=Way.RECORDED))
    return rows.filter(shown)


def with_page(rows: QuerySet[Item]) -> QuerySet[Item]:
    """Of rows that everybody may see, those to which an address leads: the question of `Item.has_page`, put to the database."""
    return rows.exclude(way=Way.RECORDED, number__contains="/")


def _recorded(code: str, number: str) -> PublicItem:
    row = with_page(open_rows()).get(way=Way.RECORDED, organ__code=code, number=number)
    assert row.published_on is not None, "public"
    formed_on = row.formed_on.isoformat() if row.formed_on else None
    told = {name: getattr(row, name) for name in ("column", "genre", "attribute", "document_number", "interprets")}
    return PublicItem(
        pk=row.pk,
        organ_id=row.organ_id,
        code=code,
        number=row.number,
        title=row.title,
        standing=LIVE,
        way=row.way,
        owing=False,
        first_published_on=row.published_on,
        published_at=make_aware(datetime.combine(row.published_on, time.min), get_current_timezone()),
        fields={**told, "formed_on": formed_on},
    )


def _standing(row: Item) -> str:
    if row.withdrawn_on is None:
        return LIVE
    if row.withdrawn_how in _KEPT:
        return MARKED
    return MERGED if row.withdrawn_how == "merged" and row.successor else MISTAKEN


def _published(code: str, number: str) -> tuple[Item, list[_Once]]:
    row = _once_public().get(organ__code=code, number=number)
    rows = Publication.objects.filter(version__item_id=row.pk).order_by("pk")
    columns = rows.values_list("pk", "version_id", "version__title", "way", "digest", "day", "published_at")
    published = [_Once(*each) for each in columns]
    if not published:
        raise Item.DoesNotExist
    return row, published


def _shown(row: Item, published: list[_Once]) -> _Once:
    return next((each for each in published if each.pk == row.live_id), published[-1])


def _files(version_id: int) -> list[PublicFile]:
    rows = VersionFile.objects.filter(version_id=version_id).annotate(
        digest=F("blob__digest"), kind=F("blob__kind"), size=F("blob__size"), organ=F("blob__organ_id")
    )
    return [
        PublicFile(each.place, each.name, each.use, each.alt, each.digest, each.kind, each.size, each.organ)
        for each in rows.order_by("place")
    ]


def link(row: Item, code: str) -> Link:
    assert row.published_on is not None
    return Link(row.number, code, row.title, row.genre, row.published_on, row.has_page)
