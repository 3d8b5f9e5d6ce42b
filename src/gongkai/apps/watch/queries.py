"""What may an officer see of the watch: its heartbeat, the alerts, the next step of cases, a calendar's entries?

Narrowed to the organs and the sorts of case that the reader may read; another organ's alert is not found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.watch.feeds import in_force, reader
from gongkai.apps.watch.kinds import ABOUT
from gongkai.apps.watch.load import HEAVY, LEAVE, Load, Row, load
from gongkai.apps.watch.models import WHY, Alert, CheckedInOrgan, Feed, Round, Step

__all__ = [
    "ABOUT",
    "HEAVY",
    "LEAVE",
    "WHY",
    "Alert",
    "Alerts",
    "Feed",
    "Heartbeat",
    "Load",
    "Row",
    "Step",
    "alert",
    "alerts",
    "begins",
    "calendar_of",
    "first",
    "heartbeat",
    "in_force",
    "kinds",
    "last_round",
    "load",
    "missed",
    "of_case",
    "reader",
    "steps",
]

_Row = TypeVar("_Row", Alert, Step)
PAGE_ROWS = 50
PATIENCE = timedelta(hours=2)
"""How long after its time the morning's round may be before its absence is a fault."""
_READ = {
    "request": "request.read",
    "remedy": "remedy.read",
    "question": "question.read",
    "record": "record.read",
}
"""What somebody must have who sees alerts of a sort."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Whether the watch ran. `checked` and `standing` are of the reader's organs in the last finished round, `at` when it ended.

    `fault` says in one sentence that no round finished since it should have; empty while all is well.
    """

    at: datetime | None
    checked: int
    standing: int
    fault: str

    @property
    def sentence(self) -> str:
        """What the first page says."""
        return f"检查 {self.checked} 件，提醒 {self.standing} 件" if self.at else "还没有巡查过"


@dataclass(frozen=True, slots=True)
class Alerts:
    """One page of alerts: `number` of `pages`, `total` in all."""

    rows: tuple[Alert, ...]
    number: int
    pages: int
    total: int


def heartbeat(actor: Actor, now: datetime) -> Heartbeat:
    """Whether the watch did its last due round, and what it found in the reader's organs: two queries.

    `people.rights.Forbidden`: who may read no case.
    """
    rights.demand(actor, "request.read")
    last = Round.objects.exclude(finished_at=None).order_by("-finished_at").first()
    fault = missed(last, now)
    if last is None:
        return Heartbeat(None, 0, 0, fault)
    organs = rights.open_organs(actor, "request.read")
    counts = CheckedInOrgan.objects.filter(round=last)
    if organs is not None:
        counts = counts.filter(organ_id__in=organs)
    told = list(counts.values_list("checked", "standing"))
    return Heartbeat(last.finished_at, sum(one for one, _ in told), sum(two for _, two in told), fault)


def last_round() -> Round | None:
    """The last round that finished, for who looks after the machine."""
    return Round.objects.exclude(finished_at=None).order_by("-finished_at").first()


def missed(last: Round | None, now: datetime) -> str:
    """One sentence when no round finished since the last that was due; empty otherwise."""
    due = begins(now - PATIENCE)
    if last is not None and last.finished_at is not None and last.finished_at >= due:
        return ""
    asked = timezone.localtime(due).strftime("%Y-%m-%d %H:%M")
    done = timezone.localtime(last.finished_at).strftime("%Y-%m-%d %H:%M") if last and last.finished_at else ""
    before = f"上次完成于 {done}" if done else "从来没有完成过"
    return (
        f"期限巡查没有按时完成：应于 {asked} 开始，{before}，提醒可能不全。请看“定时任务”，或者执行 gongkai watch run。"
    )


def begins(now: datetime) -> datetime:
    """When the latest round should have begun: today's time of the round once it has come, else yesterday's."""
    hour, minute = settings.WATCH_AT
    here = timezone.localtime(now)
    today = timezone.make_aware(datetime.combine(here.date(), time(hour, minute)), here.tzinfo)
    return today if today <= here else today - timedelta(days=1)


