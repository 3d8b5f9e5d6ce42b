"""What goes on beside the cases: mornings of the watch, whom the outbox tells, filters, searches, what was shown before an application.

Takes:   `county/desk.toml`. Gives: acts on the agenda; `finish`, the round of today when all acts of today are done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils.timezone import localdate

from demo import county
from demo.agenda import Agenda
from demo.officers import Officers
from gongkai.apps import acted
from gongkai.apps.guidance import actions as guidance
from gongkai.apps.notices import actions as notices
from gongkai.apps.notices.preferring import Wanted
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.saved import actions as saved
from gongkai.apps.search import actions as search
from gongkai.apps.search import queries as found
from gongkai.apps.search import tending
from gongkai.apps.watch import actions as watch
from gongkai.law.calendar import Calendar


class Desk:
    """Puts all of it on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today
        self._told = county.table("county/desk.toml")
        self._near: dict[str, list[str]] = {}

    def put_all(self) -> None:
        self._agenda.put(self._back(self._told["told_since"]), self._begin_to_tell)
        for back in self._told["rounds"]:
            if back:
                self._agenda.put(self._back(back), self._round)
        for each in self._told["searched"]:
            for days in each["back"]:
                self._agenda.put(self._today - timedelta(days), self._searching(each))
        self._agenda.put(self._back(3), self._tend)
        for each in self._told["visit"]:
            for days in each["back"]:
                self._agenda.put(self._today - timedelta(days), self._visiting(each, days))

    def finish(self, now: datetime) -> None:
        """This morning's round, which knows of all that was done until now, and what the outbox makes of it."""
        self._round(now)

    def _back(self, days: int) -> date:
        return county.working_days_before(self._calendar, self._today, days)

    def _actor(self, role: str) -> Actor:
        return self._officers.actor(self._told["organ"], role)

    def _begin_to_tell(self, now: datetime) -> None:
        """Who is told how, and from now on of each act: what happened long ago is news to nobody."""
        for each in self._told["reached"]:
            person = people.person(each["username"])
            (post, *_) = people.posts(person, localdate(now))
            phone, account = each.get("phone", ""), each.get("account", "")
            wanted = Wanted(False, bool(phone), bool(account), True, 20, 8, phone, account)
            notices.prefer(people.actor(person, post.organ_id, post.role, localdate(now)), wanted)
        for each in self._told["filter"]:
            saved.keep(self._actor(each["role"]), each["name"], each["query"], each["shared"], now)
        acted.listeners["notices"] = notices.tell_of_act

    def _round(self, now: datetime) -> None:
        watch.round_of_the_day(now)
        notices.gather(now, digests=True)
        notices.send_due(now)

    def _searching(self, told: Mapping[str, Any]) -> Callable[[datetime], None]:
        def count(now: datetime) -> None:
            for _ in range(told["times"]):
                search.record(told["text"], told["found"], localdate(now))

        return count

    def _tend(self, now: datetime) -> None:
        clerk = self._actor("clerk")
        rows = [{**each, "since": localdate(now)} for each in self._told["synonym"]]
        tending.record_synonyms(clerk, rows, now)
        for each in self._told["settled"]:
            tending.settle(clerk, {**each, "settled_on": localdate(now)}, now)

    def _visiting(self, told: Mapping[str, Any], days: int) -> Callable[[datetime], None]:
        def visit(now: datetime) -> None:
            text = str(told["text"])
            if text not in self._near:
                self._near[text] = [each.key for each in found.near(text)]
            keys = self._near[text]
            visiting = sha256(f"demo {text} {days}".encode()).hexdigest()[:32]
            guidance.shown(visiting, keys, self._actor("clerk").organ_id, localdate(now), final=True)
            for key in keys[: told["opens"]]:
                guidance.opened(visiting, key)
            if days in told["sends"]:
                guidance.sent_anyway(visiting)

        return visit
