"""A feed of public items: each known by its index number for ever, updated when its text was corrected, gone when it was taken off.

Takes:   items and where the site stands. Gives: an Atom or RSS document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import open_items
from gongkai.apps.publishing.open_items import OpenItem
from gongkai.faces.look.open_data.items import ENTRY_ONLY, Items
from gongkai.law.procedures.publication_forms import GENRES, WITHDRAWALS
from gongkai.texts.plain import plain

SHOWN = 30
_EXCERPT = 200
_READ = 3000
"""So much of a text is read for an excerpt: a long one need not be taken apart for two hundred characters."""


class Atom(Atom1Feed):
    """Atom whose moment, while it is empty, is that of its day: it is the same for everybody who asks."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _midnight(timezone.localdate())


class Rss(Rss201rev2Feed):
    """The same in RSS 2.0."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _midnight(timezone.localdate())


Kind = type[Atom] | type[Rss]


def identity(installation: UUID, organ_id: int, number: str) -> str:
    """The name of an item for ever: made of the installation and the index number alone. The domain, the code of the organ, the
    address, title and column may change; it does not.
    """
    return uuid5(installation, f"item {organ_id} {number}").urn


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed stands: `page` is the path of the page that it stands for, `own` its own, `lasting` what it is of for ever."""

    base: str
    page: str
    own: str
    lasting: str


def feed(kind: Kind, title: str, description: str, where: Place, wanted: open_items.Wanted) -> Atom | Rss:
    """The feed of what is wanted."""
    today = timezone.localdate()
    site = settings.SITE["name"]
    made = kind(
        title=f"{title} - {site}" if title else site,
        link=where.base + where.page,
        description=description,
        language="zh-CN",
        feed_url=where.base + where.own,
        feed_guid=uuid5(organs.installation(), f"feed {where.lasting}").urn,
        author_name=settings.SITE["organ"] or site,
    )
    shown = open_items.renewed(today, wanted, SHOWN)
    _filled(made, shown, Items(where.base, today))
    return made


def _filled(made: Atom | Rss, shown: Iterable[OpenItem], records: Items) -> None:
    chosen, installation = list(shown), organs.installation()
    bodies = open_items.bodies(each for each in chosen if not each.told("summary"))
    for each in chosen:
        published = _moment(each, each.published_on)
        made.add_item(
            title=each.title,
            link=records.url(each),
            description=_said(each, bodies.get(each.pk, "")),
            author_name=records.organ(each),
            pubdate=published,
            updateddate=max(published, _moment(each, each.changed_on)),
            unique_id=identity(installation, each.organ_id, each.number),
            unique_id_is_permalink=False,
            categories=[name for name in (records.column(each), GENRES.get(each.genre, "")) if name],
        )


def _said(item: OpenItem, body: str) -> str:
    """The summary, else the beginning of the text; before it what has become of the page."""
    text = (
        item.told("summary") or " ".join(plain(body[:_READ]).split()) or (ENTRY_ONLY if item.version_id is None else "")
    )
    short = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}……"
    mark = WITHDRAWALS.get(item.withdrawn_how, "")
    return f"（{mark}）{short}" if mark else short


def _moment(item: OpenItem, day: date) -> datetime:
    """When it became public on that day: the minute where it is known, else the beginning of the day."""
    at = item.published_at
    return at if at is not None and timezone.localdate(at) == day else _midnight(day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
