"""Whatever the county published has a page with its text, came through the doors, and is linked with what belongs to it."""

from __future__ import annotations

from datetime import date

from gongkai.apps.columns import updating
from gongkai.apps.documents import queries as documents
from gongkai.apps.documents.models import Comparison, Difference, Document
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.publishing import public
from gongkai.apps.publishing.models import Batch, Duty, Item
from gongkai.apps.supervision.models import Session
from tests.rigs.demo_county import DemoCounty

OFFICE = "changtu-office"
COUNTS = {2023: 642, 2024: 3938, 2025: 715}


def _office(county: DemoCounty) -> Organ:
    return organs.organ(OFFICE, county.today)


def test_every_item_of_a_year_has_a_text(demo_county: DemoCounty) -> None:
    office = _office(demo_county)
    for year, count in COUNTS.items():
        found = Item.objects.filter(organ=office, published_on__year=year, way="imported", state="live")
        assert found.count() == count
        assert not found.filter(live__version__body="").exists()
        assert not found.filter(formed_on__isnull=True).exists()
    assert Item.objects.filter(organ__code="changtu-land", published_on__year=2025, way="imported").count() == 286


def test_a_page_shows_the_number_of_the_old_site(demo_county: DemoCounty) -> None:
    found = public.item(OFFICE, "CTZB-2024-00005")
    assert (found.first_published_on, found.way) == (date(2024, 1, 2), "imported")
    assert found.body.count("<p>") == 3


def test_a_small_organ_only_records(demo_county: DemoCounty) -> None:
    assert set(Item.objects.filter(organ__code="changtu-south").values_list("way", flat=True)) == {"recorded"}


def test_the_documents_in_force_have_pages_and_interpretations(demo_county: DemoCounty) -> None:
    office = _office(demo_county)
    in_force = documents.in_force(office.pk, date(2024, 12, 31))
    assert in_force.count() == 4
    for row in in_force:
        page = Item.objects.get(organ=office, number=row.item)
        assert (page.genre, page.document_number, page.state) == ("normative", row.number, "live")
        assert Item.objects.filter(organ=office, interprets=row.item, state="live").count() == 1
        assert row.filed_on


def test_every_interpretation_names_a_policy_that_is_there(demo_county: DemoCounty) -> None:
    named = Item.objects.filter(way="imported").exclude(interprets="").values_list("organ_id", "interprets")
    assert named
    policies = set(Item.objects.filter(genre__in=("policy", "normative")).values_list("organ_id", "number"))
    assert set(named) - policies == set()


def test_batches_were_accepted_by_another_and_one_waits(demo_county: DemoCounty) -> None:
    waiting = Batch.objects.get(state="staged")
    assert (waiting.rows, waiting.begun_at.year) == (3, demo_county.today.year)
    assert set(Item.objects.filter(moved__batch=waiting).values_list("state", flat=True)) == {"staged"}
    for batch in Batch.objects.exclude(pk=waiting.pk):
        assert batch.state == "accepted"
        assert set(batch.publications.values_list("person", flat=True)).isdisjoint({batch.person})


def test_every_room_has_something_to_show(demo_county: DemoCounty) -> None:
    office, today = _office(demo_county), demo_county.today
    assert Duty.objects.filter(organ=office).exclude(stand_in="").count() == 4
    cleaned = documents.clean_up(office.pk, today)
    assert [each.document.number for each in cleaned.to_amend] == ["昌政办规〔2020〕2号"]
    assert Comparison.objects.get(organ=office).failure == ""
    assert list(Difference.objects.values_list("number", "state")) == [("昌政办规〔2021〕1号", "open")]
    assert set(Session.objects.values_list("state", flat=True)) == {"planned", "held"}
    states = {each.state for each in updating.due(office.pk, today)}
    assert {updating.State.STALE, updating.State.EMPTY, updating.State.FINE} <= states
    assert Document.objects.filter(organ=office, item="", ended_on__isnull=True).count() == 0
