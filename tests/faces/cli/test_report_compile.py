"""`gongkai report compile`: from a ledger file alone, from the database, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gongkai.annual.ledger.model import Ledger, LedgerCase, LedgerItem
from gongkai.annual.ledger.write import write
from gongkai.faces.cli import main
from gongkai.law.casework import CaseAct
from tests.apps.office import REGISTRATION
from tests.apps.reporting.situations import WORDS, YEAR, brought_to, busy_office

REPLY = {
    "decision": "provided",
    "reason": "可以公开。",
    "number": "清公开〔2024〕1号",
    "manner": "by_hand",
    "evidence": "签收",
}
PRIVATE = {"applicant_name": "测试人", "contact": "电话", "content": "某项目的批复"}


def case(number: int, received: date, replied: date | None = None) -> LedgerCase:
    acts = [CaseAct(1, "register", received, "clerk", "经办人甲", REGISTRATION)]
    if replied:
        acts.append(CaseAct(2, "record_reply", replied, "head", "负责人乙", REPLY))
    return LedgerCase(f"{received.year}-{number:03}", tuple(acts), {1: PRIVATE})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Three received in 2024, one of them open at its end; one carried in."""
    cases = (
        case(1, date(2023, 12, 20), date(2024, 1, 10)),
        case(2, date(2024, 3, 4), date(2024, 3, 20)),
        case(3, date(2024, 5, 6), date(2024, 7, 1)),
        case(4, date(2024, 12, 20)),
    )
    texts = {(YEAR, key): text for key, text in WORDS.items()}
    items = (LedgerItem("1", "一条信息", "政策文件", date(2024, 6, 3)),)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(write(Ledger("清河县财政局", "department", cases, (), items, texts=texts)))
    return path


def compiled(path: Path) -> dict[str, list[int]]:
    rows = json.loads(path.read_text(encoding="utf-8"))["table3"]["rows"]
    return {row["line"]: row["cells"] for row in rows}


def test_a_ledger_becomes_a_report_without_any_database(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    words = ["report", "compile", "--ledger", str(ledger), "--year", "2024", "--out", str(out)]
    code = (
        "import sys; from gongkai.faces.cli import main; code = main(sys.argv[1:]); "
        "print('django' in sys.modules); sys.exit(code)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.rstrip().endswith("False")
    found = compiled(out)
    assert [found[line][6] for line in ("1", "2", "3", "24", "25")] == [3, 1, 3, 3, 1]


def test_as_of_a_day_in_the_year(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "r.json"
    words = ["--ledger", str(ledger), "--year", "2024", "--as-of", "2024-06-30", "--out", str(out)]
    assert main(["report", "compile", *words]) == 0
    found = compiled(out)
    assert [found[line][6] for line in ("1", "2", "24", "25")] == [2, 1, 2, 1]
    assert "数据截至2024-06-30" in capsys.readouterr().err


def test_last_years_report_is_held_against_this_year(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, out = tmp_path / "last.docx", tmp_path / "r.docx"
    assert main(["report", "compile", "--ledger", str(ledger), "--year", "2023", "--out", str(last)]) == 1
    capsys.readouterr()
    words = ["--ledger", str(ledger), "--year", "2024", "--previous", str(last), "--out", str(out)]
    assert main(["report", "compile", *words]) == 0
    assert "与上年比较" in capsys.readouterr().out
    assert out.stat().st_size > 5000


@pytest.mark.parametrize("name", ["texts.toml", "texts.json"])
def test_own_paragraphs_come_from_a_file_and_keep_their_tokens(ledger: Path, tmp_path: Path, name: str) -> None:
    told = {"requests": "新收申请{requests.new}件。"}
    texts, out = tmp_path / name, tmp_path / "r.json"
    texts.write_text(json.dumps(told) if name.endswith("json") else 'requests = "新收申请{requests.new}件。"', "utf-8")
    words = ["--ledger", str(ledger), "--year", "2024", "--texts", str(texts), "--out", str(out)]
    assert main(["report", "compile", *words]) == 0
    assert "新收申请3件。" in out.read_text(encoding="utf-8")


def test_a_wrong_number_in_an_own_paragraph_is_told(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, out = tmp_path / "texts.toml", tmp_path / "r.html"
    texts.write_text('requests = "新收申请7件。"', "utf-8")
    words = ["--ledger", str(ledger), "--year", "2024", "--texts", str(texts), "--out", str(out)]
    assert main(["report", "compile", *words]) == 1
    assert "compile.typed_number" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--year", "2018"], "2019 年以前"),
        (["--year", "2095"], "还没有开始"),
        (["--year", "2024", "--as-of", "2024年"], "--as-of 的日期"),
        (["--year", "2024", "--as-of", "2023-01-01"], "早于2024年"),
        (["--year", "2024", "--set", "licences=both"], "--set：设置 licences 没有“both”"),
        (["--year", "2024", "--set", "licence=all"], "没有“licence”这个设置"),
        (["--year", "2024", "--texts", "/nowhere.toml"], "读不了“/nowhere.toml”"),
        (["--year", "2024", "--previous", "/nowhere.docx"], "/nowhere.docx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_no_file(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    out = tmp_path / "r.json"
    assert main(["report", "compile", "--ledger", str(ledger), "--out", str(out), *words]) == 2
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("错误：") == 1
    assert not out.exists()


def test_a_ledger_with_faults_is_refused_with_each_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "x.xlsx", tmp_path / "r.json"
    path.write_bytes(b"not a workbook")
    assert main(["report", "compile", "--ledger", str(path), "--year", "2024", "--out", str(out)]) == 2
    assert "没有编制" in capsys.readouterr().err


def test_a_text_for_a_paragraph_that_does_not_exist_is_refused(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts.toml"
    for content, reason in (
        ('opinion = "一段。"', "没有“opinion”这样的段落"),
        ("platform = 5", "应为段落名称和文字"),
        ("platform", "不是 UTF-8 编码的 TOML 或 JSON"),
    ):
        texts.write_text(content, "utf-8")
        words = ["--ledger", str(ledger), "--year", "2024", "--texts", str(texts), "--out", str(tmp_path / "r.json")]
        assert main(["report", "compile", *words]) == 2
        assert reason in capsys.readouterr().err


@pytest.mark.django_db
def test_an_organ_of_the_database_by_name_with_the_texts_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_to(busy_office(), "checked")
    out = tmp_path / "r.json"
    assert main(["report", "compile", "--organ", "changtu办公室", "--year", "2024", "--out", str(out)]) == 0
    found = compiled(out)
    assert [found[line][6] for line in ("1", "2", "24", "25")] == [3, 1, 3, 1]
    assert WORDS["platform"] in out.read_text(encoding="utf-8")
    assert main(["report", "compile", "--organ", "无此机关", "--year", "2024", "--out", str(out)]) == 2
    assert "没有名为“无此机关”的机关" in capsys.readouterr().err


@pytest.mark.django_db
def test_rerendering_names_what_differs_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "rerender"]) == 2
    where = busy_office()
    row = brought_to(where, "published")
    assert main(["report", "rerender", "--organ", "changtu", "--year", "2024"]) == 0
    assert "没有不同" in capsys.readouterr().out
    assert row.published is not None


@pytest.mark.django_db
def test_what_the_organ_published_on_the_year_before_is_held_against_this_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_to(busy_office(), "published")
    assert main(["report", "compile", "--organ", "changtu", "--year", "2025", "--out", str(tmp_path / "r.json")]) == 1
    assert "与上年比较：库中已公布的上年年报" in capsys.readouterr().out
    assert compiled(tmp_path / "r.json")["2"][6] == 1
