"""Whatever day is today, the office has an item in every state of publication, and nobody signed their own or two stages."""

from __future__ import annotations

from gongkai.apps.documents.models import Document
from gongkai.apps.publishing.models import Item, Signed
from gongkai.law.procedures import PUBLICATION
from tests.rigs.demo_county import DemoCounty


def test_there_is_an_item_in_every_state(demo_county: DemoCounty) -> None:
    there = set(Item.objects.exclude(way="recorded").values_list("state", flat=True))
    assert set(PUBLICATION.states) - {"new"} - there == set()


def test_what_was_withdrawn_shows_every_way(demo_county: DemoCounty) -> None:
    assert set(Item.objects.exclude(withdrawn_how="").values_list("withdrawn_how", flat=True)) >= {
        "repealed",
        "merged",
        "mistaken",
    }


def test_four_persons_sign_what_a_fifth_wrote(demo_county: DemoCounty) -> None:
    for live in Item.objects.filter(way="reviewed", state="live").select_related("live__version"):
        assert live.live is not None
        signed = Signed.objects.filter(version=live.live.version)
        by_level = {level: set(signed.filter(level=level).values_list("person", flat=True)) for level in LEVELS}
        assert all(by_level.values())
        assert len(set.union(*by_level.values())) == sum(map(len, by_level.values())) == 4
        assert live.live.version.person not in set.union(*by_level.values())


LEVELS = ("first", "second", "secrecy", "third")


def test_a_policy_went_live_with_its_interpretations_and_is_in_the_register(demo_county: DemoCounty) -> None:
    policy = Item.objects.get(genre="normative", state="live", way="reviewed")
    mates = Item.objects.filter(interprets=policy.number)
    assert {each.genre for each in mates} == {"text", "picture"}
    assert {each.published_on for each in mates} == {policy.published_on}
    assert Document.objects.get(number=policy.document_number).item == policy.number
