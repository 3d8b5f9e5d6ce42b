"""Signatures of sealed texts: by them others like it are found, from them no text can be made (sketch).

Nothing here is the record of anything: it is made from the sealed texts, at any time again (`keeping`), and goes when they are shredded.
The table of bands is no model: Django knows no table without a row number (`bands`).
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.alike.sketch import Sketch
from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.models import Organ


class Sort(models.TextChoices):
    """What a text belongs to."""

    REQUEST = "request", "申请"
    QUESTION = "question", "咨询留言"


class Signature(models.Model):
    """The sketch of one text of a case: of the request, of what was added when it was corrected.

    `record` is the sealed record that has the text, with which it goes; none where only the clerk's subject is known. `lookup` is the keyed digest of
    who asked, `day` when.
    """

    sort = models.CharField(max_length=8, choices=Sort.choices)
    case = models.PositiveBigIntegerField()
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False)
    record = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, related_name="+")
    lookup = models.CharField(max_length=64, blank=True)
    day = models.DateField()
    mins = models.BinaryField()
    weight = models.PositiveIntegerField()
    facts = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("sort", "case"), name="alike_case"),
            models.Index(fields=("organ", "lookup"), name="alike_person", condition=~models.Q(lookup="")),
            models.Index(fields=("organ", "day"), name="alike_day"),
        )

    def __str__(self) -> str:
        return f"{self.sort} {self.case}"

    @property
    def sketch(self) -> Sketch:
        return Sketch(bytes(self.mins), self.weight, bytes(self.facts))

    @property
    def bands(self) -> list[int]:
        """By which it is found; of a text that told too little none."""
        return self.sketch.bands(self.organ_id) if self.weight else []


class Standing(models.Model):
    """By which edition the signatures were made, and how far the making again has come: one row.

    `edition` is that of the signatures of all cases; while it is another than the program's, `sort` and `after` tell the case behind which it goes on.
    """

    edition = models.CharField(max_length=8, blank=True)
    making = models.CharField(max_length=8, blank=True)
    sort = models.CharField(max_length=8, blank=True)
    after = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.edition or "—"
