from __future__ import annotations

import json
from typing import Any

import pytest

from gongkai.apps.search import actions
from gongkai.apps.search.models import Entry
from gongkai.apps.search.queries import Query, search
from gongkai.faces.cli import main
from tests.apps.search.conftest import TODAY


def _check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["search", *words, "--json"])
    told = capsys.readouterr()
    assert code < 2, told.err
    return code, json.loads(told.out).get("differences", [])


def test_all_acts_of_a_county_left_the_index_as_it_has_to_be(
    demo_county: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _check(capsys, "check") == (0, [])
    some = Entry.objects.filter(kind="information").order_by("pk")[0]
    actions.drop([some.key])
    Entry.objects.filter(kind="report").update(digest="0")
    code, found = _check(capsys, "check")
    assert code == 1
    assert {(each["what"], each["key"].split(":")[0]) for each in found} == {("missing", "item"), ("changed", "report")}
    assert _check(capsys, "rebuild")[0] == 0
    assert _check(capsys, "check") == (0, [])
    assert search(Query(some.title), TODAY).entries[0].key == some.key
