"""What a request is to the journal: its subject, procedure and forms, and which private field names the applicant."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.casebook import Kind
from gongkai.apps.journal.models import Subject
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import REQUEST_FORMS

KIND = Kind(Subject.REQUEST.value, "申请", REQUEST, REQUEST_FORMS, "applicant_name")
OPENING = REQUEST.openings
"""Events that make a request; every other event needs one."""
BY_PROGRAM: Mapping[str, frozenset[str]] = {
    event: frozenset(field.name for field in form.fields if field.by_program) for event, form in REQUEST_FORMS.items()
}
"""Public fields that the program fills, by event, whatever was sent."""
