"""Requests. Every column but identity is a cache of what `law.casework.request.replay` says of the journal's acts.

Changed by `requests.actions` only; `gongkai rebuild` makes every cached column again, bit for bit.
"""

from __future__ import annotations

from datetime import date

from django.db import models

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.models import Person
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import APPLICANT_KINDS


class Request(models.Model):
    """One request. `number` is its 登记编号, once per organ; `acts` how many entries it has: what a form was based on.

    `person` is the sealed record of the applicant: it shows the name masked and finds it without storing it, until it is
    shredded (journal.vault).
    `counted` is the decision that the return counts, `closed_on` its day. `branch_due_on` is the nearest last day of somebody who was asked
    and is silent, `department_due_on` that of a department of the house, `acted_on` the day of the latest act; `code` the keyed digest of
    what the applicant shows to see the reply; `assigned` the name that it was given to, `assignee` the person where that name has a login;
    `origin` the number of the request that this was taken out of or came from.
    For lists, which must sort and count half a million rows by an index: `came_on` is the day of receipt, or of arrival before it; `watch_on`
    that of `next_due_on`, the last of all days where nothing runs; `ended_on`
    that of the end, the first of all days before it; `running` whether it is open; for the watch `proof_partly`, whether the proof of the day
    of receipt was noted in part. For figures: `reply_days`, the working days
    from receipt to reply, and `late_step`, the step that a late reply is put down to (law/casework/lateness).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="requests")
    number = models.CharField(max_length=40)

    state = models.CharField(max_length=16, choices=tuple(REQUEST.states.items()))
    acts = models.PositiveIntegerField()
    channel = models.CharField(max_length=16)
    applicant = models.CharField(max_length=16, choices=tuple(APPLICANT_KINDS.items()))
    subject = models.CharField(max_length=200)
    items = models.PositiveIntegerField(default=1)
    person = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, blank=True, related_name="+")
    arrived_on = models.DateField()
    received_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    next_due_key = models.CharField(max_length=40, blank=True)
    provisional = models.BooleanField(default=False)
    awaiting = models.BooleanField(default=False)
    open_branches = models.PositiveSmallIntegerField(default=0)
    extension = models.CharField(max_length=16, blank=True)
    decision = models.CharField(max_length=32, blank=True)
    letter_number = models.CharField(max_length=60, blank=True)
    counted = models.CharField(max_length=32, blank=True, choices=tuple((each.code, each.name) for each in DECISIONS))
    closed_on = models.DateField(null=True)
    voided_on = models.DateField(null=True)
    fee_yuan = models.PositiveIntegerField(default=0)
    fee_paid_on = models.DateField(null=True)
    assigned = models.CharField(max_length=40, blank=True)
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    late_days = models.PositiveIntegerField(default=0)
    branch_due_on = models.DateField(null=True)
    department_due_on = models.DateField(null=True)
    acted_on = models.DateField(null=True)
    code = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    score = models.PositiveSmallIntegerField(null=True)
    came_on = models.DateField(default=date.max)
    watch_on = models.DateField(default=date.max)
    ended_on = models.DateField(default=date.min)
    running = models.BooleanField(default=True)
    reply_days = models.PositiveIntegerField(null=True)
    late_step = models.CharField(max_length=16, blank=True)
    proof_partly = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="request_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(state for state in REQUEST.states if state != "new")),
                name="request_state_of_the_procedure",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True, counted="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(counted="")),
                name="request_closed_with_decision",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "state", "due_on"), name="request_desk"),
            models.Index(fields=("organ", "received_on"), name="request_received"),
            models.Index(fields=("organ", "closed_on"), name="request_closed"),
            # Lists of open cases, by what comes first; `awaiting` is there so that lights are counted without reading a row.
            models.Index(
                fields=("organ", "watch_on", "id", "awaiting"),
                name="request_open_organ",
                condition=models.Q(running=True),
            ),
            models.Index(
                fields=("watch_on", "id", "organ", "awaiting"),
                name="request_open_all",
                condition=models.Q(running=True),
            ),
            models.Index(fields=("organ", "came_on"), name="request_open_age", condition=models.Q(running=True)),
            # Each order of a list, for one organ and for whoever sees many.
            models.Index(fields=("organ", "watch_on", "id"), name="request_watch_organ"),
            models.Index(fields=("watch_on", "id", "organ"), name="request_watch_all"),
            models.Index(fields=("organ", "came_on", "id"), name="request_came_organ"),
            models.Index(fields=("came_on", "id", "organ"), name="request_came_all"),
            models.Index(fields=("number", "id", "organ"), name="request_number_all"),
            models.Index(fields=("organ", "ended_on", "id"), name="request_ended_organ"),
            models.Index(fields=("ended_on", "id", "organ"), name="request_ended_all"),
            # Figures: every column that they ask for, so that no row is read.
            models.Index(fields=("came_on", "organ", "channel", "voided_on"), name="request_figures_came"),
            models.Index(
                fields=("ended_on", "organ", "counted", "late_days", "reply_days", "late_step", "score", "voided_on"),
                name="request_figures_ended",
            ),
            # Each filter that may fit few of many.
            models.Index(fields=("organ", "counted", "came_on", "id"), name="request_by_counted"),
            models.Index(fields=("organ", "channel", "watch_on", "id"), name="request_by_channel"),
            models.Index(fields=("organ", "applicant", "watch_on", "id"), name="request_by_applicant"),
            models.Index(fields=("organ", "state", "watch_on", "id"), name="request_by_state"),
            models.Index(fields=("organ", "assigned", "watch_on", "id"), name="request_by_assigned"),
            models.Index(
                fields=("organ", "assignee", "watch_on", "id"),
                name="request_by_assignee",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(fields=("organ", "extension", "watch_on", "id"), name="request_by_extension"),
            models.Index(fields=("organ", "late_step", "watch_on", "id"), name="request_by_late_step"),
            models.Index(fields=("organ", "late_days"), name="request_by_late_days"),
            models.Index(fields=("organ", "reply_days", "watch_on", "id"), name="request_by_reply_days"),
            models.Index(fields=("organ", "score"), name="request_by_score", condition=models.Q(score__isnull=False)),
            models.Index(
                fields=("organ", "voided_on"), name="request_by_void", condition=models.Q(voided_on__isnull=False)
            ),
            models.Index(
                fields=("organ", "department_due_on"),
                name="request_by_department",
                condition=models.Q(department_due_on__isnull=False),
            ),
            models.Index(fields=("code",), name="request_code", condition=~models.Q(code="")),
            models.Index(fields=("origin",), name="request_origin", condition=~models.Q(origin="")),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def masked_name(self) -> str:
        """The applicant's name as lists may show it. Select `person` with the row."""
        return self.person.masked if self.person else ""


