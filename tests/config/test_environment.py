"""Settings: what is declared, what is refused and with which sentence."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gongkai.config import database, secret
from gongkai.config.environment import PROJECT, SETTINGS, BadSetting, Environment, data_folder

SAFE = {"GONGKAI_PRODUCTION": "1", "SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "www.example.gov.cn"}


def test_with_nothing_set_it_is_a_safe_trial() -> None:
    environment = Environment({})
    assert not environment.switch("DEBUG")
    assert not environment.switch("GONGKAI_PRODUCTION")
    assert environment.folder("GONGKAI_DATA") == PROJECT / "var"
    assert environment.words("ALLOWED_HOSTS") == ["localhost", "127.0.0.1", "[::1]"]


def test_names_are_declared_once_and_described() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.description.endswith("。") for setting in SETTINGS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eight"),
        ("PORT", "８０８０"),
        ("DEBUG", "maybe"),
        ("GONGKAI_UPLOAD_MB", "-1"),
        ("GONGKAI_UPLOAD_MB", "9" * 30),
        ("GONGKAI_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Environment({name: value})


def test_production_with_all_it_needs_is_accepted() -> None:
    assert Environment(SAFE).switch("GONGKAI_PRODUCTION")


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
    ],
)
def test_production_refuses_to_start_unsafe(change: dict[str, str], about: str) -> None:
    with pytest.raises(BadSetting, match=about):
        Environment({**SAFE, **change})


def test_a_relative_data_folder_counts_from_the_project(tmp_path: Path) -> None:
    assert Environment({"GONGKAI_DATA": "elsewhere"}).folder("GONGKAI_DATA") == PROJECT / "elsewhere"
    assert Environment({"GONGKAI_DATA": str(tmp_path)}).folder("GONGKAI_DATA") == tmp_path


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="GONGKAI_DATA"):
        data_folder(Environment({"GONGKAI_DATA": str(tmp_path / "file" / "var")}))


def test_the_own_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    first = secret.own_key(folder)
    assert len(first) >= 50
    assert secret.own_key(folder) == first
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


def test_sqlite_waits_for_writers_and_keeps_a_log(tmp_path: Path) -> None:
    described = database.describe("", tmp_path)
    assert described["NAME"] == str(tmp_path / "gongkai.sqlite3")
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in described["OPTIONS"]["init_command"]


def test_postgresql_is_named_by_its_address(tmp_path: Path) -> None:
    described = database.describe("postgres://me:p%40ss@db.example:5433/gongkai", tmp_path)
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["USER"], described["PASSWORD"], described["HOST"]) == ("me", "p@ss", "db.example")
    assert (described["PORT"], described["NAME"]) == (5433, "gongkai")


@pytest.mark.parametrize("url", ["gongkai", "mysql://a/b", "postgres://", "http://[", "oracle://x/y", "sqlite://"])
def test_an_address_of_no_database_of_ours_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        database.describe(url, tmp_path)
