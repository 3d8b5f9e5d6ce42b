"""What is to be told to whom, and how its sending went. Changed by `notices.actions` only; operating data, not in the journal.

No text here names a person or says what a case is about: number, organ, what is to be done, where to look.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.models import Person


class Channel(models.TextChoices):
    """The ways by which something may be told outside the desk."""

    MAIL = "mail", "电子邮件"
    SMS = "sms", "短信"
    WECOM = "wecom", "企业微信"


class State(models.TextChoices):
    """How the sending of a message stands. `SENDING` that outlives its process may or may not have gone out: nobody repeats it unasked."""

    WAITING = "waiting", "待发送"
    SENDING = "sending", "正在发送"
    SENT = "sent", "已发送"
    SHOWN = "shown", "仅演示，没有发出"
    UNKNOWN = "unknown", "不知是否已发出"
    FAILED = "failed", "没有发出"
    CANCELLED = "cancelled", "不再发送"


class Notice(models.Model):
    """One thing that an officer is told, once: `key` is unique, so that an act or a round told again adds nothing.

    `at_once` goes out by itself; the others wait for the day's digest. `seen_at` is when the officer opened it on the desk.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=200, unique=True)
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    at_once = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    gathered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("person", "-raised_at"), name="notice_of_person"),
            models.Index(fields=("person",), name="notice_ungathered", condition=Q(gathered_at__isnull=True)),
        )

    def __str__(self) -> str:
        return self.key


class Message(models.Model):
    """One sending by one channel: to an officer (`person`), or to the applicant whose address stands sealed in `record`.

    `key` is what makes it once only; it goes out with the message as its identifier, where the other side knows such a thing.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    record = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, record__isnull=True) | Q(person__isnull=True, record__isnull=False),
                name="message_to_one",
            ),
        )
        indexes = (
            models.Index(fields=("next_at",), name="message_waiting", condition=Q(state="waiting")),
            models.Index(fields=("organ", "-made_at"), name="message_of_organ"),
        )

    def __str__(self) -> str:
        return self.key


class Preference(models.Model):
    """How an officer wants to be told. Telephone and WeCom account stand guarded by the vault's keys; the e-mail is the login's own.

    From `quiet_from` to `quiet_until` (hours of the office's clock, over midnight) nothing goes out; equal hours are no quiet.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    mail = models.BooleanField(default=True)
    sms = models.BooleanField(default=False)
    wecom = models.BooleanField(default=False)
    digest = models.BooleanField(default=True)
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_until = models.PositiveSmallIntegerField(default=8)
    phone = models.TextField(blank=True)
    account = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.person_id}"
