"""The first page says what columns and documents owe, and each count leads to its list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.faces.desk.columns.garden import grown
from tests.faces.desk.documents.shelf import filed
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db


def test_the_first_page_says_what_columns_and_documents_owe(
    here: Office, elsewhere: Office, enter: Callable[[Office, str], Client]
) -> None:
    grown(here)
    filed(here)
    client = enter(here, "clerk")
    said = {each.label: each for each in client.get("/desk/").context["upkeep"]}
    assert {label: each.how_many for label, each in said.items() if each.how_many} == {
        "栏目未按时更新": 1,
        "空白栏目": 1,
        "栏目快到期": 1,
        "栏目树里没有的栏目名": 1,
        "公布后逾期没有备案": 1,
        "与省级数据库不一致、待处理": 2,
    }
    for state in ("栏目未按时更新", "空白栏目", "栏目快到期"):
        assert len(client.get(said[state].url).context["lines"]) == said[state].how_many
    for each in said.values():
        assert client.get(each.url).status_code == 200
    others = enter(elsewhere, "clerk").get("/desk/").context["upkeep"]
    assert [each.how_many for each in others] == [0] * len(said), "nothing of another office"
