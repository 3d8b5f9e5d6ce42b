"""The journal: one entry an act, one chain an organ, and personal data beside it.

Entries are made by `journal.actions` only and never changed: triggers in the database refuse it.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from gongkai.apps.organs.models import Organ


class Subject(models.TextChoices):
    """What an entry is about."""

    REQUEST = "request", "申请"
    REMEDY = "remedy", "复议诉讼"
    REPORT = "report", "年报"
    ITEM = "item", "公开信息"
    DOCUMENT = "document", "规范性文件"
    ACTIVITY = "activity", "活动"
    SESSION = "session", "活动场次"
    TALLY = "tally", "统计数"
    ORGAN = "organ", "机构"
    PERSON = "person", "人员"
    VAULT = "vault", "个人信息"
    IMPORT = "import", "台账导入"
    COLUMN = "column", "栏目"
    AMENDMENT = "amendment", "文件修改"
    CONCLUSION = "conclusion", "清理结论"
    COMPARISON = "comparison", "同源比对"
    DIFFERENCE = "difference", "同源差异"
    DUTY = "duty", "审签分工"
    BATCH = "batch", "信息迁入"
    QUESTION = "question", "咨询留言"
    SYNONYM = "synonym", "同义词"
    WISH = "wish", "没有搜到的词"
    RECORD = "record", "记录更正申请"
    PAPER = "paper", "案卷材料"
    ALERT = "alert", "提醒"


class Chain(models.Model):
    """The end of an organ's chain: the last number and the last hash. Locked while an entry is added."""

    organ = models.OneToOneField(Organ, models.PROTECT, primary_key=True, related_name="chain")
    seq = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.organ_id}#{self.seq}"


class PersonalRecord(models.Model):
    """Personal data of one entry, encrypted; empty once shredded. Read through `journal.vault` only, which logs it.

    `masked` and `lookup` show and find the name without opening it; both go with the rest when it is shredded.
    `due` is the first day on which it may be shredded, None while that day is not known.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    key_version = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    digest = models.CharField(max_length=64)
    masked = models.CharField(max_length=40, blank=True)
    lookup = models.CharField(max_length=64, blank=True, db_index=True)
    due = models.DateField(null=True, blank=True, db_index=True)
    shredded_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"个人信息 {self.pk}"


class Entry(models.Model):
    """One act. `payload` is canonical JSON without personal data; `hash` is SM3 over the hash before and all the rest."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=16, choices=Subject.choices)
    subject_id = models.PositiveBigIntegerField()
    event = models.CharField(max_length=32)
    day = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.CharField(max_length=40)
    role = models.CharField(max_length=16)
    payload = models.TextField()
    personal = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, blank=True, related_name="+")
    personal_digest = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "seq"), name="journal_entry_once"),)
        indexes = (models.Index(fields=("subject", "subject_id", "seq"), name="journal_entry_subject"),)

    def __str__(self) -> str:
        return f"{self.organ_id}#{self.seq} {self.event}"

    @property
    def data(self) -> dict[str, Any]:
        """The payload as values."""
        values: dict[str, Any] = json.loads(self.payload)
        return values


class DailyHead(models.Model):
    """All chains as they stood at the end of a day, gathered into one hash that can be published."""

    day = models.DateField(unique=True)
    heads = models.TextField()
    head = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