def alerts(
    actor: Actor, today: date, mine: bool = False, sort: str = "", put_off: bool = False, page: int = 1
) -> Alerts:
    """Standing alerts that the reader may see, the most urgent first: two queries.

    `mine` are those of the reader's role and, for cases that were given to a clerk, of that clerk. `sort` is the beginning of their kind;
    `put_off` shows those put off past today, which are left out otherwise.
    """
    found = _readable(actor)
    if mine:
        found = _own(found, actor)
    if sort:
        found = found.filter(Q(kind=sort) | Q(kind__startswith=f"{sort}."))
    later = Q(put_off_until__gt=today)
    found = found.filter(later) if put_off else found.exclude(later)
    shown = Paginator(found.order_by("urgency", "due", "pk"), PAGE_ROWS).get_page(max(1, page))
    return Alerts(tuple(shown), shown.number, shown.paginator.num_pages, shown.paginator.count)


def first(actor: Actor, mine: bool, most: int, today: date) -> list[Alert]:
    """The most urgent alerts that are not put off: one query."""
    found = _readable(actor).exclude(put_off_until__gt=today)
    found = _own(found, actor) if mine else found
    return list(found.order_by("urgency", "due", "pk")[:most])


def _own(found: QuerySet[Alert], actor: Actor) -> QuerySet[Alert]:
    """Those of the reader's role; of cases that were given to a clerk only that clerk's."""
    # What was given to somebody without a login would be seen by nobody.
    others = Q(assignee=None) | Q(assignee=_key(actor))
    return (
        found.filter(others, told__contains=actor.role)
        if actor.role == rights.CLERK
        else found.filter(told__contains=actor.role)
    )


def kinds(actor: Actor) -> Mapping[str, int]:
    """How many standing alerts of each kind the reader may see, the most frequent first."""
    # By organ too: in this order an index has them, so that no alert is read.
    counted = _readable(actor).order_by().values_list("organ_id", "kind").annotate(how_many=Count("*"))
    found: Counter[str] = Counter()
    for _, kind, how_many in counted:
        found[kind] += how_many
    return dict(found.most_common())


def alert(actor: Actor, alert_id: int) -> Alert:
    """One alert, standing or settled. Not found (`Alert.DoesNotExist`): one that the reader may not see."""
    return _narrowed(actor, Alert.objects.all()).get(pk=alert_id)


def of_case(actor: Actor, subject: str, subject_id: int) -> list[Alert]:
    """The standing alerts of one case, the most urgent first."""
    return list(_readable(actor).filter(subject=subject, subject_id=subject_id).order_by("urgency", "due", "pk"))


def steps(actor: Actor, subject: str, ids: Collection[int]) -> dict[int, Step]:
    """What is next in some cases of one sort, by id: one query for all."""
    found = Step.objects.filter(subject=subject, subject_id__in=ids, ended_on=None)
    return {row.subject_id: row for row in _narrowed(actor, found)}


def calendar_of(actor: Actor, most: int = 2000) -> list[Step]:
    """What stands in the reader's own calendar: cases given to the reader, and steps of the reader's role in cases given to nobody who has a login.

    Those that ended lately among them. The nearest first, at most `most`.
    """
    own = Q(assignee=_key(actor)) | (Q(role=actor.role) & (Q(assignee=None) | ~Q(role=rights.CLERK)))
    found = _narrowed(actor, Step.objects.filter(own, organ_id=actor.organ_id))
    return list(found.exclude(by=None, due=None).order_by("due", "pk")[:most])


def _key(actor: Actor) -> int:
    """The key of an officer; none of the program and of applicants, who have no cases."""
    return int(actor.person) if actor.person.isdecimal() else 0


def _readable(actor: Actor) -> QuerySet[Alert]:
    return _narrowed(actor, Alert.objects.filter(settled_on=None))


def _narrowed(actor: Actor, found: QuerySet[_Row]) -> QuerySet[_Row]:
    # Mostly all sorts in the same organs: one condition, which an index answers.
    sorts: dict[frozenset[int] | None, list[str]] = {}
    for subject, right in _READ.items():
        if rights.may(actor, right):
            sorts.setdefault(rights.open_organs(actor, right), []).append(subject)
    allowed = Q(pk__in=())
    for organs, subjects in sorts.items():
        its = Q() if len(subjects) == len(_READ) else Q(subject__in=subjects)
        if organs is not None:
            its &= Q(organ_id=next(iter(organs))) if len(organs) == 1 else Q(organ_id__in=organs)
        if not its:
            return found
        allowed = its if len(sorts) == 1 else allowed | its
    return found.filter(allowed)
