"""Messages to an organ. Every column but identity is a cache of what `law.questions.question.replay` says of the acts.

What was written stands sealed beside the journal (journal.vault). `PublicAnswer` is the text that a second person signed for
everybody: it stands here alone, so that it can be taken away entirely when it is withdrawn.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.models import Person
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question_forms import KINDS


class Question(models.Model):
    """One message. `number` is unique everywhere; `topic` what the clerk calls it, without persons; `since` the day from which its
    clock counts; `code` the keyed digest of what its asker shows to see the answer. `origin` is the number that it had with the
    organ which handed it on, `moved_to` the code of the organ to which it was handed.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="questions")
    number = models.CharField(max_length=60, unique=True)

    state = models.CharField(max_length=16, choices=tuple(QUESTION.states.items()))
    acts = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=tuple(KINDS.items()))
    channel = models.CharField(max_length=16)
    topic = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=200, blank=True)
    about_organ = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=64, blank=True, db_index=True)
    received_on = models.DateField()
    since = models.DateField()
    due_on = models.DateField(null=True)
    line_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    next_due_key = models.CharField(max_length=40, blank=True)
    provisional = models.BooleanField(default=False)
    assigned = models.CharField(max_length=40, blank=True)
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    voided_on = models.DateField(null=True)
    working_days = models.PositiveIntegerField(null=True)
    late_days = models.PositiveIntegerField(default=0)
    allowed = models.BooleanField(default=False)
    shown = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    found = models.CharField(max_length=16, blank=True)
    urged_on = models.DateField(null=True)
    rectified_on = models.DateField(null=True)
    item = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=60, blank=True, db_index=True)
    moved_to = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(state for state in QUESTION.states if state != "new")),
                name="question_state_of_the_procedure",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "state", "next_due_on"), name="question_desk"),
            models.Index(fields=("organ", "received_on"), name="question_received"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """What lists and pages of the desk call it."""
        return self.topic or f"{KINDS.get(self.kind, self.kind)}（未受理）"

    @property
    def masked_name(self) -> str:
        """The asker's name as lists may show it; empty where none was told. Select `person` with the row."""
        return self.person.masked if self.person else ""


class PublicAnswer(models.Model):
    """A question and its answer as everybody may read them. Written once, on publication; taken away on withdrawal; never changed.

    The database's trigger refuses one whose digest no journaled signature holds.
    """

    question = models.OneToOneField(Question, models.PROTECT, related_name="public")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=tuple(KINDS.items()))
    title = models.CharField(max_length=60)
    asked = models.TextField()
    answer = models.TextField()
    asked_on = models.DateField()
    answered_on = models.DateField()
    published_on = models.DateField()
    published_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("-published_on", "-id"), name="answer_newest"),
            models.Index(fields=("organ", "-published_on", "-id"), name="answer_of_organ"),
        )

    def __str__(self) -> str:
        return self.number
