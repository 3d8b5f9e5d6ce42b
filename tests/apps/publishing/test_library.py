"""The policy library: two streams in one list, each policy in its state on the day that is asked, with what explains it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.documents.models import Document
from gongkai.apps.publishing import library
from gongkai.apps.publishing.library import Wanted
from gongkai.apps.publishing.models import Item
from tests.apps.office import at
from tests.apps.publishing.desk import House, house
from tests.faces.portal.disclosure.published import explained, normative, policy, withdrawn

pytestmark = pytest.mark.django_db

ISSUED, LATER, TODAY = date(2026, 3, 2), date(2026, 3, 9), date(2026, 5, 1)


@pytest.fixture
def where() -> House:
    return house()


def _titles(found: library.Found) -> list[str]:
    return [each.title for each in found.policies]


def _registered(where: House, number: str, day: date, **more: object) -> Document:
    return Document.objects.create(
        organ_id=where.organ_id,
        kind="normative",
        number=number,
        title=f"登记的{number}",
        issued_on=day,
        in_force_on=day,
        **more,
    )


def test_the_register_and_the_pages_of_other_policies_are_one_list_newest_first(where: House) -> None:
    _registered(where, "昌政发〔2025〕9号", date(2025, 9, 1))
    policy(where, title="春季造林补助办法")
    normative(where, "昌政发〔2026〕2号", at(LATER), effective_on="2026-04-01")
    found = library.policies(Wanted(TODAY))
    assert _titles(found) == ["办法昌政发〔2026〕2号", "春季造林补助办法", "登记的昌政发〔2025〕9号"]
    assert [each.kind for each in found.policies] == ["normative", "policy", "normative"]
    by_page = found.policies[0]
    assert by_page.number == "changtu-2026-00002"
    assert (by_page.effective_on, by_page.published_on) == (date(2026, 4, 1), LATER)
    assert (found.policies[2].number, found.policies[2].readable) == ("", False)


def test_the_day_that_is_asked_decides_what_is_there_and_in_which_state(where: House) -> None:
    plain = policy(where)
    normative(where, "昌政发〔2026〕2号", effective_on="2026-04-01", valid_until="2026-04-20")
    withdrawn(where, plain, "repealed", at(LATER), by="昌政发〔2026〕3号")
    states = {
        ISSUED - timedelta(1): {"": 0},
        ISSUED: {"": 2, "in_force": 1, "not_yet": 1},
        LATER: {"": 2, "repealed": 1, "not_yet": 1},
        date(2026, 4, 20): {"": 2, "in_force": 1, "repealed": 1},
        date(2026, 4, 21): {"": 2, "lapsed": 1, "repealed": 1},
    }
    for day, expected in states.items():
        counts = library.policies(Wanted(day)).counts
        assert {state: n for state, n in counts.items() if n} == {state: n for state, n in expected.items() if n}, day
        for state, n in counts.items():
            assert len(library.policies(Wanted(day, state)).policies) == n


def test_what_was_amended_is_in_force_and_says_so(where: House) -> None:
    normative(where, "昌政发〔2026〕2号", effective_on="2026-03-02")
    normative(
        where,
        "昌政发〔2026〕3号",
        at(LATER),
        effective_on="2026-03-09",
        changes="修改 昌政发〔2026〕2号 第三条",
    )
    assert library.policies(Wanted(LATER - timedelta(1))).counts["amended"] == 0
    found = library.policies(Wanted(LATER, "amended"))
    assert _titles(found) == ["办法昌政发〔2026〕2号"]
    assert (found.counts["in_force"], found.counts["amended"]) == (2, 1)
    mark = found.policies[0].mark
    assert mark is not None
    assert (mark.code, "已由昌政发〔2026〕3号修改" in "".join(mark.sentences)) == ("amended", True)


def test_a_policy_has_its_interpretations_and_they_have_it(where: House) -> None:
    item = policy(where)
    first, second = (
        explained(where, item.number, at(LATER)),
        explained(where, item.number, at(LATER), genre="questions"),
    )
    (found,) = library.policies(Wanted(TODAY)).policies
    assert [link.number for link in found.explained] == [first.number, second.number]
    rows, number, pages = library.interpretations(TODAY)
    assert (number, pages) == (1, 1)
    assert [(each.link.number, each.policy and each.policy.number) for each in rows] == [
        (second.number, item.number),
        (first.number, item.number),
    ]
    withdrawn(where, item, "mistaken", at(LATER))
    assert library.policies(Wanted(TODAY)).policies == ()
    assert [each.policy for each in library.interpretations(TODAY)[0]] == [None, None]


def test_it_is_narrowed_by_organ_year_kind_number_and_words(where: House) -> None:
    other = house("kaiyuan")
    policy(where, title="春季造林补助办法", document_number="昌政办〔2026〕7号")
    policy(other, title="冬季供暖补助办法")
    _registered(where, "昌政发〔2025〕9号", date(2025, 9, 1))
    asked = {
        "own": Wanted(TODAY, organ_ids=frozenset({other.organ_id})),
        "year": Wanted(TODAY, year=2025),
        "number": Wanted(TODAY, number="〔2026〕7"),
        "words": Wanted(TODAY, words=("补助", "供暖")),
        "words of a number": Wanted(TODAY, words=("2025〕9号",)),
        "nothing": Wanted(TODAY, words=("补助", "没有")),
    }
    assert {name: _titles(library.policies(each)) for name, each in asked.items()} == {
        "own": ["冬季供暖补助办法"],
        "year": ["登记的昌政发〔2025〕9号"],
        "number": ["春季造林补助办法"],
        "words": ["冬季供暖补助办法"],
        "words of a number": ["登记的昌政发〔2025〕9号"],
        "nothing": [],
    }
    assert library.policies(Wanted(TODAY), "policy").total == 2
    assert library.policies(Wanted(TODAY), "normative").total == 1
    assert library.policies(Wanted(TODAY), "rule").total == 0


def test_nothing_is_shown_twice_and_what_the_register_took_back_keeps_its_page(where: House) -> None:
    item = normative(where, "昌政发〔2026〕2号")
    assert library.policies(Wanted(TODAY)).total == 1
    Document.objects.update(annulled=True)
    (found,) = library.policies(Wanted(TODAY)).policies
    assert (found.number, found.kind, found.mark) == (item.number, "normative", None)


def test_pages_are_whole_and_bounded(where: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "ON_A_PAGE", 3)
    for n in range(4):
        _registered(where, f"昌政发〔2026〕{n}号", ISSUED + timedelta(2 * n))
    for n in range(4):
        policy(where, at(ISSUED + timedelta(2 * n + 1)), title=f"页面{n}")
    pages = [library.policies(Wanted(TODAY), page=n) for n in (1, 2, 3, 99, 0)]
    assert [each.number for each in pages] == [1, 2, 3, 3, 1]
    assert [each.pages for each in pages] == [3] * 5
    titles = [title for each in pages[:3] for title in _titles(each)]
    assert titles == [t for n in reversed(range(4)) for t in (f"页面{n}", f"登记的昌政发〔2026〕{n}号")]
    monkeypatch.setattr(library, "MOST_PAGES", 2)
    assert (library.policies(Wanted(TODAY), page=3).number, library.policies(Wanted(TODAY)).total) == (2, 8)


def test_a_full_page_takes_a_handful_of_queries(where: House) -> None:
    for n in range(6):
        item = policy(where, title=f"办法{n}")
        explained(where, item.number)
    with CaptureQueriesContext(
        connection,
    ) as many:
        library.policies(Wanted(TODAY))
    Item.objects.filter(title="办法0").update(annulled=True)
    with CaptureQueriesContext(connection) as fewer:
        library.policies(Wanted(TODAY))
    assert len(many) == len(fewer) <= 12
