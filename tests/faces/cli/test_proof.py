"""`gongkai proof`: what it prints of texts and files, and what it refuses."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from gongkai.faces.cli import main
from tests.apps.files.made import a_docx, a_picture, a_xlsx

KEYS = ["code", "tier", "start", "end", "text", "suggestion", "message", "cite"]


def proof(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["proof", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_json_as_promised(capsys, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text("关于布署工作的通知\n机密★1年", encoding="utf-8")
    code, out, err = proof(capsys, str(file), "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert [list(each) for each in found] == [KEYS, KEYS]
    assert found[0] | {"message": ""} == {
        "code": "word.wrong",
        "tier": "confirmed",
        "start": 2,
        "end": 4,
        "text": "布署",
        "suggestion": "部署",
        "message": "",
        "cite": None,
    }
    assert found[1]["code"] == "secrecy.mark"
    assert "保守国家秘密法》第三十五条" in found[1]["cite"]


def test_words_say_line_and_column_and_show_the_place(capsys, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text("通知\n现就布署工作通知如下。", encoding="utf-8")
    code, out, _ = proof(capsys, str(file))
    assert code == 1
    assert "第2行第3字 [确认] “布署”应为“部署”" in out
    assert "现就【布署】工作通知如下" in out
    assert "共 1 处。" in out


def test_nothing_found(capsys, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text("现就有关事项通知如下。", encoding="gb18030")
    assert proof(capsys, str(file))[:2] == (0, "没有发现。\n")
    assert json.loads(proof(capsys, str(file), "--json")[1]) == []


def test_standard_input(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("会议布署工作。".encode())))
    code, out, _ = proof(capsys, "-", "--json")
    assert (code, [each["start"] for each in json.loads(out)]) == (1, [2])


def test_the_day_of_the_text_counts(capsys, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text("2025年3月5日，县政府召开了会议。", encoding="utf-8")
    assert proof(capsys, str(file))[0] == 0
    assert proof(capsys, str(file), "--formed-on", "2024-12-31")[0] == 1


def test_a_page_is_read_as_its_words(capsys, tmp_path: Path) -> None:
    file = tmp_path / "页.html"
    file.write_text("<html><script>var 制渡</script><p>会议<b>布</b>署工作。</p></html>", encoding="utf-8")
    assert [each["text"] for each in json.loads(proof(capsys, str(file), "--json")[1])] == ["布署"]


def test_an_office_file_tells_what_is_not_seen(capsys, tmp_path: Path) -> None:
    file = tmp_path / "附件.docx"
    file.write_bytes(a_docx("会议布署工作。", author="欧阳某", header="内部资料 注意保存"))
    found = json.loads(proof(capsys, str(file), "--json")[1])
    assert {"word.wrong", "secrecy.inside", "file.author"} <= {each["code"] for each in found}


def test_a_sheet_and_a_picture(capsys, tmp_path: Path) -> None:
    sheet, picture = tmp_path / "表.xlsx", tmp_path / "图.png"
    sheet.write_bytes(a_xlsx((("姓名", "证件"), ("某人", "219999199001010016"))))
    picture.write_bytes(a_picture())
    assert [each["code"] for each in json.loads(proof(capsys, str(sheet), "--json")[1])] == ["personal.identity"]
    assert proof(capsys, str(picture))[:2] == (0, "没有发现。\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("无此文件.txt",), "读不了"),
        (("{tmp}",), "读不了"),
        (("{tmp}/坏.docx",), "坏.docx"),
        (("{tmp}/谜.bin",), "不认识"),
        (("{tmp}/好.txt", "--formed-on", "昨天"), "--formed-on"),
        ((), "缺少参数"),
    ],
)
def test_refuses_in_one_chinese_line(capsys, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 torn")
    (tmp_path / "谜.bin").write_bytes(b"\x01\x02")
    (tmp_path / "好.txt").write_text("好。", encoding="utf-8")
    code, out, err = proof(capsys, *(word.format(tmp=tmp_path) for word in words))
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
