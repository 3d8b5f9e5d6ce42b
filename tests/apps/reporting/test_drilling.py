"""From a cell to its cases: the figure and what lies behind it are counted by the same filters."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.annual.model import Place
from gongkai.apps.organs.models import Organ
from gongkai.apps.reporting import queries
from gongkai.law.casework import Refusal
from tests.apps.office import member, office
from tests.apps.reporting.situations import YEAR, busy_office

pytestmark = pytest.mark.django_db
END = date(2024, 12, 31)


def test_every_cell_adds_up_from_its_rows() -> None:
    where = busy_office()
    draft = queries.draft(where.head, where.organ.pk, YEAR, END)
    filled = 0
    for place, cell in draft.compiled.report.cells():
        drilled = queries.cell(where.head, where.organ.pk, YEAR, END, place)
        assert drilled.figure == cell.value, place.key
        assert sum(row.weight for row in drilled.rows) == cell.value, place.key
        filled += bool(cell.value)
    assert filled > 10


def test_a_case_is_shown_as_it_stood_at_the_end_of_the_period() -> None:
    where = busy_office()
    drilled = queries.cell(where.head, where.organ.pk, YEAR, date(2024, 3, 10), Place(3, 25, 6))
    (row,) = drilled.rows
    assert (row.kind, row.received, row.closed, row.weight) == ("request", date(2024, 3, 4), None, 1)
    drilled = queries.cell(where.head, where.organ.pk, YEAR, END, Place(3, 3, 0))
    assert [row.result for row in drilled.rows] == ["予以公开", "予以公开"]
    assert "按份计一件" in drilled.definition.sentence
    assert any("several_items" in caveat for caveat in drilled.caveats)


def test_pages_are_cut_and_a_page_beyond_the_last_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.drilling, "PAGE", 2)
    where = busy_office()
    drilled = queries.cell(where.head, where.organ.pk, YEAR, END, Place(3, 1, 6), page=9)
    assert (drilled.page, drilled.pages, drilled.total, len(drilled.rows)) == (2, 2, 3, 1)


def test_who_may_read_the_report_but_not_the_cases_sees_the_definition_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    where = busy_office()
    monkeypatch.setattr(queries.drilling, "may", lambda actor, act, organ_id: act != "request.read")
    drilled = queries.cell(where.compiler, where.organ.pk, YEAR, END, Place(3, 1, 6))
    assert drilled.figure == 3
    assert drilled.closed_to_reader
    assert drilled.rows == ()


def test_another_organs_cell_is_not_found_and_a_superior_may_look() -> None:
    where = busy_office()
    with pytest.raises(Organ.DoesNotExist):
        queries.cell(office("elsewhere").head, where.organ.pk, YEAR, END, Place(3, 1, 6))
    county = office("county")
    where.organ.parent = county.organ
    where.organ.save()
    supervisor = member(county.organ, "supervisor")
    assert queries.cell(supervisor, where.organ.pk, YEAR, END, Place(3, 1, 6)).total == 3


def test_a_place_that_the_form_does_not_have_is_refused() -> None:
    where = busy_office()
    with pytest.raises(Refusal, match=r"没有“table3\.30\.0”这一格"):
        queries.cell(where.head, where.organ.pk, YEAR, END, Place(3, 30, 0))
