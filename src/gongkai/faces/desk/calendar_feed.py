"""An officer's calendar as iCalendar (RFC 5545), by a secret address: whoever has the address needs no log-in.

Gives:   one entry for the next step of each case and one for its last day: number, step, day, light, a link to the desk; nobody's name and
         nothing of what was asked. A case that ended is cancelled for some weeks, so that calendars take it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from gongkai.apps import rules
from gongkai.apps.organs import queries as organs
from gongkai.apps.requests.queries import Light
from gongkai.apps.watch import queries as watch
from gongkai.apps.watch.queries import Step
from gongkai.faces.desk.cases.records import RECORDS
from gongkai.faces.desk.cases.rooms import QUESTIONS, REMEDIES, REQUESTS
from gongkai.faces.desk.lights import lamp
from gongkai.faces.look import throttle
from gongkai.law.casework import due as lights

_ROOMS = {"request": REQUESTS, "remedy": REMEDIES, "question": QUESTIONS, "record": RECORDS}
_AHEAD = timedelta(days=1)
_ALARM_HOUR = 9


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind an address. 404: an address that leads nowhere, whatever the reason; 429: asked too often."""
    share = throttle.share(request, "calendar", settings.FEEDS_A_MINUTE)
    if not share.allowed:
        return HttpResponse(
            "这个地址问得太频繁，请稍后再取。",
            status=429,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(share.seconds)},
        )
    now = timezone.now()
    actor = watch.reader(token, now)
    if actor is None:
        raise Http404
    today = timezone.localdate(now)
    name = organs.short_names((actor.organ_id,), today).get(actor.organ_id, "")
    calendar = Calendar()
    calendar.add("prodid", "-//Gongkai//gongkai//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"政府信息公开期限 {name}".strip())
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for row in watch.calendar_of(actor):
        for event in _events(request, row, today):
            calendar.add_component(event)
    answer = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="gongkai.ics"'
    return answer


def _events(request: HttpRequest, row: Step, today: date) -> Iterator[Event]:
    last = f"{row.due_name or row.name}的最后一天"
    if row.by is not None and row.by != row.due:
        yield _event(request, row, "step", row.by, row.name, today)
    if row.due is not None:
        yield _event(request, row, "due", row.due, f"{row.name}（{last}）", today)


def _event(request: HttpRequest, row: Step, which: str, day: date, what: str, today: date) -> Event:
    lit = lights.light(day, today, rules.calendar(), awaiting=row.waiting, ended=row.ended_on is not None)
    shown = lamp(Light(lit.words))
    event = Event()
    # Stable for the life of the case, whatever moves.
    event.add("uid", f"{row.subject}-{row.subject_id}-{which}@gongkai")
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("sequence", row.changes)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    provisional = "（暂定）" if row.provisional else ""
    event.add("summary", f"{shown.shape}{shown.label} {row.number} {what}{provisional}")
    link = request.build_absolute_uri(_ROOMS[row.subject].url("case", row.subject_id))
    event.add("url", link)
    event.add("description", f"{row.number}：{what}，{day:%Y-%m-%d}，{shown.label}。{link}")
    event.add("status", "CANCELLED" if row.ended_on else "CONFIRMED")
    if row.ended_on is None and not row.waiting:
        for ahead in (_AHEAD, timedelta(0)):
            event.add_component(_alarm(day - ahead, day, what))
    return event


def _alarm(on: date, day: date, what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    # Relative to the beginning of the day: nine in the morning of that day, or of the day before.
    alarm.add("trigger", timedelta(days=(on - day).days, hours=_ALARM_HOUR))
    return alarm
