"""The document keeps its word: every operation answers in the shape that it promises, whatever is asked; every word of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.faces.api.interface import document
from tests.faces.api.shaped import faults
from tests.faces.api.world import County, report, world

pytestmark = pytest.mark.django_db
__all__ = ["world"]
DOCUMENT = document()
OPERATIONS = {path: methods["get"] for path, methods in DOCUMENT["paths"].items()}
LISTS = sorted(path for path in OPERATIONS if "{" not in path)


@pytest.fixture(autouse=True)
def _without_limit(settings: Any) -> None:
    settings.API_A_MINUTE = 0
    cache.clear()


def _shape(path: str, status: int) -> Any:
    (content,) = OPERATIONS[path]["responses"][str(status)]["content"].items()
    return content


def _kept(path: str, asked: str) -> int:
    """Ask, and look whether the answer is as promised; its status."""
    response = Client().get(asked)
    status: int = response.status_code
    kind, content = _shape(path, status)
    assert response["Content-Type"].split(";")[0] == kind
    assert list(faults(response.json(), content["schema"], DOCUMENT)) == [], asked
    return status


def test_every_operation_answers_in_its_shape(world: County) -> None:
    report()
    number = world.policy.number
    for path in OPERATIONS:
        samples = {
            "/api/items/{organ}/{number}": [
                f"/api/items/changtu/{number}",
                f"/api/items/changtu/{world.mistaken.number}",
            ],
            "/api/reports/{organ}/{year}": ["/api/reports/lands/2024", "/api/reports/lands/1950"],
        }.get(path, [path])
        assert _kept(path, samples[0]) == 200
        assert all(_kept(path, each) in (200, 404, 410) for each in samples[1:])


def test_the_examples_of_the_document_can_be_asked(world: County) -> None:
    for path in LISTS:
        for one in OPERATIONS[path]["parameters"]:
            examples = one.get("examples") or one["schema"].get("examples") or ()
            for example in examples:
                more = {"organ": "changtu"} if one["name"] == "column" and path == "/api/items" else {}
                status = _kept(path, f"{path}?{urlencode({**more, one['name']: example})}")
                assert status == 200 or example == "policies", (path, one["name"], example)


def _values(shape: dict[str, Any]) -> st.SearchStrategy[str]:
    """Values of a parameter, right and wrong ones."""
    kinds = [each for each in shape.get("anyOf", [shape]) if each.get("type") != "null"]
    right: list[st.SearchStrategy[Any]] = [st.text(max_size=12), st.just("")]
    for each in kinds:
        if "enum" in each:
            right.append(st.sampled_from(each["enum"]))
        elif each.get("format") == "date":
            right.append(st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str))
        elif each.get("type") == "integer":
            right.append(st.integers(-3, 3000).map(str))
        elif each.get("type") == "boolean":
            right.append(st.sampled_from(["true", "false"]))
        else:
            right.append(st.sampled_from(["changtu", "notices", "昌政发〔2026〕3号", "造林", "通知公告"]))
    return st.one_of(*right)


@st.composite
def _questions(draw: st.DrawFn) -> tuple[str, str]:
    path = draw(st.sampled_from(LISTS))
    parameters = OPERATIONS[path]["parameters"]
    chosen = draw(st.lists(st.sampled_from(range(len(parameters))), unique=True, max_size=3)) if parameters else []
    query = {parameters[at]["name"]: draw(_values(parameters[at]["schema"])) for at in chosen}
    return path, f"{path}?{urlencode(query)}"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(_questions())
def test_whatever_is_asked_is_answered_as_promised(world: County, question: tuple[str, str]) -> None:
    path, asked = question
    assert _kept(path, asked) in (200, 400, 422)


def _texts(told: Any, place: str) -> Iterator[str]:
    """Fields of a schema that say nothing of what they mean; one that is a schema of its own says it there."""
    if isinstance(told, dict):
        for name, each in told.get("properties", {}).items():
            if not each.get("description") and "$ref" not in each:
                yield f"{place}.{name}"


def test_every_word_of_the_document_is_told_in_chinese() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    silent = [fault for name, each in DOCUMENT["components"]["schemas"].items() for fault in _texts(each, name)]
    for path, told in OPERATIONS.items():
        silent += [path] if not (told["summary"] and told.get("description")) else []
        silent += [
            f"{path} {one['name']}" for one in told["parameters"] if one["in"] == "query" and not one.get("description")
        ]
    assert silent == []


def test_the_walker_sees_what_is_wrong() -> None:
    shape = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer", "minimum": 1}}}
    assert not list(faults({"n": 1}, shape, {}))
    for wrong in ({}, {"n": 0}, {"n": "1"}, {"n": True}, []):
        assert list(faults(wrong, shape, {})), wrong
    assert list(faults("x", {"type": "string", "pattern": "y"}, {})), "a word that it does not know"
    assert list(faults("2026-02-30", {"type": "string", "format": "date"}, {}))


def test_the_page_for_people_tells_every_operation_and_parameter() -> None:
    text = Client().get("/api/").content.decode()
    for path, told in OPERATIONS.items():
        assert f"GET {path}" in text
        assert f'id="{told["operationId"]}"' in text
        assert all(f"<code>{one['name']}</code>" in text for one in told["parameters"])
    assert 'id="problem-422"' in text
