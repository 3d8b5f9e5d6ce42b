"""`gongkai demo`: what it says and refuses; the county itself is tested in tests/demo."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from demo.load import NotLoaded, Standing, load, standing
from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.faces.cli import demo_filling, main
from gongkai.faces.look import demo_county as county
from tests.rigs.demo_county import DemoCounty

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def _own_data(db: None) -> None:
    organs.found(program(0), "office", "测试县人民政府办公室", "office", "county", date(2020, 1, 1), NOON)


@pytest.fixture
def _without_the_county(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(county, "PROJECT", tmp_path)


def test_what_is_there_already_is_left_alone(demo_county: DemoCounty, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--today", str(demo_county.today)]) == 0
    out = capsys.readouterr().out
    assert "没有改动" in out
    assert "clerk" in out
    assert county.everybody().password in out
    assert not settings.NOTICES_DRY, "whether mail goes out was asked for by nobody else in this process"


@pytest.mark.usefixtures("_own_data")
def test_an_offices_own_data_are_never_touched(capsys: pytest.CaptureFixture[str]) -> None:
    assert standing() is Standing.OWN
    assert main(["demo", "--today", "2026-11-20"]) == 2
    assert "只能装进空的系统" in capsys.readouterr().err
    demo_filling.fill_if_empty(date(2026, 11, 20))
    assert capsys.readouterr().out == ""
    assert Organ.objects.count() == 1


@pytest.mark.usefixtures("_own_data")
def test_own_data_are_refused_at_the_door_too() -> None:
    with pytest.raises(NotLoaded, match="另设 GONGKAI_DATA"):
        load(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("day", "why"), [("明天", "不是日期"), ("2025-12-31", "不能是 2025-12-31"), ("2099-01-01", "请改 --today")]
)
@pytest.mark.django_db
def test_a_day_that_cannot_be_today_is_refused(day: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--today", day]) == 2
    assert why in capsys.readouterr().err
    assert Organ.objects.count() == 0


def test_production_never_gets_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GONGKAI_PRODUCTION", "1")
    monkeypatch.setenv("ALLOWED_HOSTS", "example.cn")
    assert main(["demo"]) == 2
    assert "正式运行" in capsys.readouterr().err


@pytest.mark.usefixtures("_without_the_county")
@pytest.mark.django_db
def test_a_package_without_the_county_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--today", "2026-11-20"]) == 2
    assert "不带演示县" in capsys.readouterr().err
    demo_filling.fill_if_empty(date(2026, 11, 20))
    assert "没有装演示县" in capsys.readouterr().out


def test_the_log_in_page_shows_the_logins_of_the_county(
    demo_county: DemoCounty, client: Client, settings: Settings
) -> None:
    password = county.everybody().password
    assert password in client.get("/desk/login/").content.decode()
    settings.PRODUCTION = True
    assert password not in client.get("/desk/login/").content.decode()


@pytest.mark.usefixtures("_own_data")
def test_the_log_in_page_of_an_office_shows_none(client: Client) -> None:
    page = client.get("/desk/login/").content.decode()
    assert county.everybody().password not in page
    assert "演示县" not in page


def test_everybody_of_the_county_gets_in(demo_county: DemoCounty, client: Client) -> None:
    told = county.everybody()
    answer = client.post("/desk/login/", {"login": told.people[0].username, "password": told.password})
    assert answer.status_code == 302
    assert client.get("/desk/").status_code == 200
