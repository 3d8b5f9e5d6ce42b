"""What is in the index, beside the grams themselves (`index`): made from what apps tell, at any time again from them.

Nothing here is the record of anything: `gongkai search rebuild` makes all of it anew. Synonyms and what was settled alone are kept here, as the journal has them.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.apps.search.findable import Kind


class Entry(models.Model):
    """One thing that everybody may find (`findable.Findable`). Narrow: what lists, filters and ranking need.

    `head` is the normal form (texts/grams) of its title, `label` of its numbers and keywords. `place` is its row in the index: later days have
    larger ones, so that the newest are found first. `digest` covers all that was told, so that what did not change is not written again. `simple`
    has no attachments and is no book: what the index says of a pair of characters needs no second look.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    day = models.DateField()
    column = models.CharField(max_length=60, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    keywords = models.CharField(max_length=500, blank=True)
    in_force_from = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    head = models.TextField()
    label = models.TextField(blank=True)
    simple = models.BooleanField(default=True)
    place = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        # What is counted lies in the index itself: no row is read.
        indexes = (models.Index(fields=("place", "kind", "organ", "column", "day"), name="search_counted"),)

    def __str__(self) -> str:
        return self.title


class Content(models.Model):
    """The text of an entry as it is shown around what was found; `body` is its normal form, `attached` that of its attachments, one a line."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="content")
    text = models.TextField()
    body = models.TextField()
    attached = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text[:40]


class Part(models.Model):
    """The text of one attachment as it is shown, by its place in the item."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    def __str__(self) -> str:
        return self.name


class Standing(models.Model):
    """Of which program the index is: one row. `form` is that of the grams (`index.FORM`) in which it was emptied last, `edition` what all that is in it was
    made by (`entering.EDITION`), empty until everything was gone through.
    """

    form = models.CharField(max_length=20, blank=True)
    edition = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.form} {self.edition}"


class Synonym(models.Model):
    """Words that mean the same, for instance a short name and what it stands for: who asks for one finds the other.

    A cache of its entries in the journal (`search.tending`, `gongkai rebuild`). `words` are two or more, parted by spaces; they count from
    `since` until the day before `until`. `annulled` was recorded by mistake.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
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


class Dealt(models.TextChoices):
    """What an office did about something that was not found."""

    PUBLISHED = "published", "已公开"
    GUIDANCE = "guidance", "已作指引"
    NOT_OURS = "not_ours", "不属于本网站公开的范围"


class Settled(models.Model):
    """That an office dealt with something that was searched and not found. `text` is the normal form that was counted (`Wish`).

    A cache of its entries in the journal (`search.tending`, `gongkai rebuild`).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    text = models.CharField(max_length=100)
    how = models.CharField(max_length=12, choices=Dealt.choices)
    note = models.CharField(max_length=200, blank=True)
    settled_on = models.DateField()
    annulled = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("text",), name="wish_settled"),)

    def __str__(self) -> str:
        return f"{self.text} {self.get_how_display()}"
