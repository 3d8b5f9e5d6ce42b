"""What changed, in the order in which it became true. Files and their index lie beside the database, on each machine its own."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Stale(models.Model):
    """From here on the kept pages of a scope are true no more. Written in the transaction of the act.

    `seq` is the order in which transactions became visible to everybody (pages/triggers), which that of the keys is not: whoever has
    seen one number has seen all below it. It is empty until then.
    """

    scope = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())
    seq = models.PositiveBigIntegerField(null=True, unique=True)

    def __str__(self) -> str:
        return f"{self.seq} {self.scope}"
