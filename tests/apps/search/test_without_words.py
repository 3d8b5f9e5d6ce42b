"""A search without words browses the newest; one without synonyms looks for what was typed alone."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.apps.search.models import Synonym
from gongkai.apps.search.queries import Query, search
from tests.apps.search.conftest import TODAY, Tell


def _titles(**asked: object) -> list[str]:
    return [each.plain_title for each in search(Query(**asked), TODAY).entries]  # type: ignore[arg-type]  # as told by each test


def test_without_words_the_newest_are_found(tell: Tell) -> None:
    for n in range(3):
        tell(str(n), f"通知{n}", day=TODAY - timedelta(n))
    assert _titles() == ["通知0", "通知1", "通知2"]
    assert search(Query(), TODAY).count == 3


def test_a_part_of_a_document_number_is_enough(tell: Tell) -> None:
    tell("1", "甲", document_number="昌政发〔2026〕12号")
    tell("2", "乙", document_number="昌政发〔2025〕12号")
    tell("3", "丙")
    assert _titles(document_number="〔2026〕12") == ["甲"]
    assert _titles(document_number="昌政发") == ["甲", "乙"]
    assert _titles(document_number="昌政发〔2025〕12号") == ["乙"]


def test_signs_alone_find_nothing(tell: Tell) -> None:
    tell("1", "通知")
    assert _titles(text="，。！") == []


def test_words_that_mean_the_same_can_be_left_out(tell: Tell) -> None:
    Synonym.objects.create(organ_id=tell("1", "低保办法").organ_id, words="低保 最低生活保障", since=date(2026, 1, 1))
    tell("2", "最低生活保障标准")
    assert sorted(_titles(text="低保")) == ["低保办法", "最低生活保障标准"]
    assert search(Query("低保"), TODAY).expanded[0].by == ("最低生活保障",)
    assert _titles(text="低保", synonyms=False) == ["低保办法"]
    assert search(Query("低保", synonyms=False), TODAY).expanded == ()
