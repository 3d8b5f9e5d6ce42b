"""Annual reports with everything that was written, frozen and published of them; and kept results of 年报体检.

Rows of `ReportText`, `ReportExplanation`, `ReportVersion`, `ReportPublication` and `ReportFile` are only ever added:
triggers in the database refuse to change or delete them. `AnnualReport` is a cache of what the journal says of it.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.law.procedures import REPORT


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


class AnnualReport(models.Model):
    """The report of an organ on a year. Changed by `reporting.actions` only, each act with an entry of the journal.

    `acts` counts its acts since it was begun: what a form was based on. `approved` is the digest of what the leader approved; `frozen` the
    version that waits for publication, `published` the one that the public sees.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=tuple(REPORT.states.items()), default=REPORT.initial)
    acts = models.PositiveIntegerField(default=0)
    approved = models.CharField(max_length=64, blank=True)
    frozen = models.ForeignKey("ReportVersion", models.PROTECT, null=True, blank=True, related_name="+")
    published = models.ForeignKey("ReportVersion", models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "year"), name="report_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(REPORT.states)), name="report_state_of_the_procedure"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("frozen", "published")) | models.Q(frozen__isnull=False),
                name="report_frozen_with_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organ_id}：{self.year}"


class ReportText(models.Model):
    """A paragraph as somebody wrote it, tokens and all; the newest of a key is in force. `text` None: ours again."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="texts")
    key = models.CharField(max_length=20)
    text = models.TextField(null=True)
    person = models.CharField(max_length=40)
    written_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("report", "key", "id"), name="report_text_newest"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.key} {self.written_at:%Y-%m-%d %H:%M}"


class ReportExplanation(models.Model):
    """Why an error that the check found stands as it is. `finding` is `digests.finding_key` of what was explained."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="explanations")
    finding = models.CharField(max_length=64)
    message = models.TextField()
    text = models.TextField()
    person = models.CharField(max_length=40)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.report_id} {self.finding[:8]}"


class ReportVersion(models.Model):
    """What was frozen: figures, texts with their tokens, page, template and settings together, under one SM3 digest.

    `chain_seq` and `chain_head` say up to which entry of the organ's journal the figures count.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    normal_form = models.TextField()
    texts = models.TextField()
    explanations = models.TextField()
    caveats = models.TextField()
    html = models.TextField()
    template_version = models.CharField(max_length=20)
    chosen = models.TextField()
    as_of = models.DateField()
    chain_seq = models.PositiveBigIntegerField()
    chain_head = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_version_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} 第{self.number}版"


class ReportPublication(models.Model):
    """That a version was made public on a day."""

    version = models.OneToOneField(ReportVersion, models.PROTECT, related_name="publication")
    day = models.DateField()
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version_id} {self.day:%Y-%m-%d}"


class ReportFile(models.Model):
    """A version as a file, written once. `kind` is one of `annual.write.KINDS`."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8)
    data = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "kind"), name="report_file_once"),)

    def __str__(self) -> str:
        return f"{self.version_id}.{self.kind}"
