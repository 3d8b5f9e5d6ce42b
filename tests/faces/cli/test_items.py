"""`gongkai items`: what is printed, and how each call ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.apps.people.models import Person
from gongkai.faces.cli import main
from tests.apps.office import Office, office
from tests.apps.publishing.moving_in import exports
from tests.rigs import begun

FINE, FOUND, REFUSED = 0, 1, 2


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["items", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def login(key: str) -> str:
    return Person.objects.get(pk=key).username


@begun.rows
def here() -> Office:
    return office()


def test_from_a_file_to_the_public_by_two_persons(
    here: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, clerk, head = exports.csv_file(tmp_path), login(here.clerk.person), login(here.head.person)
    code, out, err = call(capsys, "import", path, "--organ", "changtu", "--as", clerk, "--check")
    assert (code, out) == (FINE, "没有问题：可以迁入2条。\n")
    assert "有1条没有形成日期" in err
    code, out, _ = call(capsys, "import", path, "--organ", "changtu", "--as", clerk)
    assert code == FINE
    number = int(out.split("第")[1].split("批")[0])
    code, out, _ = call(capsys, "import", path, "--organ", "changtu", "--as", clerk)
    assert (code, out) == (FINE, f"没有新的内容：第{number}批，待核准。\n")
    code, _, err = call(capsys, "accept", number, "--organ", "changtu", "--as", clerk)
    assert code == REFUSED
    assert "“核准迁入”由" in err
    code, out, _ = call(capsys, "accept", number, "--organ", "changtu", "--as", head)
    assert (code, out) == (FINE, f"已公开第{number}批，2条。\n")
    code, out, _ = call(capsys, "batches", "--organ", "changtu", "--json")
    assert json.loads(out) == [{"batch": number, "name": "items.csv", "state": "accepted", "items": 2}]


def test_faults_are_lines_of_place_reason_and_remedy(
    here: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exports.csv_file(tmp_path, [{**exports.ROWS[0], "标题": ""}, exports.ROWS[1]])
    code, out, _ = call(capsys, "import", path, "--organ", "changtu")
    assert code == FOUND
    assert out.splitlines() == [
        "items.csv 第2行“标题”：没有填写，请补上，或者在对照文件 [fixed] 里统一写明",
        "有 1 处问题，没有迁入任何内容。",
    ]
    code, out, _ = call(capsys, "import", path, "--organ", "changtu", "--skip-bad", "--json")
    assert code == FINE
    told = json.loads(out)
    assert (told["items"], told["total"], told["faults"][0]["field"]) == (1, 1, "标题")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "没有.csv"), "没有“没有.csv”这个文件"),
        (("import", "a.csv", "--mapping", "没有.toml"), "对照文件“没有.toml”读不了"),
        (("accept", "999"), "没有第999批"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    here: Office, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    code, out, err = call(capsys, *words, "--organ", "changtu", "--as", login(here.head.person))
    assert (code, out) == (REFUSED, "")
    assert said in err
    assert err.count("\n") == 1