class MonthCount(models.Model):
    """How many cases of an organ came in a month or ended in it, and how many of those late: kept by the database (`month_counts`).

    `what` says what was counted and `key` of which group; `month` is its first day, and the last of the year for what the whole year had. A count
    that fell back to nothing stays, with 0.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    month = models.DateField()
    what = models.CharField(max_length=10)
    key = models.CharField(max_length=32)
    n = models.IntegerField()
    late = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "what", "month", "key"), name="request_month_once"),)
        # For whoever sees many organs: in the order in which counts are summed, so that nothing is sorted and no row is read.
        indexes = (models.Index(fields=("what", "month", "key", "organ", "n", "late"), name="request_month_all"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.what} {self.key}：{self.n}"


class CountedBy(models.Model):
    """By which calendar and settings the cached columns were computed last: one row, made again by `gongkai rebuild`.

    `notices` are the ids and hashes of the notices, `settings` what differs from the defaults.
    """

    notices = models.JSONField()
    settings = models.JSONField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{len(self.notices)} 个放假通知（自 {self.since:%Y-%m-%d}）"


class NumberSeries(models.Model):
    """The highest 登记编号 of our form in an organ and year, so that the next is found without looking at all.

    A memory only: numbers are checked against the requests themselves, and a row that is gone is made again.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "year"), name="number_series_once"),)

    def __str__(self) -> str:
        return f"{self.year}-{self.last:04}"
