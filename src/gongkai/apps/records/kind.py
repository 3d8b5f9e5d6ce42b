"""What a request to correct a record is to the journal: its subject, procedure and forms, and which private field names who asks."""

from __future__ import annotations

from gongkai.apps.casebook import Kind
from gongkai.apps.journal.models import Subject
from gongkai.law.procedures import RECORD
from gongkai.law.procedures.record_forms import RECORD_FORMS

KIND = Kind(Subject.RECORD.value, "更正申请", RECORD, RECORD_FORMS, "applicant_name")
OPENING = "receive"
"""The event that makes a case; every other event needs one."""
