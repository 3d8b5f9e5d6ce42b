"""`gongkai ledger`: what is printed, what is written, and how each call ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.write import normal, write
from gongkai.apps.organs.models import OrganName
from gongkai.apps.people.models import Person
from gongkai.apps.requests.models import Request
from gongkai.faces.cli import main
from tests.annual.ledger.samples import ORGAN_NAME, ROW, book, rich_ledger, saved
from tests.apps.office import office

FINE, FOUND, REFUSED = 0, 1, 2


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["ledger", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def put(folder: Path, data: bytes, name: str = "台账.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_template_is_written_and_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "空白.xlsx"
    assert call(capsys, "template", "--organ", ORGAN_NAME, "--out", out)[0] == FINE
    code, told, _ = call(capsys, "check", out, "--json")
    assert code == FOUND
    assert [fault["cell"] for fault in json.loads(told)["faults"]] == ["B2"]


def test_a_sound_ledger_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "check", put(tmp_path, write(rich_ledger())))
    assert (code, err) == (FINE, "")
    assert out == "没有问题：申请 9，复议诉讼 3，公开信息 3，规范性文件 2，活动 2，统计数 2，年报文字 2。\n"


def test_faults_are_a_table_of_place_reason_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(tmp_path, saved(book({"申请台账": [{**ROW, "opening.day": "3/4/2024"}]})))
    code, out, _ = call(capsys, "check", path)
    assert code == FOUND
    assert "C2" in out
    assert "可以读成几个日期" in out
    assert "有 1 处问题，没有导入任何内容" in out


@pytest.mark.parametrize("data", [b"", b"a,b\n", b"%PDF-1.7"])
def test_what_is_no_ledger_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    code, out, err = call(capsys, "check", put(tmp_path, data))
    assert (code, out) == (REFUSED, "")
    assert err.startswith("错误：")
    assert err.count("\n") == 1


def test_a_missing_file_and_a_wrong_suffix_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "找不到文件" in call(capsys, "check", tmp_path / "无.xlsx")[2]
    assert "扩展名应为 .xlsx" in call(capsys, "template", "--out", tmp_path / "a.csv")[2]


def test_odd_but_readable_things_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = book()
    workbook["申请台账"].row_dimensions[2].hidden = True
    workbook["征求意见"].sheet_state = "hidden"
    workbook["申请台账"].cell(1, 80).value = "备用"
    workbook.create_sheet("草稿")["A1"] = "随手记"
    _, _, err = call(capsys, "check", put(tmp_path, saved(workbook)))
    assert "“申请台账”表的“备用”列不是台账的栏目，没有读取。" in err
    assert "“申请台账”表有 1 行隐藏，已照常读取。" in err
    assert "“草稿”不是台账的表，没有读取。" in err


@pytest.mark.django_db
def test_a_ledger_comes_in_and_goes_out_as_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = office()
    OrganName.objects.filter(organ=here.organ).update(name=ORGAN_NAME)
    login = Person.objects.get(pk=here.head.person).username
    path = put(tmp_path, write(rich_ledger()))
    code, out, err = call(capsys, "import", path, "--organ", ORGAN_NAME, "--as", login)
    assert (code, err) == (FINE, "")
    assert out.startswith("已导入：申请 9，")
    assert Request.objects.count() == 9
    code, out, _ = call(capsys, "import", path, "--organ", "changtu", "--as", login, "--json")
    assert (code, json.loads(out)["counts"]["acts"]) == (FINE, 0)
    back = tmp_path / "导出.xlsx"
    code, _, err = call(capsys, "export", "--organ", "changtu", "--as", login, "--out", back, "--personal")
    assert code == FINE
    assert "请妥善保管" in err
    assert read(back.read_bytes()) == normal(rich_ledger())


@pytest.mark.django_db
def test_who_has_no_post_or_no_right_may_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, there = office(), office("there")
    path = put(tmp_path, write(rich_ledger()))
    leader = Person.objects.get(pk=here.leader.person).username
    stranger = Person.objects.get(pk=there.head.person).username
    for login, sentence in ((leader, "“导入台账”由"), (stranger, "没有职务"), ("nobody", "没有“nobody”这个登录名")):
        code, _, err = call(capsys, "import", path, "--organ", "changtu", "--as", login)
        assert code == REFUSED
        assert sentence in err
