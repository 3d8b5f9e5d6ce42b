"""Open data: the files say what is public, neither more nor less; their dictionaries say what the files hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.apps.publishing.models import Item
from gongkai.faces.look.open_data.fields import DATASETS
from tests.apps.columns.tree import opened
from tests.apps.publishing.desk import content, drafted, published
from tests.apps.reporting.situations import YEAR, brought_to, busy_office
from tests.faces.portal.disclosure.published import Shown, explained, normative, policy, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db
FILES = [(each.name, kind) for each in DATASETS.values() for kind in each.kinds]


@pytest.fixture(autouse=True)
def _anew() -> None:
    cache.clear()


@begun.rows
def world() -> Shown:
    return shown()


@begun.rows
def a_policy(world: Shown) -> Item:
    return policy(world.house)


@begun.rows
def a_notice(world: Shown) -> Item:
    return published(world.house)


def _body(path: str, **asked: Any) -> bytes:
    response: Any = Client().get(path, **asked)
    assert response.status_code == 200, path
    return b"".join(response.streaming_content) if response.streaming else response.content


def _rows(name: str) -> list[dict[str, str]]:
    text = _body(f"/data/{name}.csv").decode()
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def _records(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_body(f"/data/{name}.json"))
    return found


def test_csv_and_json_say_the_same_of_every_public_item(world: Shown, a_policy: Item) -> None:
    explained(world.house, a_policy.number)
    withdrawn(world.house, published(world.house), "mistaken")
    withdrawn(world.house, normative(world.house, "昌政发〔2026〕3号"), "repealed", by="昌政发〔2026〕4号")
    rows, records = _rows("items"), _records("items")
    assert len(rows) == len(records) == 3
    labels = {each.label: each.name for each in DATASETS["items"].fields}
    for row, record in zip(rows, records, strict=True):
        assert {labels[label]: cell for label, cell in row.items()} == {k: v or "" for k, v in record.items()}
    told = {each["number"]: each for each in records}[a_policy.number]
    assert told["title"] == a_policy.title
    assert told["url"] == f"http://testserver{world.page(a_policy)}"
    assert (told["genre_name"], told["validity_name"], told["published_on"]) == ("政策文件", "有效", "2026-03-02")
    assert {each["validity"] for each in records} == {"in_force", "repealed"}


def test_the_register_is_told_as_of_today(world: Shown) -> None:
    row = normative(world.house, "昌政发〔2026〕3号", valid_until="2026-06-30")
    (told,) = _records("documents")
    assert (told["number"], told["item"], told["validity"]) == ("昌政发〔2026〕3号", row.number, "lapsed")
    assert _rows("documents")[0]["有效期至"] == "2026-06-30"


def test_reports_are_whole_in_json_and_cell_by_cell_in_csv() -> None:
    brought_to(busy_office(), "published")
    (told,) = _records("reports")
    normal = told["report"]
    assert (told["year"], told["organ_code"]) == (YEAR, "changtu")
    assert json.loads(_body("/reports/changtu/2024/report.json"))["table3"] == normal["table3"]
    rows = _rows("reports")
    new = [each for each in rows if each["表"] == "3" and each["行"] == "1"]
    assert [int(each["数值"]) for each in new] == normal["table3"]["rows"][0]["cells"]
    assert new[-1]["列名"] == "总计"
    assert {each["表"] for each in rows} == {"2", "3", "4"}


def test_columns_tell_the_tree_and_how_much_is_in_it(world: Shown) -> None:
    opened(world.house.head, "all", "公开信息")
    opened(world.house.head, "notices", "通知公告", parent="all")
    published(world.house)
    rows = {each["栏目代码"]: each for each in _rows("columns")}
    assert (rows["all"]["信息条数"], rows["notices"]["上级栏目代码"]) == ("1", "all")
    assert Client().get("/data/columns.json").status_code == 404


def test_no_cell_is_a_formula_and_no_line_is_broken(world: Shown) -> None:
    title = '=1+1, "引号"\u3000与逗号,'
    published(world.house, content(title=title, source="＝SUM(1)", summary="第一行 第二行"))
    (row,) = _rows("items")
    assert row["标题"] == f"'{title}"
    assert row["信息来源"] == "'＝SUM(1)"
    assert _records("items")[0]["title"] == title


def test_who_has_a_file_is_told_so_until_something_is_published(world: Shown) -> None:
    published(world.house)
    first = Client().get("/data/items.csv")
    tag = first["ETag"]
    assert first["Content-Disposition"] == 'attachment; filename="items.csv"'
    assert first["Access-Control-Allow-Origin"] == "*"
    again = Client().get("/data/items.csv", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    published(world.house)
    assert Client().get("/data/items.csv", headers={"If-None-Match": tag}).status_code == 200


def test_a_head_reads_nothing(django_assert_max_num_queries: DjangoAssertNumQueries, a_notice: Item) -> None:
    with django_assert_max_num_queries(1):
        response: Any = Client().head("/data/items.csv")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b""


@begun.rows
def six(world: Shown) -> None:
    for number in range(6):
        normative(world.house, f"昌政发〔2026〕{number + 1}号")


@pytest.mark.parametrize(("name", "most"), [("items.csv", 12), ("items.json", 12), ("documents.csv", 8)])
def test_no_record_costs_a_query(
    six: None, name: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(most):
        assert _body(f"/data/{name}").count(b"\n") >= 6


def test_checksums_are_those_of_the_files(a_policy: Item) -> None:
    lines = dict(reversed(line.split("  ")) for line in _body("/data/checksums.txt").decode().splitlines())
    assert set(lines) == {f"{name}.{kind}" for name, kind in FILES}
    for name, digest in lines.items():
        assert hashlib.sha256(_body(f"/data/{name}")).hexdigest() == digest, name


def test_the_dictionaries_fit_the_files(a_policy: Item) -> None:
    for name, dataset in DATASETS.items():
        told = json.loads(_body(f"/data/{name}.csv-metadata.json"))
        heads = _body(f"/data/{name}.csv").decode("utf-8-sig").splitlines()[0].split(",")
        assert [each["titles"] for each in told["tableSchema"]["columns"]] == heads
        assert told["url"].endswith(f"/data/{name}.csv")
        assert set(told["tableSchema"]["primaryKey"]) <= {each["name"] for each in told["tableSchema"]["columns"]}
        if "json" in dataset.kinds:
            schema = json.loads(_body(f"/data/{name}.schema.json"))
            for record in _records(name):
                assert set(record) == set(schema["items"]["required"])


def test_an_address_may_not_fetch_everything_all_the_time(settings: Any) -> None:
    settings.API_A_MINUTE = 10
    assert Client().get("/data/items.csv").status_code == 200
    refused = Client().get("/data/items.csv")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "请过" in refused.content.decode()


def test_drafts_are_in_no_file(world: Shown) -> None:
    drafted(world.house, content(title="还没有公开"))
    for name, kind in FILES:
        assert "还没有公开" not in _body(f"/data/{name}.{kind}").decode()


def test_the_page_says_on_which_terms(settings: Any) -> None:
    text = Client().get("/data/").content.decode()
    assert "（未核实）" in text
    assert all(f'href="/data/{name}.{kind}"' in text for name, kind in FILES)
    settings.DATA_LICENCE = "注明来源即可使用。"
    text = Client().get("/data/").content.decode()
    assert "注明来源即可使用。" in text
    assert "未核实" not in text


def test_a_day_is_a_day_everywhere(a_policy: Item) -> None:
    record = _records("items")[0]
    for field in DATASETS["items"].fields:
        if field.kind == "date" and record[field.name]:
            date.fromisoformat(record[field.name])
