"""What the office keeps in order beside its texts: who signs, what was looked through, what was compared, what is planned.

Takes:   `county/upkeep.toml`. Gives: acts on the agenda, each through the door that officers use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from demo import county
from demo.agenda import Agenda
from demo.officers import Officers
from gongkai.apps.documents import actions as documents
from gongkai.apps.documents.models import Document, Way
from gongkai.apps.documents.same_source.actions import Origin
from gongkai.apps.documents.same_source.queries import our_rows
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.supervision import actions as supervision
from gongkai.law.calendar import Calendar
from gongkai.texts.provincial.write import as_json


class Upkeep:
    """Puts all of it on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today
        self._told = county.table("county/upkeep.toml")

    def put_all(self) -> None:
        self._agenda.put(self._officers.since, self._duties)
        self._agenda.put(self._told["pages_since"], self._file)
        self._agenda.put(self._told["clean_up"]["day"], self._clean_up)
        self._agenda.put(self._back(self._told["same_source"]["back"]), self._compare)
        self._open_day(self._told["open_day"])
        self._coming(self._told["coming"])

    def _actor(self, role: str) -> Actor:
        return self._officers.actor(self._told["organ"], role)

    def _back(self, days: int) -> date:
        return county.working_days_before(self._calendar, self._today, days)

    def _duties(self, now: datetime) -> None:
        for told in self._told["duty"]:
            for stage in told["stages"]:
                duty = publishing.NewDuty(
                    stage, told["person"], localdate(now), told.get("stand_in", ""), told["working_days"]
                )
                publishing.record_duty(self._actor("head"), duty, now)

    def _document(self, number: str) -> Document:
        return Document.objects.get(organ_id=self._actor("clerk").organ_id, number=number)

    def _file(self, now: datetime) -> None:
        """Once the pages are there, and with them the days of publication."""
        for told in self._told["filed"]:
            documents.file(self._actor("clerk"), self._document(told["number"]).pk, told["day"], now)

    def _clean_up(self, now: datetime) -> None:
        told = self._told["clean_up"]
        head = self._actor("head")
        for each in told["document"]:
            row = self._document(each["number"])
            documents.conclude(head, row.pk, each["conclusion"], each["reason"], told["day"], told["round"], now)

    def _compare(self, now: datetime) -> None:
        """The province's list is ours with one slip: what such a list looks like after years of care."""
        told, clerk, day = self._told["same_source"], self._actor("clerk"), localdate(now)
        rows = (
            replace(row, in_force_on=told["in_force_on"]) if row.number == told["number"] else row
            for row in our_rows(clerk.organ_id, day)
        )
        data = as_json(rows, self._officers.told(self._told["organ"])["name"])
        documents.compare_data(clerk, data, Origin(Way.FILE, told["file"]), day, now)

    def _open_day(self, told: Mapping[str, Any]) -> None:
        """That of the running year, as far as it has come."""
        planned, day, evaluated = (
            date.fromisoformat(f"{self._today.year}-{told[each]}") for each in ("planned", "day", "evaluated")
        )
        held: list[int] = []

        def plan(now: datetime) -> None:
            self._plan(told, "open_day", day, held, now)

        def hold(now: datetime) -> None:
            first, *sessions = held
            clerk = self._actor("clerk")
            for each, pk in zip(told["session"], sessions, strict=True):
                supervision.hold_session(clerk, pk, day, each["told"], now)
            supervision.hold(clerk, first, day, sum(each["told"]["attendance"] for each in told["session"]), now)

        def evaluate(now: datetime) -> None:
            supervision.evaluate(self._actor("head"), held[0], evaluated, told["result"], now)

        for when, act in ((planned, plan), (day, hold), (evaluated, evaluate)):
            self._agenda.put(when, act)

    def _coming(self, told: Mapping[str, Any]) -> None:
        day = self._calendar.advance(self._today, told["ahead"])
        self._agenda.put(self._back(told["back"]), lambda now: self._plan(told, told["kind"], day, [], now))

    def _plan(self, told: Mapping[str, Any], kind: str, day: date, made: list[int], now: datetime) -> None:
        """An activity with its sessions; `made` gets their ids, the activity's first."""
        clerk = self._actor("clerk")
        columns = {name: told[name] for name in ("theme", "place", "audience")}
        columns |= {"kind": kind, "title": told["title"].format(year=day.year), "organiser": "昌图县人民政府办公室"}
        activity = supervision.plan(clerk, {**columns, "planned_on": localdate(now), "planned_for": day}, now)
        made.append(activity.pk)
        for each in told["session"]:
            row = {name: each[name] for name in ("title", "starts", "speaker", "policies", "items") if name in each}
            beside = {"kind": "interpretation", "noted_on": localdate(now), "planned_for": day, "place": told["place"]}
            made.append(supervision.add_session(clerk, {"activity": activity.number, **row, **beside}, now).pk)
