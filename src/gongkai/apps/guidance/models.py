"""What was shown before an application was sent, and what came of it: counts per answer and day, without persons.

Not the record of anything: counts like those of searches (`apps/search`), nothing of who asked or of what was written.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ

WHOLE, NOTHING = "", "?"
"""Keys of counts that are of no single answer: visits that were shown anything; visits whose text found nothing."""


class Count(models.Model):
    """Of one answer, shown to whoever was about to apply to `organ`, on the day on which it was shown.

    `key` is that of the index (`search.findable.Findable.key`), or `WHOLE`, `NOTHING`. `opened` of those `shown`; `sent`: an application
    followed all the same; `sent_opened`: although the answer had been opened, so that it may not answer what it should.
    """

    day = models.DateField()
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, blank=True)
    shown = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    sent_opened = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "day", "key"), name="guidance_counted_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.key or '*'} {self.shown}/{self.opened}/{self.sent}"


class Showing(models.Model):
    """That an answer was shown in one visit: kept for a day or two, so that nothing is counted twice.

    `visit` is a number drawn when a form was opened: it is of a form, not of a person or an address, and stands nowhere else.
    """

    visit = models.CharField(max_length=32)
    key = models.CharField(max_length=120, blank=True)
    day = models.DateField(db_index=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False)
    opened = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("visit", "key"), name="guidance_shown_once_a_visit"),)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.key or '*'}"
