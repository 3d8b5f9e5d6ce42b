"""Results of 年报体检 that somebody asked to keep for a while."""

from __future__ import annotations

from django.db import models


class KeptCheck(models.Model):
    """One kept result. Whoever holds its address may see it and delete it; nobody else can find it.

    `address` is the SHA-256 of the token in the address, so that a look into the database or a backup opens nothing.
    `packed` is what `examination.pack` wrote; the file that was uploaded is never stored.
    """

    address = models.CharField(max_length=64, unique=True)
    packed = models.BinaryField()
    kept_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("kept_at")), name="kept_check_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"保留的体检结果（至 {self.until:%Y-%m-%d}）"
