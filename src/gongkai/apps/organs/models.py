"""An organ that owes disclosure, and the names it has borne. Changed by `organs.actions` only."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Kind(models.TextChoices):
    GOVERNMENT = "government", "人民政府"
    OFFICE = "office", "政府办公室（主管部门）"
    DEPARTMENT = "department", "政府部门"
    TOWNSHIP = "township", "乡镇、街道"
    AUTHORISED = "authorised", "法律法规授权的组织"


class Level(models.TextChoices):
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Organ(models.Model):
    """One body. `code` is how commands and addresses call it; `parent` the body above it in the tree; `successor` the one that took
    over what a dissolved one did.

    The office's place and hours are elements of the guide (条例 12); forum and court end every letter's remedy paragraph.
    """

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    level = models.CharField(max_length=16, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    office_name = models.CharField(max_length=100, blank=True)
    office_address = models.CharField(max_length=200, blank=True)
    office_hours = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    fax = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    review_organ = models.CharField(max_length=100, blank=True)
    court = models.CharField(max_length=100, blank=True)
    review_online = models.URLField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.code


class FormerCode(models.Model):
    """A code that an organ bore until a day. It is given to no other organ: addresses with it lead on to the present one."""

    code = models.SlugField(max_length=40, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="former_codes")
    until = models.DateField()

    def __str__(self) -> str:
        return self.code


class OrganName(models.Model):
    """A name and the days on which it was borne, both ends included; `until` None while it is."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="names")
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=50, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organ_id", "since")
        constraints = (
            models.UniqueConstraint(fields=("organ", "since"), name="organ_name_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="organ_name_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Installation(models.Model):
    """Which installation this is: one row, made with the tables, never changed, whatever name, domain or code is given later."""

    identity = models.UUIDField(default=uuid4, editable=False)

    def __str__(self) -> str:
        return str(self.identity)
