"""Letters that were made final: which bytes bear which verification code. No name and no word of a letter stands here.

The bytes lie sealed in `apps.papers`; what anybody may verify by the code is organ, kind, 文号 and day.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.apps.papers.models import Paper
from gongkai.apps.requests.models import Request


class Ended(models.TextChoices):
    """Why a letter no longer holds."""

    REPLACED = "replaced", "已经由新的一份代替"
    WITHDRAWN = "withdrawn", "已经撤销"


class Letter(models.Model):
    """One final letter. `kind` is a code of `law.decisions.letters`; `place` the number of the act that it tells of; `name` what it is
    called; `code` the keyed digest of the verification code; `digest` that of the bytes as made, `scan` that of the signed copy which went
    out in their place; `paper` what goes out now; `to_applicant` whether it is the applicant's.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=40)
    event = models.CharField(max_length=32)
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    to_applicant = models.BooleanField(default=True)
    code = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    scan = models.CharField(max_length=64, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    person = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    ended = models.CharField(max_length=16, blank=True, choices=Ended.choices)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request", "place"), name="letter_in_force_once", condition=models.Q(ended="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
