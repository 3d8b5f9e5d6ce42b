"""Apps count by one calendar and one set of readings, and by a new notice as soon as it is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.apps import rules
from gongkai.config.environment import PROJECT
from gongkai.config.law_choices import parse
from gongkai.law import settings as law
from gongkai.law.calendar import BadNotice, official


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    (tmp_path / "notices").mkdir()
    return tmp_path / "notices"


def test_without_notices_of_its_own_the_office_counts_by_the_official_calendar(folder: Path) -> None:
    assert rules.calendar().settled(2026) is official().settled(2026) is True
    assert not rules.calendar().settled(2031)


def test_the_calendar_is_read_once_and_again_when_a_notice_comes_is_mended_or_goes(folder: Path) -> None:
    before = rules.calendar()
    assert rules.calendar() is before
    manual = (PROJECT / "docs" / "operating" / "calendar.md").read_text(encoding="utf-8")
    example = json.loads(re.findall(r"```json\n(.*?)```", manual, re.DOTALL)[0])
    file = folder / "2031.json"
    file.write_text(json.dumps(example), encoding="utf-8")
    with pytest.raises(BadNotice) as refusal:
        rules.calendar()
    told = re.search(r'"sha256": "([0-9a-f]{64})"', str(refusal.value))
    assert told
    file.write_text(json.dumps({**example, "sha256": told[1]}), encoding="utf-8")
    assert rules.calendar().settled(2031)
    assert rules.calendar() is rules.calendar()
    file.unlink()
    assert not rules.calendar().settled(2031)


def test_the_readings_are_those_of_the_settings(settings: Settings) -> None:
    assert (rules.settings(), rules.chosen()) == (law.DEFAULT, {})
    settings.LAW_CHOICES = parse(["after_payment=resume", "licences=all"])
    assert rules.settings().after_payment == "resume"
    assert rules.chosen() == {"licences": "all"}
