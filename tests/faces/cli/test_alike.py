"""`gongkai alike`: what is missing is told with code 1, and put right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gongkai.apps.alike.models import Signature, Standing
from gongkai.faces.cli import main
from tests.apps.alike.asking import ANNA, BERT, HOUSES, asked
from tests.apps.office import office

pytestmark = pytest.mark.django_db


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["alike", *words, "--json"])
    told = capsys.readouterr()
    assert code < 2, told.err
    answer: dict[str, Any] = json.loads(told.out)
    return code, answer


def test_missing_signatures_are_told_and_made(capsys: pytest.CaptureFixture[str]) -> None:
    where = office()
    row = asked(where, HOUSES)
    asked(where, HOUSES, BERT)
    assert _run(capsys, "check")[0] == 0
    Signature.objects.filter(case=row.pk).delete()
    code, told = _run(capsys, "check")
    assert (code, told["cases"]) == (1, 2)
    assert told["differences"] == [{"what": "missing", "sort": "request", "case": row.pk}]
    assert _run(capsys, "rebuild")[0] == 0
    assert _run(capsys, "check")[0] == 0


def test_what_an_update_left_undone_is_told_and_done(capsys: pytest.CaptureFixture[str]) -> None:
    asked(office(), HOUSES, ANNA)
    Standing.objects.update(edition="0")
    code, told = _run(capsys, "check")
    assert (code, told["current"]) == (1, False)
    assert _run(capsys, "rebuild")[1]["remade"] == 1
    assert _run(capsys, "rebuild", "--fresh")[1]["remade"] == 1
    assert main(["alike", "check"]) == 0
    assert "核对 1 件，不一致 0 件" in capsys.readouterr().out
