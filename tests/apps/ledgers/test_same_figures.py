"""A ledger gives the same material for a report alone as it does from the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.annual.ledger.material import material
from gongkai.annual.ledger.write import normal
from gongkai.apps import rules
from gongkai.apps.ledgers import actions
from gongkai.apps.organs.models import OrganName
from gongkai.apps.reporting import queries as reporting
from tests.annual.ledger.samples import ORGAN_NAME, rich_ledger
from tests.apps.ledgers.test_actions import NOW
from tests.apps.office import office


@pytest.mark.django_db
@pytest.mark.parametrize("as_of", [date(2024, 3, 21), date(2024, 12, 31), date(2025, 1, 8)])
def test_the_same_material_with_and_without_a_database(as_of: date) -> None:
    here = office()
    OrganName.objects.filter(organ=here.organ).update(name=ORGAN_NAME)
    ledger = normal(rich_ledger())
    actions.import_ledger(here.head, ledger, NOW)
    alone = material(ledger, 2024, as_of, rules.calendar(), rules.settings(), rules.chosen())
    kept = reporting.material(here.organ.pk, 2024, as_of, rules.chosen())
    # The office's own words come to the database's report by another way.
    texts = replace(alone.narrative, texts=kept.narrative.texts)
    assert replace(alone, narrative=texts) == kept
