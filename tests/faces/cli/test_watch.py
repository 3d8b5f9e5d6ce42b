"""`gongkai watch`: a round at once, and how the watch stands."""

from __future__ import annotations

import json

import pytest

from gongkai.faces import cli
from tests.apps.office import office, opened

pytestmark = pytest.mark.django_db


def test_state_says_that_no_round_ran_and_run_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    opened(office())
    assert cli.main(["watch", "state", "--json"]) == 1
    before = json.loads(capsys.readouterr().out)
    assert before["round"] is None
    assert "从来没有完成过" in before["fault"]
    assert cli.main(["watch", "run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["checked"] == 1
    assert cli.main(["watch", "state"]) == 0
    assert "检查 1 件" in capsys.readouterr().out
