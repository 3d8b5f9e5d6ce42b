"""How do notices become messages? What is told at once goes out by itself, one message for all that waits of one case; the rest is
gathered into one digest a day and officer, one line a case.

Takes:   a moment. Gives: how many messages were made. Killed half-way, it goes on with who is left; a digest's key is the officer and the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.apps import rules
from gongkai.apps.notices import choosing
from gongkai.apps.notices.linking import whole
from gongkai.apps.notices.models import Message, Notice, Preference
from gongkai.apps.notices.queries import channels
from gongkai.apps.people.models import Person

LINES = 40
"""Lines of one digest; how many more there are is said."""
KEPT = timedelta(days=180)


def gather(now: datetime, digests: bool) -> int:
    """Make messages of what waits: of what is told at once always, of the rest when `digests`, on working days only.

    Where no channel is set up nothing is gathered: what waits is seen on the desk, and goes out with the first digest afterwards.
    """
    configured = channels().for_officers
    if not configured:
        return 0
    day = timezone.localdate(now)
    if digests and not rules.calendar().works(day):
        digests = False
    made = 0
    waiting = Notice.objects.filter(gathered_at=None)
    for person_id in list(waiting.order_by("person_id").values_list("person_id", flat=True).distinct()):
        made += _for_one(person_id, configured, day, now, digests)
    if digests:
        Notice.objects.filter(raised_at__lt=now - KEPT).delete()
    return made


@transaction.atomic
def _for_one(person_id: int, configured: frozenset[str], day: date, now: datetime, digests: bool) -> int:
    person = Person.objects.get(pk=person_id)
    preference = Preference.objects.filter(person_id=person_id).first() or Preference(person_id=person_id)
    found = Notice.objects.select_for_update().filter(person_id=person_id, gathered_at=None).order_by("raised_at", "pk")
    notices = [each for each in found if each.at_once or not preference.digest or digests]
    ways = choosing.wanted(preference, configured, person.email) if person.is_active else []
    single = [each for each in notices if each.at_once or not preference.digest]
    rest = [each for each in notices if not (each.at_once or not preference.digest)]
    rows = [
        _message(case[0].organ_id, person_id, way, f"{way}:notice:{case[0].pk}", _titled(case), [case], preference, now)
        for case in _by_case(single)
        for way in ways
    ]
    if rest:
        cases = _by_case(rest)
        title = f"{day:%Y-%m-%d} 提醒 {len(cases)} 条"
        rows += [
            _message(
                rest[0].organ_id,
                person_id,
                way,
                f"{way}:digest:{person_id}:{day}:{rest[0].pk}",
                title,
                cases,
                preference,
                now,
            )
            for way in ways
        ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(gathered_at=now)
    return len(rows)


def _by_case(notices: Sequence[Notice]) -> list[list[Notice]]:
    """What waits, by the page that it leads to: two alerts of one case are told together. What leads nowhere stands alone."""
    found: dict[str, list[Notice]] = {}
    for each in notices:
        found.setdefault(each.link or f"{each.pk}", []).append(each)
    return list(found.values())


def _said(case: Sequence[Notice]) -> list[str]:
    """The sentences of one case, none twice; how often, where it was said of several things."""
    counted = Counter(each.text for each in case)
    return [text if n == 1 else f"{text}（{n}项）" for text, n in counted.items()]


def _titled(case: Sequence[Notice]) -> str:
    return case[0].text if len(case) == 1 else f"{case[0].text}等 {len(case)} 项"


def _message(
    organ_id: int,
    person_id: int,
    way: str,
    key: str,
    title: str,
    cases: Sequence[Sequence[Notice]],
    preference: Preference,
    now: datetime,
) -> Message:
    lines = [f"{''.join(_said(case))} {whole(case[0].link)}".strip() for case in cases[:LINES]]
    if len(cases) > LINES:
        lines.append(f"另有 {len(cases) - LINES} 条，请到工作台“提醒”查看。{whole('/desk/watch/')}")
    return Message(
        organ_id=organ_id,
        person_id=person_id,
        channel=way,
        key=key,
        title=title[:120],
        text="\n".join(lines),
        made_at=now,
        next_at=choosing.not_before(preference, now),
    )
