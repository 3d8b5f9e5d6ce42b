"""The examples of docs/api.md are asked and answered as they stand there; `…` stands for whatever is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.faces.api.interface import document
from tests.faces.api.world import county, report

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```http\nGET (\S+)\n```\n(?:[^`]*?\n)?```json\n(.*?)\n```", TEXT, re.DOTALL)
LEFT_OUT = "…"


def _differs(told: Any, found: Any, place: str) -> list[str]:
    """Where an answer lacks or contradicts what an example tells of it."""
    if told == LEFT_OUT:
        return []
    if isinstance(told, dict) and isinstance(found, dict):
        missing = [f"{place}.{name}: 没有" for name in told if name not in found]
        known = [name for name in told if name in found]
        return missing + [each for name in known for each in _differs(told[name], found[name], f"{place}.{name}")]
    if isinstance(told, list) and isinstance(found, list) and len(told) == len(found):
        pairs = enumerate(zip(told, found, strict=True))
        return [each for at, (one, other) in pairs for each in _differs(one, other, f"{place}[{at}]")]
    return [] if told == found else [f"{place}: {told!r}，答的是 {found!r}"]


def test_the_examples_are_answered_as_told(settings: Any) -> None:
    cache.clear()
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn"}
    county()
    report()
    assert len(EXAMPLES) == TEXT.count("```http")
    assert len(EXAMPLES) >= 9
    for path, told in EXAMPLES:
        response = Client().get(path)
        expected = json.loads(told)
        assert response.status_code == expected.get("status", 200), (path, response.content.decode())
        assert _differs(expected, response.json(), path) == []


def test_every_operation_is_told_of() -> None:
    for path in document()["paths"]:
        assert path.split("{")[0].rstrip("/") in TEXT, path
