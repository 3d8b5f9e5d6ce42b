"""A list that is asked for is fetched by the worker: how far it is is told, it can be stopped, and what was cut off is begun again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.apps.documents.models import Comparison, ListErrand
from gongkai.apps.documents.same_source import errands
from gongkai.apps.documents.same_source.fetching import NotFetched
from gongkai.apps.people.models import Post
from gongkai.apps.people.rights import Forbidden
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

NOW = at(date(2026, 5, 20))
ADDRESS = "https://list.example/a.json"
DATA = json.dumps([{"文号": "昌政发〔2024〕1号", "标题": "绿化管理办法"}], ensure_ascii=False).encode()
Told = Callable[[int], None]


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    path = tmp_path / "same-source.toml"
    path.write_text(f'[[source]]\norgan = "changtu"\naddress = "{ADDRESS}"\n', encoding="utf-8")
    monkeypatch.setenv("GONGKAI_SAME_SOURCE", str(path))
    return office()


def whole(address: str, private: bool, progress: Told) -> bytes:
    assert (address, private) == (ADDRESS, False)
    return DATA


def test_what_was_asked_for_is_fetched_once_and_compared_in_the_name_of_who_asked(where: Office) -> None:
    asked = errands.ask(where.clerk, ADDRESS, NOW)
    assert errands.ask(where.clerk, ADDRESS, NOW) == asked, "under way already"
    assert errands.take_asked(NOW, whole) == 1
    assert errands.take_asked(NOW, whole) == 0
    assert Comparison.objects.get().missing_here == 1
    assert errands.errands(where.clerk, NOW) == []
    assert errands.ask(where.clerk, ADDRESS, NOW) != asked, "mended, and asked anew"


def test_what_is_stopped_while_it_is_fetched_is_not_compared(where: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "_TOLD_EVERY", 0.0)
    row = errands.ask(where.clerk, ADDRESS, NOW)
    sizes = []

    def stopped_on_the_way(address: str, private: bool, progress: Told) -> bytes:
        progress(1000)
        sizes.append(ListErrand.objects.get().size)
        assert errands.stop(where.clerk, row.pk)
        progress(2000)
        raise AssertionError("went on")

    assert errands.take_asked(NOW, stopped_on_the_way) == 0
    assert sizes == [1000]
    assert not Comparison.objects.exists()
    assert [each.state for each in errands.errands(where.clerk, NOW)] == ["stopped"]
    assert not errands.stop(where.clerk, row.pk)


def test_what_was_cut_off_is_begun_again_but_not_for_ever(where: Office) -> None:
    errands.ask(where.clerk, ADDRESS, NOW)

    def killed(address: str, private: bool, progress: Told) -> bytes:
        raise MemoryError

    for _ in range(errands.MOST_ATTEMPTS):
        with pytest.raises(MemoryError):
            errands.take_asked(NOW, killed)
    assert errands.take_asked(NOW, whole) == 0
    assert "中途断了，不再去取" in Comparison.objects.get().failure
    assert "请下载清单后上传" in errands.errands(where.clerk, NOW)[0].reason


def test_what_cannot_be_fetched_is_a_run_that_failed(where: Office) -> None:
    errands.ask(where.clerk, ADDRESS, NOW)

    def refused(address: str, private: bool, progress: Told) -> bytes:
        raise NotFetched("连不上。")

    assert errands.take_asked(NOW, refused) == 1
    assert Comparison.objects.get().failure == "连不上。"


def test_nobody_has_fetched_what_is_not_set_up_or_not_theirs_to_ask(where: Office) -> None:
    with pytest.raises(Refusal, match="没有设置给本机关"):
        errands.ask(where.clerk, "https://list.example/b.json", NOW)
    with pytest.raises(Forbidden):
        errands.ask(where.reviewer, ADDRESS, NOW)
    errands.ask(where.clerk, ADDRESS, NOW)
    Post.objects.filter(person_id=int(where.clerk.person)).delete()
    assert errands.take_asked(NOW, whole) == 0
    assert "岗位任职已经结束" in ListErrand.objects.get().reason
