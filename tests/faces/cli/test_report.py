"""`gongkai report`: what is printed, what is written, and how each call ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gongkai.annual.model import Report
from gongkai.annual.normal_form import load
from gongkai.annual.read import read_file
from gongkai.annual.write import KINDS, write
from gongkai.faces.cli import main
from tests.annual.reports import cell, marks, sound, table_values, with_marks, with_wrong_total

FINE, FOUND, REFUSED = 0, 1, 2


def put(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.write_bytes(write(report, path.suffix[1:]))
    return path


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["report", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    code, out, err = call(capsys, *words)
    assert (code, out) == (REFUSED, "")
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    return err


class TestRead:
    def test_json_is_the_normal_form(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = call(capsys, "read", put(tmp_path, "年报.html", sound()), "--json")
        assert (code, err) == (FINE, "")
        assert table_values(load(json.loads(out))) == table_values(sound())

    def test_people_see_tables_parts_and_what_could_not_be_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, _ = call(capsys, "read", put(tmp_path, "年报.json", with_marks()))
        assert code == FINE
        assert "单位：清河县财政局  年度：2024  格式：2021" in out
        assert all(words in out for words in ("表二", "表三", "表四", "（七）总计", "一、总体情况（正文", "/"))

    def test_a_file_that_is_no_report_is_one_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "空.pdf").write_bytes(b"")
        assert "空.pdf" in refused(capsys, "read", tmp_path / "空.pdf")

    def test_a_file_that_is_not_there_is_one_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "没有.html" in refused(capsys, "read", tmp_path / "没有.html")


class TestCheck:
    def test_one_wrong_report_is_a_list_of_findings(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = call(capsys, "check", put(tmp_path, "年报.json", with_wrong_total()), "--json")
        assert code == FOUND
        findings = json.loads(out)
        assert "error" in {finding["severity"] for finding in findings}
        keys = {"code", "severity", "where", "message", "expected", "found", "cite"}
        assert all(keys <= finding.keys() for finding in findings)

    def test_people_see_both_sides_and_the_basis(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = call(capsys, "check", put(tmp_path, "年报.json", with_wrong_total()))
        assert code == FOUND
        assert all(words in out for words in ("清河县财政局 2024年度", "错误", "应为 8，实有 9，相差 1", "依据："))

    def test_last_year_is_compared_when_given(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        last = sound(year=2023)
        last.table3[25][0] = last.table3[25][6] = cell(7)
        files = put(tmp_path, "今年.json", sound()), put(tmp_path, "去年.json", last)
        code, out, _ = call(capsys, "check", files[0], "--previous", files[1], "--json")
        broken = [f for f in json.loads(out) if (f["expected"], f["found"]) == (7, 1)]
        assert broken
        assert code == (FOUND if {f["severity"] for f in json.loads(out)} - {"note"} else FINE)

    def test_a_folder_is_one_object_a_file_with_last_year_paired(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(tmp_path, "b.json", sound())
        (tmp_path / "下级").mkdir()
        put(tmp_path / "下级", "a.json", sound(year=2023))
        (tmp_path / "说明.doc").write_bytes(b"x")
        _, out, err = call(capsys, "check", tmp_path, "--json")
        told: list[dict[str, Any]] = json.loads(out)
        assert [(Path(t["file"]).name, t["year"]) for t in told] == [("b.json", 2024), ("a.json", 2023)]
        assert Path(told[0]["previous"]).name == "a.json"
        assert told[1]["previous"] is None
        assert "有 1 个别种文件没有读：说明.doc" in err

    def test_one_unreadable_file_among_good_ones_ends_with_2_after_all_are_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(tmp_path, "好.json", sound())
        (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
        code, out, err = call(capsys, "check", tmp_path)
        assert code == REFUSED
        assert "共 2 份，读不了 1 份" in out
        assert "清河县财政局 2024年度" in out
        assert "坏.docx：" in err

    @pytest.mark.parametrize("kind", ["xlsx", "html"])
    def test_findings_become_a_table(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        put(tmp_path, "年报.json", with_wrong_total())
        out = tmp_path / f"结果.{kind}"
        code, _, _ = call(capsys, "check", tmp_path, "--out", out)
        assert code == FOUND
        assert out.stat().st_size > 1000
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["年报.json", out.name])
        if kind == "xlsx":
            assert openpyxl.load_workbook(out).sheetnames == ["各份年报", "全部发现"]

    def test_what_makes_no_sense_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = put(tmp_path, "年报.json", sound())
        assert "--previous 只在核对一份年报时用" in refused(capsys, "check", tmp_path, "--previous", report)
        assert "--out 的扩展名可用 .xlsx、.html" in refused(capsys, "check", report, "--out", tmp_path / "x.pdf")
        put(tmp_path, "又一份.json", sound(year=2023))
        assert "不能写" in refused(capsys, "check", tmp_path, "--out", tmp_path / "没有" / "x.xlsx")
        (tmp_path / "空").mkdir()
        assert "没有可读的年报" in refused(capsys, "check", tmp_path / "空")


class TestRollup:
    @pytest.fixture
    def organs(self, tmp_path: Path) -> list[Path]:
        names = ("清河县财政局", "清河县教育局")
        return [put(tmp_path, f"{name}.json", sound(organ=name, times=n)) for n, name in enumerate(names, start=1)]

    @pytest.mark.parametrize("kind", KINDS)
    def test_organs_become_one_report_in_every_kind(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], organs: list[Path], kind: str
    ) -> None:
        out = tmp_path / f"汇总.{kind}"
        code, told, _ = call(capsys, "rollup", *organs, "--out", out, "--organ", "清河县人民政府")
        assert code == FINE
        assert "复议机关作共同被告" in told
        whole = read_file(out)
        assert (whole.organ, whole.year) == ("清河县人民政府", 2024)
        assert table_values(whole) == table_values(sound(times=3))

    def test_differences_from_the_published_total_are_named(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], organs: list[Path]
    ) -> None:
        published = sound(organ="清河县人民政府", times=3)
        published.table3[3][0] = cell(14)
        total = put(tmp_path, "县.json", published)
        out = tmp_path / "汇总.json"
        code, told, _ = call(capsys, "rollup", *organs, "--out", out, "--compare", total)
        assert code == FOUND
        assert "汇总表为 14，各单位相加为 12，多 2（清河县财政局 4、清河县教育局 8）" in told
        assert json.loads(out.read_text(encoding="utf-8"))["organ"] == "清河县人民政府"

    def test_a_file_that_cannot_be_read_stops_the_sum(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], organs: list[Path]
    ) -> None:
        (tmp_path / "坏.pdf").write_bytes(b"%PDF-")
        out = tmp_path / "汇总.json"
        assert "有 1 个文件读不了，没有汇总" in refused(capsys, "rollup", *organs, tmp_path / "坏.pdf", "--out", out)
        assert not out.exists()

    def test_the_same_organ_twice_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], organs: list[Path]
    ) -> None:
        twice = put(tmp_path, "又一份.json", sound())
        assert "重复计数" in refused(capsys, "rollup", *organs, twice, "--out", tmp_path / "汇总.json")


class TestConvert:
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_report_becomes_another_kind(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        source, out = put(tmp_path, "年报.html", with_marks()), tmp_path / f"新.{kind}"
        assert call(capsys, "convert", source, "--out", out) == (FINE, "", "")
        found = read_file(out)
        assert (table_values(found), marks(found)) == (table_values(with_marks()), marks(with_marks()))

    def test_characters_without_a_glyph_are_named(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = sound()
        report.preamble += "经办人\ue5e5某。"
        source = put(tmp_path, "年报.json", report)
        assert "U+E5E5" in refused(capsys, "convert", source, "--out", tmp_path / "新.pdf")
        code, _, err = call(capsys, "convert", source, "--out", tmp_path / "新.docx")
        assert code == FOUND
        assert "U+E5E5" in err
        assert (tmp_path / "新.docx").exists()

    def test_the_source_is_never_overwritten(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source = put(tmp_path, "年报.html", sound())
        before = source.read_bytes()
        assert "就是要读的文件" in refused(capsys, "convert", source, "--out", source)
        assert source.read_bytes() == before

    def test_what_cannot_be_written_is_one_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source = put(tmp_path, "年报.html", sound())
        assert "--out 的扩展名可用" in refused(capsys, "convert", source, "--out", tmp_path / "新.doc")
        assert "不能写" in refused(capsys, "convert", source, "--out", tmp_path / "没有" / "新.pdf")


@pytest.mark.parametrize("act", ["read", "check", "rollup", "convert"])
def test_help_is_chinese_and_says_the_exit_codes(act: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["report", act, "--help"])
    out = capsys.readouterr().out
    assert end.value.code == FINE
    assert "用法：" in out
    assert act in ("read", "convert") or "退出码：" in out


def test_rules_are_explained_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "rules", "table4.total"]) == 0
    printed = capsys.readouterr().out
    assert "table4.total" in printed
    assert "怎么改" in printed
    assert main(["report", "rules", "table9.total"]) == 2
    assert "没有“table9.total”这条规则" in capsys.readouterr().err
