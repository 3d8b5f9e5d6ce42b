"""The prose against the tables, itself, the year, the organ and the form: what is wrong is found, what is right is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.annual.check import check
from tests.annual.check.situations import codes, grave, lawful, with_prose

_DATA = tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))
WRONG, RIGHT = _DATA["wrong"], _DATA["right"]


def say(case: dict[str, Any]) -> str:
    return str(case["say"])[:30]


def test_the_sound_report_is_clean() -> None:
    assert codes(check(lawful())) == ["note table4.direct_litigation"] or codes(check(lawful())) == []


@pytest.mark.parametrize("case", WRONG, ids=say)
def test_what_is_wrong_is_found_with_its_severity(case: dict[str, Any]) -> None:
    found = check(with_prose(case.get("part", 1), case["say"]))
    assert set(case["find"]) <= set(codes(found)), grave(found)


@pytest.mark.parametrize("case", WRONG, ids=say)
def test_a_finding_in_prose_quotes_and_marks_it(case: dict[str, Any]) -> None:
    report = with_prose(case.get("part", 1), case["say"])
    wanted = {code.split()[1] for code in case["find"]}
    for finding in (f for f in check(report) if f.code in wanted):
        assert finding.passages
        for passage in finding.passages:
            text = report.sections[passage.section].text
            assert 0 <= passage.start < passage.end <= len(text)
        assert finding.quote in report.sections[finding.passages[0].section].text


@pytest.mark.parametrize("case", RIGHT, ids=say)
def test_what_is_right_stays_clean(case: dict[str, Any]) -> None:
    assert grave(check(with_prose(case.get("part", 1), case["say"]))) == []


def test_there_are_as_many_right_cases_as_wrong_ones() -> None:
    assert len(RIGHT) >= len(WRONG)
