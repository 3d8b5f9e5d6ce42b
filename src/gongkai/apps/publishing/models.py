"""What was published, and the register of normative documents, as far as figures of the report need them.

Every row comes from an entry of the journal (`publishing.actions`); drafts, reviews and pages come with publication itself.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ


class Item(models.Model):
    """One piece of information published by an organ on a day; `withdrawn_on` when it was taken back."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    column = models.CharField(max_length=60)
    interprets = models.CharField(max_length=40, blank=True)
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "number"), name="item_number_once"),)
        indexes = (models.Index(fields=("organ", "published_on"), name="item_published"),)

    def __str__(self) -> str:
        return self.title


class DocumentKind(models.TextChoices):
    """Rows of table 2, item (1) of article 20."""

    RULE = "rule", "规章"
    NORMATIVE = "normative", "行政规范性文件"


class Document(models.Model):
    """A rule or normative document: issued on a day, in force until it was repealed or lapsed."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    issued_on = models.DateField()
    in_force_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "number"), name="document_number_once"),)

    def __str__(self) -> str:
        return self.title
