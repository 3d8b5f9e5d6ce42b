"""Whose personal data has been kept long enough?

Law:     none: how long the file of a case is kept is the archive's own rule, hence a setting (GONGKAI_PERSONAL_YEARS)
Takes:   the acts of the journal: a case counts from the day on which it was archived, unless it was opened again since;
         a registration made by mistake from the day on which it was taken back, unless something was corrected since.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from gongkai.apps.journal.models import Entry, PersonalRecord, Subject

_CASES = (Subject.REQUEST, Subject.REMEDY, Subject.QUESTION, Subject.RECORD)


def settle_due(today: date, years: int) -> int:
    """Set the day of shredding for the records of cases archived at least so many years ago; how many. 0 years: none."""
    if years == 0:
        return 0
    theirs = Entry.objects.filter(subject__in=_CASES, personal__isnull=False).filter(over(today, years))
    due = PersonalRecord.objects.filter(pk__in=theirs.values("personal_id"), shredded_at__isnull=True, due__isnull=True)
    return due.update(due=today)


def over(today: date, years: int) -> Q:
    """What holds for a row with `organ_id`, `subject` and `subject_id` whose case has been over for so many years."""
    before = _years_before(today, years)
    same_case = {"organ_id": OuterRef("organ_id"), "subject": OuterRef("subject"), "subject_id": OuterRef("subject_id")}
    reopened = Entry.objects.filter(**same_case, event="reopen", seq__gt=OuterRef("seq"))
    archived = Entry.objects.filter(**same_case, event="archive", day__lte=before).exclude(Exists(reopened))
    # A registration made by mistake is never archived. What was corrected afterwards may have been restored: it is kept.
    restored = Entry.objects.filter(**same_case, event__in=("correct", "reopen"), seq__gt=OuterRef("seq"))
    voided = Entry.objects.filter(**same_case, event="void", day__lte=before).exclude(Exists(restored))
    return Q(Exists(archived)) | Q(Exists(voided))


def _years_before(today: date, years: int) -> date:
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # The 29th of February.
        return today.replace(year=today.year - years, day=28)
