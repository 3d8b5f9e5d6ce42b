"""`gongkai documents`: what was in force on a day; the comparison says what differs, and by its exit code that it does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps.documents import actions
from gongkai.apps.documents.models import Comparison
from gongkai.faces.cli import main
from tests.apps.office import office

pytestmark = pytest.mark.django_db
ORGAN = ("--organ", "changtu")


@pytest.fixture(autouse=True)
def recorded() -> None:
    where = office()
    told = LedgerDocument("normative", "昌政发〔2020〕1号", "绿化管理办法", date(2020, 1, 1), date(2020, 2, 1))
    until = LedgerDocument(
        "rule", "令第1号", "集市办法", date(2019, 1, 1), date(2019, 1, 1), valid_until=date(2021, 6, 30)
    )
    actions.record_documents(where.clerk, [told, until], timezone.now())


def test_what_was_in_force_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "list", "--in-force-on", "2021-06-30", *ORGAN]) == 0
    told = capsys.readouterr().out
    assert "昌政发〔2020〕1号\t绿化管理办法\t2020-02-01 起施行" in told
    assert "2021-06-30 有效的文件共 2 件" in told
    assert main(["documents", "list", "--in-force-on", "2021-07-01", *ORGAN, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [each["number"] for each in answer["documents"]] == ["昌政发〔2020〕1号"]


def test_a_list_is_compared_and_what_differs_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.csv"
    path.write_text("名,文号,有效性\n绿化管理办法,昌政发[2020]1号,有效\n", encoding="gb18030")
    assert main(["documents", "compare", str(path), *ORGAN, "--column", "title=名"]) == 0
    assert "一致 1 件，不一致 0 处" in capsys.readouterr().out
    path.write_text("标题,文号,有效性\n绿化管理办法,昌政发[2020]1号,废止\n", encoding="utf-8")
    assert main(["documents", "compare", str(path), *ORGAN]) == 1
    assert "有效性：本机关 有效；省级数据库 已废止" in capsys.readouterr().out
    assert main(["documents", "compare", str(path), *ORGAN, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["differs"], answer["open"][0]["fields"][0]["here"]) == (1, "有效")


@pytest.mark.parametrize(
    ("source", "says"),
    [("nowhere.csv", "读不了"), ("http://list.example/a", "不是 https"), ("https://u:p@list.example/", "用户名和密码")],
)
def test_what_cannot_be_had_is_one_line(source: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "compare", source, *ORGAN]) == 2
    assert says in capsys.readouterr().err


def test_a_list_that_cannot_be_read_is_kept_as_a_run_that_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.json"
    path.write_text("{", encoding="utf-8")
    assert main(["documents", "compare", str(path), *ORGAN]) == 2
    assert "写法有误" in capsys.readouterr().err
    assert Comparison.objects.get().failure
    assert main(["documents", "compare", str(path), *ORGAN, "--column", "number"]) == 2
