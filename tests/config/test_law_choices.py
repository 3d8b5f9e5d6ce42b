"""The office's readings of the law come from one setting, and a slip there stops the start with a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.config.environment import BadSetting
from gongkai.config.law_choices import KNOWN, parse
from gongkai.law import settings as law
from gongkai.law.casework import house
from gongkai.law.decisions import options
from gongkai.law.returns import conventions


def test_nothing_chosen_is_the_default() -> None:
    found = parse([])
    assert (found.settings, found.chosen, found.changed()) == (law.DEFAULT, {}, ())


def test_clocks_get_theirs_and_the_return_gets_its_own() -> None:
    found = parse(["after_payment=resume", " licences = all ", "confirmation_gap=2", "archived_line=13"])
    assert (found.settings.after_payment, found.settings.confirmation_gap) == ("resume", 2)
    assert found.chosen == {"licences": "all", "archived_line": 13}
    assert len(found.changed()) == 4
    assert all("=" in sentence for sentence in found.changed())


def test_the_default_chosen_aloud_differs_from_nothing() -> None:
    assert parse(["after_payment=restart", "licences=granted"]).changed() == ()


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (["after_payment"], "名称=值"),
        (["after_payment="], "名称=值"),
        (["nothing=1"], "nothing"),
        (["after_payment=maybe"], "maybe"),
        (["licences=some"], "some"),
        (["licences=all", "licences=granted"], "两次"),
    ],
)
def test_slips_are_one_sentence(words: list[str], about: str) -> None:
    with pytest.raises(BadSetting, match=about) as refusal:
        parse(words)
    assert "GONGKAI_LAW_SETTINGS" in str(refusal.value)


def test_every_setting_of_the_law_can_be_chosen_and_no_name_twice() -> None:
    every = [*law.ALL, *options.SETTINGS, *conventions.SETTINGS, *house.SETTINGS]
    assert len(KNOWN) == len(every)
    for setting in every:
        for value in setting.choices:
            assert not parse([f"{setting.name}={value}"]).changed() or value != setting.default


def _doctor(folder: Path, chosen: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    words = ["-c", "import sys; from gongkai.faces.cli import main; sys.exit(main())", "doctor", "--json"]
    environment = {**kept, "GONGKAI_DATA": str(folder), "PYTHONUTF8": "1", "GONGKAI_LAW_SETTINGS": chosen}
    return subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_doctor_says_what_differs_and_what_is_wrong(tmp_path: Path) -> None:
    told = json.loads(_doctor(tmp_path, "after_payment=resume").stdout)
    assert [row["state"] for row in told if row["subject"] == "法律口径"] == ["hint"]
    wrong = _doctor(tmp_path, "after_payment=maybe")
    assert wrong.returncode == 1
    assert "maybe" in wrong.stdout
