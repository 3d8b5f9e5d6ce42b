"""What the county keeps beside its items: columns, documents, activities, and counts of other systems."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from demo import county
from demo.agenda import Act, Agenda
from demo.officers import Officers
from gongkai.annual.ledger.model import LedgerActivity, LedgerDocument, LedgerTally
from gongkai.apps.columns import actions as columns
from gongkai.apps.columns.queries import tree
from gongkai.apps.documents import actions as documents
from gongkai.apps.people.actor import Actor
from gongkai.apps.supervision import actions as supervision
from gongkai.law.calendar import Calendar


class Publications:
    """Puts all of it on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today

    def put_all(self) -> None:
        self._columns()
        self._documents()
        self._activities()
        for told in county.table("county/publishing.toml")["tally"]:
            tally = LedgerTally(**{name: told[name] for name in ("kind", "since", "until", "amount", "source")})
            self._agenda.put(self._next_working_day(tally.until), self._tally(told["organ"], tally))

    def _clerk(self, organ: str) -> Actor:
        return self._officers.actor(organ, "clerk")

    def _next_working_day(self, day: date) -> date:
        return self._calendar.advance(day, 1)

    def _columns(self) -> None:
        """The site's columns, opened by the head on the first day: the usual ones and those of its own."""
        told = county.table("items/columns.toml")["tree"]

        def lay_down(now: datetime) -> None:
            for organ in told["organs"]:
                head = self._officers.actor(organ, "head")
                columns.lay_down(head, now, frozenset(told["usual"]))
                for own in told["own"]:
                    columns.record(head, {**own, "opened_on": now.date()}, now)
            self._answer_for(told, now)

        self._agenda.put(self._officers.since, lay_down)

    def _answer_for(self, told: Mapping[str, Any], now: datetime) -> None:
        """Who answers for a column of the office, as its head says."""
        head = self._officers.actor(told["organs"][0], "head")
        for branch in tree(head.organ_id, now.date()):
            if found := told["responsible"].get(branch.column.slug):
                body, role, seat = found
                person = self._officers.actor(told["organs"][0], role, seat).person
                answering = {"responsible": body, "person": person}
                columns.change(head, branch.column.pk, answering, now.date(), now)

    def _documents(self) -> None:
        for told in county.table("county/publishing.toml")["document"]:
            document = LedgerDocument(told["kind"], told["number"], told["title"], told["issued"], told["in_force"])
            day = max(self._officers.since, told["issued"])
            self._agenda.put(day, self._document(told, document))

    def _document(self, told: dict[str, Any], document: LedgerDocument) -> Act:
        def record(now: datetime) -> None:
            row = documents.record_document(self._clerk(told["organ"]), document, now)
            if "ended" in told:
                self._agenda.put(told["ended"], lambda then: end(row.pk, then))

        def end(pk: int, now: datetime) -> None:
            documents.end_document(self._clerk(told["organ"]), pk, told["ended"], told["how"], told.get("by", ""), now)

        return record

    def _activities(self) -> None:
        found: list[tuple[str, LedgerActivity]] = []
        for told in county.table("county/publishing.toml")["open_day"]:
            year, organ = told["day"].year, told["organ"]
            found.append((organ, LedgerActivity(f"HD-{year}-01", "open_day", told["title"], told["day"], 260)))
            for place, title in enumerate(told["sessions"], 1):
                number = f"JD-{year}-{place:02}"
                found.append((organ, LedgerActivity(number, "interpretation", title, told["day"], 18 + 7 * place)))
        for told in county.table("county/publishing.toml")["activity"]:
            number = f"QT-{told['day']:%Y%m%d}"
            found.append(
                (told["organ"], LedgerActivity(number, told["kind"], told["title"], told["day"], told["attendance"]))
            )
        for organ, activity in found:
            self._agenda.put(activity.held_on, self._activity(organ, activity))

    def _activity(self, organ: str, activity: LedgerActivity) -> Act:
        def record(now: datetime) -> None:
            supervision.record_activity(self._clerk(organ), activity, now)

        return record

    def _tally(self, organ: str, tally: LedgerTally) -> Act:
        def record(now: datetime) -> None:
            supervision.record_tally(self._clerk(organ), tally, now)

        return record
