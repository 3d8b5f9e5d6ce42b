"""`gongkai due` through its own door: the vectors, the table, the JSON, the refusals, the cost."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.faces.cli import main
from gongkai.faces.cli.due_table import display_width
from gongkai.law.calendar import content_hash
from gongkai.law.clocks import MEANINGS
from gongkai.law.settings import ALL

SITUATIONS = Path(__file__).parents[2] / "law" / "clocks" / "situations"
VECTORS = {
    f"{path.stem}-{situation['id']}": situation
    for path in sorted(SITUATIONS.glob("*.json"))
    for situation in json.loads(path.read_text(encoding="utf-8"))
}
REFUSED = {name: each for name, each in VECTORS.items() if "refused" in each}
ANSWERED = {name: each for name, each in VECTORS.items() if "refused" not in each}


@pytest.fixture(autouse=True)
def _own_notices_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GONGKAI_NOTICES_DIR", raising=False)
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "data"))


def due(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["due", *words])
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, out, err = due(capsys, *words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def words_of(situation: dict[str, Any]) -> list[str]:
    words = [f"--act={act}" for act in situation["acts"]]
    words += [f"--set={name}={value}" for name, value in situation.get("set", {}).items()]
    if "received" in situation:
        words += ["--received", situation["received"], "--channel", situation["channel"]]
    return [*words, "--as-of", situation["as_of"]] if "as_of" in situation else words


@pytest.mark.parametrize("situation", ANSWERED.values(), ids=ANSWERED)
def test_every_situation_has_its_last_day(capsys: pytest.CaptureFixture[str], situation: dict[str, Any]) -> None:
    found = answer(capsys, *words_of(situation))
    asked = situation.get("key", found["key"])
    own = next(each for each in (found, *found["deadlines"]) if each["key"] == asked)
    assert own["due"] == situation["due"]
    assert own["provisional"] is situation.get("provisional", False)
    assert own["steps"][-1]["day"] == own["due"]
    assert {"day", "counts", "n", "why", "cite"} <= set(own["steps"][0])


@pytest.mark.parametrize("situation", REFUSED.values(), ids=REFUSED)
def test_impossible_facts_are_one_line_and_code_2(
    capsys: pytest.CaptureFixture[str], situation: dict[str, Any]
) -> None:
    code, out, err = due(capsys, *words_of(situation))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert situation["refused"] in err


@pytest.mark.parametrize("situation", ANSWERED.values(), ids=ANSWERED)
def test_columns_are_aligned(capsys: pytest.CaptureFixture[str], situation: dict[str, Any]) -> None:
    out = due(capsys, *words_of(situation))[1]
    assert situation["due"] in out
    head = next(line for line in out.splitlines() if line.startswith("日期"))
    column = display_width(head[: head.index("依据")])
    for line in out.splitlines():
        if line[:2] == "20" and "  [" in line:
            assert display_width(line[: line.index("[")]) == column


def test_a_table_names_the_answer_first_then_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    out = due(capsys, "--received", "2024-01-29", "--channel", "counter")[1].splitlines()
    assert out[0].startswith("渠道：当面提交    收到之日：2024-01-29")
    assert out[1].startswith("答复申请：2024-02-29（周四），依据《中华人民共和国政府信息公开条例》第三十三条第二款")
    assert any("法律上是工作日" in line for line in out)
    assert any("《国务院办公厅关于2024年部分节假日安排的通知》" in line for line in out)
    assert any("补正告知" in line and "2024-02-06" in line for line in out)


def test_a_provisional_date_says_so_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    out = due(capsys, "--received", "2026-12-10", "--channel", "counter")[1]
    assert "暂定" in out
    assert "2027年放假通知未发布" in out
    assert answer(capsys, "--received", "2026-12-10", "--channel", "counter")["provisional_reasons"]


def test_the_end_of_a_year_warns_of_the_next_notice(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--received", "2026-12-01", "--channel", "counter")
    assert found["provisional"] is False
    assert any("元旦" in caveat for caveat in found["caveats"])


def test_chinese_names_dates_and_punctuation_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--received", "2024年3月4日", "--channel", "当面提交", "--act", "征求第三方：2024/3/11")
    found = answer(capsys, *words, "--act", "第三方答复:2024.3.22")
    assert found["due"] == "2024-04-15"
    assert found["receipt"]["day"] == "2024-03-04"


def test_the_receipt_day_of_a_request_online_is_its_confirmation(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--received", "2024-06-08", "--channel", "web", "--act", "confirmed:2024-06-11")
    assert (found["due"], found["receipt"]["arrived"]) == ("2024-07-09", "2024-06-08")
    assert found["receipt"]["day"] == "2024-06-11"


def test_an_overdue_reply_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--received", "2024-03-04", "--channel", "counter", "--act", "replied:2024-04-03")
    assert any("逾期2个工作日" in warning for warning in answer(capsys, *words)["warnings"])


def test_a_shorter_extension(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--received", "2024-03-04", "--channel", "counter", "--act", "extended:2024-03-29")
    assert answer(capsys, *words, "--extension-days", "3")["due"] == "2024-04-07"
    assert due(capsys, *words, "--extension-days", "21")[0] == 2


def test_reports_by_year(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--report-year", "2025")
    assert (found["due"], found["reminder"]) == ("2026-01-31", "2026-01-30")
    assert found["deadlines"][0]["due"] == "2026-03-31"


def test_facts_after_the_day_of_knowledge_are_left_out_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--received", "2024-03-04", "--channel", "counter", "--act", "extended:2024-03-29")
    found = answer(capsys, *words, "--as-of", "2024-03-20")
    assert found["due"] == "2024-04-01"
    assert any("延期（2024-03-29）" in caveat for caveat in found["caveats"])


def test_a_notice_is_added_by_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record: dict[str, Any] = {
        "id": "2027",
        "title": "国务院办公厅关于2027年部分节假日安排的通知",
        "year": 2027,
        "off": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-03"}],
        "work": [],
    }
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    words = ("--received", "2026-12-10", "--channel", "counter")
    code, _, err = due(capsys, *words, "--notices", str(tmp_path))
    assert code == 2
    assert content_hash(record) in err
    file.write_text(json.dumps({**record, "sha256": content_hash(record)}), encoding="utf-8")
    assert answer(capsys, *words, "--notices", str(tmp_path))["provisional"] is False
    monkeypatch.setenv("GONGKAI_NOTICES_DIR", str(tmp_path))
    assert answer(capsys, *words)["provisional"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有可算的"),
        (("--received", "2024-03-04"), "要一起给"),
        (("--channel", "web"), "要一起给"),
        (("--received", "2024-02-30", "--channel", "web"), "不存在"),
        (("--received", "明天", "--channel", "web"), "看不懂"),
        (("--received", "9999-12-31", "--channel", "web"), "核对年份"),
        (("--received", "2018-06-01", "--channel", "web"), "无从确定"),
        (("--received", "2024-03-04", "--channel", "pigeon"), "没有“pigeon”这个渠道"),
        (("--act", "formed"), "种类:日期"),
        (("--act", "form:2024-03-04"), "是不是“formed”"),
        (("--act", "extended:2024-03-04"), "--received"),
        (("--act", "formed:2024-03-04", "--set", "after_payment"), "名称=值"),
        (("--act", "formed:2024-03-04", "--set", "x=1"), "没有“x”这个设置"),
        (("--act", "formed:2024-03-04", "--notices", "no/such"), "不存在"),
        (("--report-year", "25"), "四位年份"),
        (("--received", "2024-03-04", "--channel", "web", "--as-of", "2024-03-01"), "还没有收到"),
        (("--received", "2024-03-04", "--channel", "web", "--act", "replied:2024-03-01"), "早于收到"),
    ],
)
def test_refusals_say_what_and_how_to_mend(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    code, out, err = due(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_help_lists_every_kind_channel_and_setting_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["due", "--help"])
    out = capsys.readouterr().out
    assert ending.value.code == 0
    for kind, meaning in MEANINGS.items():
        assert f"  {kind.value} " in out
        assert meaning.label in out
        assert all(alias in out for alias in meaning.aliases)
    assert all(setting.name in out for setting in ALL)


def test_names_of_facts_are_unambiguous() -> None:
    names = [name for kind, m in MEANINGS.items() for name in (kind.value, m.label, *m.aliases)]
    assert len(names) == len(set(names))


def test_it_costs_little_and_loads_nothing_heavy() -> None:
    program = (
        "import sys, time; from gongkai.faces.cli import main; "
        "main(['due', '--received', '2024-03-04', '--channel', 'counter', '--json']); "
        "heavy = {'django', 'rich', 'lxml', 'pdfplumber', 'openpyxl', 'docx', 'hypothesis', 'typst'} & set(sys.modules); "
        "print(time.process_time(), sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=os.environ, check=True)
    seconds, _, heavy = done.stderr.strip().partition(" ")
    assert heavy == "[]"
    assert float(seconds) < 0.3
    assert date.fromisoformat(json.loads(done.stdout)["due"]) == date(2024, 4, 1)
