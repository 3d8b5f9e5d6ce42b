"""`gongkai fee`: what it prints, and what it refuses."""

import json

import pytest

from gongkai.faces.cli import main


def fee(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["fee", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_text_shows_amount_arithmetic_basis_and_caveats(capsys) -> None:
    code, out, err = fee(capsys, "--requests", "45")
    assert (code, err) == (0, "")
    assert "5500 元" in out
    assert "20×100＋10×200＋5×300＝5500元" in out
    assert "第四条（按件收费标准）" in out
    assert "可以不收" in out
    assert "以主管部门解释为准" in out


def test_json_adds_up(capsys) -> None:
    code, out, _ = fee(capsys, "--pages", "256", "--json")
    data = json.loads(out)
    assert code == 0
    assert data["amount"] == 4940 == sum(step["amount"] for step in data["steps"])
    assert [step["price"] for step in data["steps"]] == [0, 10, 20, 40]
    assert all(step["cite"] for step in data["steps"])


def test_nothing_due_has_no_steps_to_pay(capsys) -> None:
    assert json.loads(fee(capsys, "--requests", "0", "--json")[1])["amount"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--requests", "-1"], "不小于 0"),
        (["--requests=-1"], "不小于 0"),
        (["--requests", "四十五"], "应为整数"),
        (["--pages", "2.5"], "应为整数"),
        (["--pages", ""], "应为整数"),
        (["--pages", "9" * 5000], "太大，请核对"),
        (["--pages", "1000001"], "请核对"),
        (["--pages", "1", "--requests", "1"], "不能同时使用"),
        (["--pages", "1", "--on", "2025-02-30"], "应为存在的日期"),
        (["--pages", "1", "--on", "2020-12-31"], "2021-01-01"),
        ([], "以下参数须给一个"),
    ],
)
def test_refuses_in_one_chinese_line(capsys, words: list[str], said: str) -> None:
    code, out, err = fee(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
