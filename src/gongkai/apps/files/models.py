"""Files as bytes: each content once, by its digest. Whoever may see one is decided by what uses it, never here."""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ


class Blob(models.Model):
    """One content in one organ. The bytes lie below `MEDIA_ROOT` by digest, out of every web server's reach.

    `kind` is the ending that the content itself proves (docx, xlsx, pdf, png, jpeg …), `text` what readers see of it, for
    comparing, proofing and search; `hidden` JSON of what they do not see: author, tracked changes, comments, hidden sheets, place
    of a picture, marks (proofing/files). `unread` says why there is no text, empty when there is or can be none.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    size = models.PositiveBigIntegerField()
    text = models.TextField(blank=True)
    hidden = models.TextField(default="[]")
    unread = models.CharField(max_length=300, blank=True)
    person = models.CharField(max_length=40)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "digest"), name="blob_once"),)

    def __str__(self) -> str:
        return f"{self.digest[:8]}.{self.kind}"
