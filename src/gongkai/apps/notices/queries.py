"""Which channels are set up, what is in the outbox, what was an officer told?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count

from gongkai.apps.journal import vault
from gongkai.apps.notices.models import Channel, Message, Notice, Preference, State
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.config import channels as configured
from gongkai.config.channels import Http
from gongkai.config.environment import current

PAGE_ROWS = 50
__all__ = ["Channel", "Channels", "Message", "State", "channels", "failures", "notices", "outbox", "own", "unsent"]


@dataclass(frozen=True)
class Channels:
    """What is set up: mail by the environment, the others by the channels' file; `dry` shows and sends nothing."""

    mail: bool
    others: Mapping[str, Http]
    dry: bool

    @cached_property
    def for_officers(self) -> frozenset[str]:
        """Channels by which officers can be told."""
        return (
            frozenset(each.value for each in Channel)
            if self.dry
            else frozenset((["mail"] if self.mail else []) + list(self.others))
        )

    @cached_property
    def for_applicants(self) -> bool:
        """Whether applicants can be told at all: by mail or SMS."""
        return self.dry or self.mail or Channel.SMS.value in self.others

    @property
    def sentence(self) -> str:
        """What the desk says of it."""
        if self.dry:
            return "现在是演示方式：通知只写进发件箱，不真的发出（GONGKAI_NOTICES_DRY）。"
        if not self.for_officers:
            return "没有设置任何发送方式（电子邮件、短信、企业微信），提醒只在工作台里看得到；设置方法见 docs/operating/watch.md。"
        return f"已设置：{'、'.join(each.label for each in Channel if each.value in self.for_officers)}。"


@dataclass(frozen=True, slots=True)
class Outbox:
    """One page of messages, newest first."""

    rows: tuple[Message, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Own:
    """An officer's own preference with the addresses as they can be shown to that officer."""

    preference: Preference
    phone: str
    account: str


def channels() -> Channels:
    """The channels in force. Raises `config.environment.BadSetting` for a file that cannot be read."""
    return Channels(bool(settings.MAIL_FROM), configured.others(current()), settings.NOTICES_DRY)


def outbox(actor: Actor, state: str = "", page: int = 1) -> Outbox:
    """The messages of the reader's organ: two queries. `people.rights.Forbidden`."""
    rights.demand(actor, "outbox.tend")
    found = Message.objects.filter(organ_id=actor.organ_id).select_related("person").order_by("-made_at", "-pk")
    if state:
        found = found.filter(state=state)
    shown = Paginator(found, PAGE_ROWS).get_page(max(1, page))
    return Outbox(tuple(shown), shown.number, shown.paginator.num_pages, shown.paginator.count)


def failures(actor: Actor) -> Mapping[str, int]:
    """How many messages of the reader's organ did not go out, or may not have; empty for who cannot mend it."""
    if not rights.may(actor, "outbox.tend"):
        return {}
    found = Message.objects.filter(organ_id=actor.organ_id, state__in=(State.FAILED, State.UNKNOWN))
    return dict(found.order_by().values_list("state").annotate(how_many=Count("pk")))


def unsent() -> int:
    """How many messages of all organs did not go out, or may not have, for who looks after the machine."""
    return Message.objects.filter(state__in=(State.FAILED, State.UNKNOWN)).count()


def notices(actor: Actor, most: int = 50) -> list[Notice]:
    """What an officer was told lately, newest first."""
    if not actor.person.isdecimal():
        return []
    return list(
        Notice.objects.filter(person_id=int(actor.person), organ_id=actor.organ_id).order_by("-raised_at", "-pk")[:most]
    )


def own(actor: Actor) -> Own:
    """How this officer wants to be told; what is supposed where nothing was chosen yet."""
    found = Preference.objects.filter(person_id=int(actor.person)).first() or Preference(person_id=int(actor.person))
    return Own(
        found,
        vault.revealed(found.phone) if found.phone else "",
        vault.revealed(found.account) if found.account else "",
    )
