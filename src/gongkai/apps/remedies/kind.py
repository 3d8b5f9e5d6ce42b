"""What a review or a suit is to the journal: its subject, procedure and forms, and which private field names the party."""

from __future__ import annotations

from gongkai.apps.casebook import Kind
from gongkai.apps.journal.models import Subject
from gongkai.law.procedures import REMEDY
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS

KIND = Kind(Subject.REMEDY.value, "案件", REMEDY, REMEDY_FORMS, "party_name")
OPENING = "notify"
"""The event that makes a case; every other event needs one."""
