"""The index numbers of the old site are kept; they name one item each, and a policy by its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import public
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.moving_in import actions, queries, staging
from tests.apps.publishing.desk import NOW, House, house
from tests.apps.publishing.moving_in import exports

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def _row(place: int, number: str = "", interprets: str = "", title: str = "") -> dict[str, str]:
    told = {"标题": title or f"第{place}条", "原网址": f"/a/{place}.html", "索引号": number, "所解读的政策": interprets}
    return {**exports.ROWS[0], **told}


def _staged(where: House, folder: Path, *rows: dict[str, str], skip_bad: bool = False) -> actions.Outcome:
    return actions.stage(where.clerk, exports.csv_file(folder, rows), "", NOW, skip_bad=skip_bad)


def _faults(where: House, folder: Path, *rows: dict[str, str]) -> list[tuple[str, str, str]]:
    with pytest.raises(actions.BadSource) as refused:
        _staged(where, folder, *rows)
    assert Item.objects.filter(way="imported").count() == 0
    return [(each.place, each.field, each.reason) for each in refused.value.faults]


def test_a_told_number_is_kept_and_found_by_readers(where: House, tmp_path: Path) -> None:
    batch = _staged(where, tmp_path, _row(1, "CT000-2021-00017"), _row(2), _row(3, "昌政办〔2021〕3号")).batch
    actions.accept(where.head, batch.pk, NOW)
    code = where.office.organ.code
    numbers = list(Item.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == ["CT000-2021-00017", f"{code}-{NOW.year}-00001", "昌政办〔2021〕3号"]
    assert [public.item(code, each).title for each in numbers] == ["第1条", "第2条", "第3条"]
    assert publishing.rebuild(check=True).differences == ()


@pytest.mark.parametrize("number", ["a/b", "a b", "a?b", "a#b", "a\\b", "..", "a\u200bb", "长" * 41])
def test_a_number_that_no_address_holds_is_a_fault(where: House, tmp_path: Path, number: str) -> None:
    ((place, field, reason),) = _faults(where, tmp_path, _row(1, number))
    assert (place, field) == ("items.csv 第2行", "索引号")
    assert "含有" in reason or "超过40个字" in reason


def test_a_clash_names_the_other(where: House, tmp_path: Path) -> None:
    _staged(where, tmp_path, _row(1, "X-1", title="以前的一条"))
    code = where.office.organ.code
    rows = (_row(2, "X-2"), _row(3, "X-1"), _row(4, "X-2"), _row(5, f"{code}-{NOW.year}-00003"))
    with pytest.raises(actions.BadSource) as refused:
        _staged(where, tmp_path, *rows)
    assert [(each.place, each.reason) for each in refused.value.faults] == [
        ("items.csv 第3行", "“X-1”已经是“以前的一条”的索引号"),
        ("items.csv 第4行", "“X-2”和items.csv 第2行相同"),
        ("items.csv 第5行", f"“{code}-{NOW.year}-00003”是本系统今年要编的号"),
    ]
    outcome = _staged(where, tmp_path, *rows, skip_bad=True)
    assert (outcome.batch.rows, outcome.account.faulty) == (1, 3)
    # What was moved in before is the same row, and no clash with itself.
    again = _staged(where, tmp_path, _row(1, "X-1", title="以前的一条"), _row(6, "X-6"))
    assert (again.batch.rows, again.account.known) == (1, 1)


def test_an_interpretation_names_a_policy_of_its_batch_or_one_that_is_there(
    where: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "AT_ONCE", 2)
    first = _staged(where, tmp_path, _row(1, "P-1"), _row(2, "", "P-1"), _row(3, "", "P-2"), _row(4), _row(5, "P-2"))
    actions.accept(where.head, first.batch.pk, NOW)
    second = _staged(where, tmp_path, _row(6, "", "P-1"))
    actions.accept(where.head, second.batch.pk, NOW)
    assert Item.objects.filter(interprets="P-1").count() == 2
    assert Item.objects.filter(interprets="P-2").count() == 1
    with pytest.raises(actions.BadSource) as refused:
        _staged(where, tmp_path, _row(7, "", "P-3"))
    assert refused.value.faults[0].sentence.startswith("items.csv 第2行“所解读的政策”：没有索引号为“P-3”的信息，请核对")


def test_a_rejected_batch_gives_its_numbers_back(where: House, tmp_path: Path) -> None:
    rows = (_row(1, "X-1"), _row(2))
    batch = _staged(where, tmp_path, *rows).batch
    actions.reject(where.head, batch.pk, "栏目不对", NOW)
    code = where.office.organ.code
    assert list(Item.objects.order_by("pk").values_list("number", flat=True)) == [
        f"{code}-{NOW.year}-00002",
        f"{code}-{NOW.year}-00001",
    ]
    again = _staged(where, tmp_path, *rows).batch
    assert [each.number for each in queries.batch(where.clerk, again.pk).items] == ["X-1", f"{code}-{NOW.year}-00003"]
    assert publishing.rebuild(check=True).differences == ()
