"""The columns under which an organ publishes, as a tree.

Every row is a cache of its entries in the journal (`columns.actions`, `gongkai rebuild`).
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.law.website.columns import KINDS, SECTIONS, SERVES, serves_named
from gongkai.law.website.updating import EVERY, NONE


class Column(models.Model):
    """One column. `slug` names it for ever, in addresses and as the `parent` of others; `name` is unique among those open
    (`columns.actions` refuses it under a lock on the organ).

    Items keep the name of their column as text. `former` are the names that this column has borne, one a line, so that what
    was recorded under them stays in it; `successor` is the column that took over what one that was closed held, itself if that stays where it is.
    `every` and `times` are the duty to update (law/website/updating), `basis` what it rests on; `serves` the item of article
    20 or 21. `responsible` names the unit, `person` is the key of a login. `closed_on` is the first day on which it is not open.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="columns")
    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    former = models.TextField(blank=True)
    parent = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=16, choices=tuple((code, each.name) for code, each in KINDS.items()))
    section = models.CharField(max_length=12, blank=True, choices=tuple(SECTIONS.items()))
    serves = models.CharField(max_length=20, blank=True, choices=tuple((code, serves_named(code)) for code in SERVES))
    description = models.CharField(max_length=300, blank=True)
    keywords = models.CharField(max_length=200, blank=True)
    every = models.CharField(max_length=16, choices=tuple(EVERY.items()), default=NONE)
    times = models.PositiveIntegerField(default=0)
    basis = models.CharField(max_length=200, blank=True)
    responsible = models.CharField(max_length=100, blank=True)
    person = models.CharField(max_length=40, blank=True)
    place = models.PositiveIntegerField(default=0)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    successor = models.CharField(max_length=40, blank=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "slug"), name="column_slug_once"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="column_closed_after_opening",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """The name that it bears and those that it has borne."""
        return (self.name, *(each for each in self.former.split("\n") if each))
