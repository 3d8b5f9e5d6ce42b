"""Documents: recorded, ended, corrected, annulled; and what the year counts of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.annual.compile.material import DocumentCounts
from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps.documents import actions, queries
from gongkai.apps.documents.models import Document
from gongkai.law.casework import Refusal
from tests.apps.office import at, office

pytestmark = pytest.mark.django_db

NOW = at(date(2025, 1, 10))
RULES = LedgerDocument("normative", "昌政发〔2024〕1号", "绿化管理办法", date(2024, 3, 1), date(2024, 4, 1))


def test_documents_are_issued_ended_and_in_force() -> None:
    where = office()
    old = replace(RULES, number="昌政发〔2019〕9号", issued_on=date(2019, 1, 1), in_force_on=date(2019, 1, 1))
    actions.record_documents(where.clerk, [old, RULES], NOW)
    organ = where.organ.pk

    def counts(year: int, as_of: date) -> DocumentCounts:
        return queries.counts(organ, year, as_of)["normative"]

    assert counts(2024, date(2024, 12, 31)) == DocumentCounts(1, 0, 2)
    row = Document.objects.get(number=old.number)
    actions.end_document(where.head, row.pk, date(2024, 4, 1), "repealed", RULES.number, NOW)
    assert counts(2024, date(2024, 12, 31)) == DocumentCounts(1, 1, 1)
    assert counts(2024, date(2024, 3, 31)) == DocumentCounts(1, 0, 1)
    assert counts(2023, date(2023, 12, 31)) == DocumentCounts(0, 0, 1)
    assert [each.number for each in queries.documents(organ, 2024, date(2024, 12, 31), "normative", "ended")] == [
        old.number
    ]
    assert queries.counts(organ, 2024, date(2024, 12, 31))["rule"] == DocumentCounts()


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (replace(RULES, kind="law"), "种类"),
        (replace(RULES, in_force_on=date(2024, 2, 1)), "早于制发之日"),
        (replace(RULES, ended_on=date(2024, 6, 1)), "要同时填写"),
        (replace(RULES, ended_on=date(2024, 1, 1), ended_how="lapsed"), "早于制发之日"),
    ],
)
def test_an_impossible_document_is_refused(document: LedgerDocument, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        actions.record_document(office().clerk, document, NOW)


def test_what_was_scrambled_is_restored_from_the_journal() -> None:
    where = office()
    actions.record_document(where.clerk, RULES, NOW)
    good = list(Document.objects.values())
    Document.objects.update(ended_on=date(2024, 6, 1), ended_how="lapsed")
    assert len(actions.rebuild(check=True).differences) == 1
    assert len(actions.rebuild().differences) == 1
    assert list(Document.objects.values()) == good
