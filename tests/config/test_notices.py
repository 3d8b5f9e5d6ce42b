"""A notice that the office puts into its folder counts at once."""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.config import notices
from gongkai.config.environment import PROJECT, Environment
from gongkai.law.calendar import BadNotice, official


def _environment(tmp_path: Path, **more: str) -> Environment:
    return Environment({"GONGKAI_DATA": str(tmp_path), **more})


def test_without_a_folder_it_is_the_official_calendar(tmp_path: Path) -> None:
    assert notices.calendar(_environment(tmp_path)).settled(2026) == official().settled(2026)


def test_a_file_that_is_no_notice_stops_the_counting(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "2030.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadNotice):
        notices.calendar(_environment(tmp_path))


def test_a_named_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(BadNotice, match="不存在"):
        notices.calendar(_environment(tmp_path, GONGKAI_NOTICES_DIR=str(tmp_path / "nowhere")))


def test_the_folder_named_on_the_command_line_comes_first(tmp_path: Path) -> None:
    carried = Path(str(files("gongkai.law.calendar"))) / "notices"
    copied = tmp_path / "mine"
    shutil.copytree(carried, copied)
    environment = _environment(tmp_path, GONGKAI_NOTICES_DIR=str(tmp_path / "nowhere"))
    assert notices.calendar(environment, copied).settled(2026)


def test_the_manuals_example_can_be_entered_as_it_says(tmp_path: Path) -> None:
    manual = (PROJECT / "docs" / "operating" / "calendar.md").read_text(encoding="utf-8")
    example = json.loads(re.findall(r"```json\n(.*?)```", manual, re.DOTALL)[0])
    file = tmp_path / "notices" / "2031.json"
    file.parent.mkdir()
    file.write_text(json.dumps(example), encoding="utf-8")
    with pytest.raises(BadNotice) as refusal:
        notices.calendar(_environment(tmp_path))
    told = re.search(r'"sha256": "([0-9a-f]{64})"', str(refusal.value))
    assert told, refusal.value
    file.write_text(json.dumps({**example, "sha256": told[1]}), encoding="utf-8")
    assert notices.calendar(_environment(tmp_path)).settled(2031)
    assert not official().settled(2031)
