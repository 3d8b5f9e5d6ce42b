"""Every damage is answered by its sentences at its cells, and nothing is taken."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gongkai.annual.ledger.model import BadLedger
from gongkai.annual.ledger.read import read
from tests.annual.ledger.damages import DAMAGES

ANSWERS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("damages.toml").read_text("utf-8"))


def test_every_damage_has_its_answer() -> None:
    assert ANSWERS.keys() == DAMAGES.keys()
    assert len(DAMAGES) > 80


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_answered_at_its_cell(name: str) -> None:
    with pytest.raises(BadLedger) as caught:
        read(DAMAGES[name]())
    assert [f"{each.sheet}!{each.cell}：{each.reason}" for each in caught.value.faults] == ANSWERS[name]
    for fault in caught.value.faults:
        assert fault.remedy.endswith("。")
        assert not fault.reason.endswith("。")
