"""The register of rules and normative documents: a cache of its entries in the journal (`documents.actions`, `gongkai rebuild`).

`annulled` rows were recorded by mistake: they keep their number and are counted nowhere.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ


class DocumentKind(models.TextChoices):
    """Rows of table 2, item (1) of article 20."""

    RULE = "rule", "规章"
    NORMATIVE = "normative", "行政规范性文件"


class Ending(models.TextChoices):
    """How a document ceased to be in force."""

    REPEALED = "repealed", "废止"
    LAPSED = "lapsed", "失效"


class Document(models.Model):
    """A rule or normative document: issued on a day, in force until it was repealed or lapsed.

    `ended_on` is the first day on which it is in force no more, `ended_by` the number of the document that repealed it.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    issued_on = models.DateField()
    in_force_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=16, blank=True, choices=Ending.choices)
    ended_by = models.CharField(max_length=60, blank=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="document_number_once"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, ended_how="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_how="")),
                name="document_end_has_a_way",
            ),
        )
        indexes = (models.Index(fields=("organ", "issued_on"), name="document_issued"),)

    def __str__(self) -> str:
        return self.title
