from __future__ import annotations

from typing import Any

import pytest

from gongkai.apps.search.findable import Attached
from gongkai.apps.search.queries import Query, near, search, suggest
from tests.apps.search.conftest import TODAY, Tell

pytestmark = pytest.mark.django_db


def found(text: str = "", **more: Any) -> list[str]:
    return [each.number for each in search(Query(text, **more), TODAY).entries]


def test_words_are_found_wherever_they_stand(tell: Tell) -> None:
    tell("1", "关于做好防汛工作的通知", "各乡镇人民政府：请做好水库巡查。")
    tell("2", "公示", "附件见下。", attachments=(Attached(1, "名单.xlsx", "水库移民名单"),))
    assert found("防汛") == ["1"]
    assert found("水库") == ["1", "2"]
    assert found("水库 移民") == ["2"]
    assert found("水库 -移民") == ["1"]
    assert found("汛") == ["1"]
    assert found("没有的") == []
    assert search(Query("移民"), TODAY).entries[0].attachment.name == "名单.xlsx"
    print(search(Query("水库"), TODAY))
    print(suggest("防"), near("请问防汛工作通知"))
    print(search(Query("方训"), TODAY).corrected, search(Query("防汛共作"), TODAY).corrected)
