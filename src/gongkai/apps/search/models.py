"""What is in the index, beside the grams themselves (`index`): made from what apps tell, at any time again from them.

Nothing here is the record of anything: `gongkai search rebuild` makes all of it anew. Synonyms alone are kept here, as the journal has them.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.apps.search.findable import Kind


class Entry(models.Model):
    """One thing that everybody may find (`findable.Findable`). Narrow: what lists, filters and ranking need.

    `place` is its row in the index: later days have larger ones, so that the newest are found first. `digest` covers all that was told, so that
    what did not change is not written again.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    day = models.DateField()
    column = models.CharField(max_length=60, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    keywords = models.CharField(max_length=500, blank=True)
    in_force_from = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    place = models.BigIntegerField(unique=True, null=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.title


class Form(models.Model):
    """The normal form of an entry (texts/grams): `head` is its title, `label` its numbers and keywords, `body` its text, `attached` the
    texts of its attachments. Fields and attachments are parted by line breaks, which no phrase has.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="form")
    head = models.TextField()
    label = models.TextField()
    body = models.TextField()
    attached = models.TextField()

    def __str__(self) -> str:
        return self.head


class Part(models.Model):
    """The text of an entry as it is shown around what was found: place 0 is its own, others those of its attachments."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "place"), name="search_part_once"),)

    def __str__(self) -> str:
        return self.name


class Synonym(models.Model):
    """Words that mean the same, for instance a short name and what it stands for: who asks for one finds the other.

    A cache of its entries in the journal (`search.actions`, `gongkai rebuild`). `words` are two or more, parted by spaces; `since` is the day
    from which, `annulled` was recorded by mistake or is no more wanted.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    annulled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.words


class Wish(models.Model):
    """How often something was searched on a day, by its normal form, and whether it was found. Nothing tells who asked, nothing that gives away a person
    is kept (`actions.record`).
    """

    day = models.DateField()
    text = models.CharField(max_length=100)
    found = models.BooleanField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "text", "found"), name="wish_once_a_day"),)
        indexes = (models.Index(fields=("found", "day"), name="wish_found_day"),)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.text}"
