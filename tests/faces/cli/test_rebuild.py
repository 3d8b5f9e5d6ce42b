"""`gongkai rebuild`, called as an operator calls it: what it prints, how it ends, where it goes on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from gongkai.apps import cached_rows, rules
from gongkai.apps.requests import queries
from gongkai.apps.requests.models import Request
from gongkai.faces.cli import main
from tests.apps.office import closed, office, opened
from tests.apps.requests.test_moves import DAY, NOTICE, with_notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_a_sound_database_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    where = office()
    closed(where, opened(where), date(2024, 3, 20))
    assert main(["rebuild"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("核对 1 行，不一致 0 行。\n")
    assert "不在重算之列的——文书" in told, "what it does not look after is said"


def test_a_check_tells_and_a_rebuild_mends(capsys: pytest.CaptureFixture[str]) -> None:
    where = office()
    row = opened(where)
    Request.objects.update(subject="改过")
    assert main(["rebuild", "--check"]) == 1
    out = capsys.readouterr().out
    assert f"申请 {row.number}（机关 {where.organ.pk}，第 {row.pk} 行）：subject，未改动" in out
    assert Request.objects.get().subject == "改过"
    assert main(["rebuild", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["checked_only"]) == (1, False)
    assert told["differences"][0]["number"] == row.number
    assert Request.objects.get().subject == row.subject
    assert main(["rebuild", "--check", "--json"]) == 0


def test_one_organ_by_code_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    where, other = office(), office("kangping")
    opened(where)
    opened(other)
    Request.objects.update(subject="改过")
    assert main(["rebuild", "--organ", "kangping"]) == 1
    assert Request.objects.get(organ=where.organ).subject == "改过"
    assert main(["rebuild", "--organ", "changtu办公室"]) == 1
    assert "不一致 1 行，已全部按日志重算" in capsys.readouterr().out
    assert main(["rebuild", "--organ", "nobody"]) == 2
    assert "没有名为“nobody”的机关" in capsys.readouterr().err


def test_a_stopped_run_goes_on_where_it_was(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, own_folder: Path
) -> None:
    monkeypatch.setattr(cached_rows, "AT_ONCE", 2)
    where = office()
    rows = [opened(where) for _ in range(5)]
    marks = own_folder / "rebuild.json"
    marks.write_text(json.dumps({"申请": rows[3].pk}), "utf-8")
    Request.objects.update(subject="改过")
    assert main(["rebuild"]) == 1
    printed = capsys.readouterr()
    assert f"申请第{rows[3].pk}行之后" in printed.err
    assert "不一致 1 行" in printed.out
    assert not marks.exists()
    marks.write_text("{half", "utf-8")
    assert main(["rebuild"]) == 1
    assert "不一致 4 行" in capsys.readouterr().out
    marks.write_text(json.dumps({"申请": rows[3].pk}), "utf-8")
    Request.objects.update(subject="改过")
    assert main(["rebuild", "--fresh"]) == 1
    assert "不一致 5 行" in capsys.readouterr().out


def test_a_new_notice_lists_what_it_moves(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    where = office()
    row = opened(where, DAY)
    assert main(["rebuild", "--calendar"]) == 0
    assert "0 件期限变动" in capsys.readouterr().out
    monkeypatch.setattr(rules, "calendar", with_notice)
    assert queries.rebuild_due()
    assert main(["rebuild", "--calendar"]) == 1
    out = capsys.readouterr().out
    assert f"{row.number}\t答复\t{row.due_on} → {Request.objects.get().due_on}\t《{NOTICE.title}》" in out
    assert queries.rebuild_due() == ""
    assert main(["rebuild", "--calendar", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"moved": [], "differences": []}


@pytest.mark.parametrize("words", [["--calendar", "--check"], ["--calendar", "--organ", "changtu"]])
def test_contradicting_options_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rebuild", *words]) == 2
    assert "不能和 --check、--organ 一起用" in capsys.readouterr().err
