"""A correction that changes nothing but what is sealed: it is taken, the journal pins it and says nothing of its words."""

from __future__ import annotations

import pytest

from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.requests import actions, queries
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from tests.apps.office import MONDAY, REGISTRATION, SECRETS, Office, at, office, opened

pytestmark = pytest.mark.django_db
NEW = "关于某某道路照明的会议材料"


def corrected(where: Office, row: Request, private: dict[str, str], **told: object) -> Request:
    data = {"target": 1, "reason": "抄错一个字", "day": MONDAY.isoformat(), "data": dict(REGISTRATION), **told}
    return actions.act(where.clerk, row.pk, "correct", MONDAY, data, private, at(MONDAY, 11))


def test_only_sealed_words_may_be_corrected_and_stay_sealed() -> None:
    where = office()
    row = opened(where)
    corrected(where, row, {"content": NEW})
    entry = Entry.objects.filter(subject=KIND.subject, event="correct").get()
    assert entry.data["data"]["sealed"] is True
    assert entry.personal is not None
    assert not any(words in entry.payload for words in (NEW, *SECRETS.values()))
    told = queries.personal(where.clerk, row.pk, "handling", at(MONDAY, 12))
    assert NEW in str(told)
    assert journal.verify(records=True).broken == ()
    assert not actions.rebuild(check=True).differences


def test_a_correction_of_nothing_is_refused_still_and_nobody_may_claim_that_something_was() -> None:
    where = office()
    row = opened(where)
    for told in ({}, {"sealed": True}):
        with pytest.raises(Refusal, match="没有改动"):
            corrected(where, row, {}, **told)
    with pytest.raises(Refusal, match="没有改动"):
        corrected(where, row, {"content": "  "})
