"""`gongkai pages`: all pages written, gone on with, compared, thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from gongkai.apps.pages import shelf
from gongkai.config import kept_pages
from gongkai.faces.cli import main, pages_writers
from gongkai.faces.look import addresses
from tests.faces.portal.disclosure.published import Shown, policy, shown
from tests.rigs.kept_pages import own_pages

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(tmp_path: Path) -> Iterator[Shown]:
    with own_pages(tmp_path, domain="localhost"):
        yield shown()


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main(["pages", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_all_pages_are_written_once_and_are_what_django_says(place: Shown, capsys: pytest.CaptureFixture[str]) -> None:
    row = policy(place.house)
    code, first = told(capsys, "rebuild", "--jobs", "2")
    assert (code, first["left"]) == (0, 0)
    assert shelf.exists(place.page(row))
    assert shelf.exists("/feed.xml")
    # What was there before is left as it is: a run that was stopped goes on.
    shelf_of = kept_pages.site() / kept_pages.relative("/help/")
    before = shelf_of.stat().st_ino
    (kept_pages.site() / kept_pages.relative(place.page(row))).unlink()
    _a_second_ago()
    code, second = told(capsys, "rebuild", "--jobs", "1", "--organ", place.code)
    assert (code, second["written"], shelf_of.stat().st_ino) == (0, 1, before)
    assert told(capsys, "check") == (0, {"checked": first["written"], "unlike": [], "orphans": []})


def test_check_names_what_differs_and_what_nobody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "rebuild", "--jobs", "1")
    file = kept_pages.site() / kept_pages.relative("/help/")
    file.write_bytes(b"another")
    (kept_pages.site() / "nobody.json").write_bytes(b"{}")
    code, found = told(capsys, "check")
    assert (code, found["unlike"], found["orphans"]) == (1, ["/help/"], ["nobody.json"])
    assert main(["pages", "clear"]) == 0
    assert "清空了" in capsys.readouterr().out
    assert list(kept_pages.site().iterdir()) == []


def test_what_cannot_be_done_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["pages", "rebuild", "--organ", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
    assert main(["pages", "rebuild", "--jobs", "-1"]) == 2
    told(capsys, "rebuild", "--jobs", "1")
    monkeypatch.setattr("gongkai.apps.pages.generation.current", lambda: "another")
    assert main(["pages", "rebuild"]) == 2
    assert "另一套设置" in capsys.readouterr().err


def test_a_writer_that_dies_ends_the_run_with_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(handed: object, told: object) -> None:
        raise SystemExit(3)

    monkeypatch.setattr(pages_writers, "_write", dies)
    monkeypatch.setattr(pages_writers, "_PATIENCE", 0.1)
    assert main(["pages", "rebuild", "--jobs", "1"]) == 2
    assert "读写不了" in capsys.readouterr().err


def test_addresses_are_named_once() -> None:
    paths = [each.path for each in addresses.everything(timezone.localdate())]
    assert len(paths) == len(set(paths))
    assert [each.path for each in addresses.everything(timezone.localdate(), ["nobody"])] == []


def _a_second_ago() -> None:
    """No page is made twice in one second: let those here have been made before."""
    import sqlite3

    with sqlite3.connect(kept_pages.home() / "index.sqlite3") as index:
        index.execute("UPDATE page SET made = ?", (int((timezone.now() - timedelta(minutes=1)).timestamp()),))
    connections.close_all()
