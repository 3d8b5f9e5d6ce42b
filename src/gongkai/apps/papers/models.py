"""Files of cases, sealed: what an applicant handed in, what a clerk scanned, what was sent out.

Here stands what a list may show. The name of the file and the key of its bytes stand in a `PersonalRecord`, the bytes encrypted below
the data folder by a random name: once the record is shredded nobody reads either again, from no backup of the bytes.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.journal.models import PersonalRecord, Subject
from gongkai.apps.organs.models import Organ


class PaperKind(models.TextChoices):
    """What a paper is in its case."""

    APPLICATION = "application", "申请材料"
    IDENTITY = "identity", "身份证明"
    CORRECTION = "correction", "补正材料"
    NOTICE = "notice", "告知书"
    REPLY = "reply", "答复书"
    PRODUCED = "produced", "提供的信息"
    EVIDENCE = "evidence", "凭据"
    OPINION = "opinion", "意见"


class Paper(models.Model):
    """One file of one case. `place` parts the papers of several items or acts of a case, 0 for the case as a whole; `shown` whether
    whoever has number and code may take it; `media` the kind that its content proved (pdf, jpg …), `size` of the plain bytes;
    `digest` keyed, pinned by the journal; `stored` the random name below the data folder; `person` who added it.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16, choices=Subject.choices)
    subject_id = models.PositiveBigIntegerField()
    place = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=16, choices=PaperKind.choices)
    shown = models.BooleanField(default=False)
    media = models.CharField(max_length=12)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    stored = models.CharField(max_length=32, unique=True)
    record = models.OneToOneField(PersonalRecord, models.PROTECT, related_name="+")
    added_on = models.DateField(db_index=True)
    added_at = models.DateTimeField()
    person = models.CharField(max_length=40)

    class Meta:
        indexes = (models.Index(fields=("subject", "subject_id"), name="paper_of_case"),)

    def __str__(self) -> str:
        return f"案卷材料 {self.pk}"


class WaitingPaper(models.Model):
    """One file of a form that was refused, until the form is sent again, for a day at most. `owner` is a keyed digest of what only that form
    has; `told` name, kind, key and digest, sealed; `group` the field it came with; `stranger` that no officer sent it."""

    owner = models.CharField(max_length=64, db_index=True)
    stranger = models.BooleanField()
    group = models.CharField(max_length=16, blank=True)
    told = models.TextField()
    stored = models.CharField(max_length=32, unique=True)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"暂存的附件 {self.pk}"
