"""What a message is to the journal: its subject, procedure and forms, and which private field names the asker."""

from __future__ import annotations

from gongkai.apps.casebook import Kind
from gongkai.apps.journal.models import Subject
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question_forms import QUESTION_FORMS

KIND = Kind(Subject.QUESTION.value, "留言", QUESTION, QUESTION_FORMS, "asker_name")
BY_PROGRAM = frozenset(field.name for form in QUESTION_FORMS.values() for field in form.fields if field.by_program)
"""Public fields that the program fills, whatever was sent."""
LATE = frozenset({"supplement", "answer", "verify", "rectify", "criticise", "note"})
"""What may be entered for an earlier day. Everything else is signed or decided where it is done, on the day it is done."""
