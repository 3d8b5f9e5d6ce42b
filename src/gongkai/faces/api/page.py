"""The page that explains the interface to people, made from its own document: nothing stands here that the document does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.api.interface import document
from gongkai.faces.look.keeping import kept
from gongkai.faces.look.problem import TITLES

_HERE = "数据接口"
_TYPES: Mapping[str, str] = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或者 false",
    "array": "数组",
    "object": "对象",
}
_EXAMPLES = 2
"""So many parameters stand in the example of a question."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation, in words."""

    name: str
    place: str
    kind: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class FieldOfAnswer:
    """One field of an answer, in words."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, in words; `example` is the path of a question that could be asked."""

    id: str
    path: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    fields: tuple[FieldOfAnswer, ...]
    example: str


@require_safe
@kept(lambda **_: ())
def interface_page(request: HttpRequest) -> HttpResponse:
    """`/api/`: every operation, its parameters and the fields of its answer; what can go wrong."""
    told = document()
    groups = groupby(_operations(told), key=lambda each: each[0])
    context = {
        "info": told["info"],
        "groups": [(tag, [each for _, each in group]) for tag, group in groups],
        "problems": [(status, TITLES[status]) for status in (400, 404, 405, 406, 410, 422, 429, 500)],
        "limit": settings.API_A_MINUTE,
        "crumbs": [("首页", "/"), ("数据开放", "/data/")],
        "here": _HERE,
    }
    return render(request, "api/interface.html", context)


def _operations(told: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, methods in told["paths"].items():
        each = methods["get"]
        shape = each["responses"]["200"]["content"]["application/json"]["schema"]
        yield (
            each["tags"][0],
            Operation(
                id=each["operationId"],
                path=path,
                title=each["summary"],
                description=each["description"],
                parameters=tuple(_parameter(one) for one in each["parameters"]),
                fields=tuple(_fields(told, shape)),
                example=_example(path, each["parameters"]),
            ),
        )


def _parameter(one: Mapping[str, Any]) -> Parameter:
    place = "网址" if one["in"] == "path" else "必填" if one["required"] else "可选"
    return Parameter(one["name"], place, _kind(one["schema"]), one.get("description", ""), _first(one))


def _fields(told: Mapping[str, Any], shape: Mapping[str, Any], before: str = "") -> Iterator[FieldOfAnswer]:
    """The fields of an answer, those of the rows of a list too."""
    for name, each in _resolved(told, shape).get("properties", {}).items():
        yield FieldOfAnswer(before + name, _kind(each), each.get("description", ""))
        rows = each.get("items", {})
        if not before and "$ref" in rows:
            yield from _fields(told, rows, f"{name}[].")


def _resolved(told: Mapping[str, Any], shape: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in shape:
        return shape
    found: Mapping[str, Any] = told["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return found


def _kind(shape: Mapping[str, Any]) -> str:
    ways = [each for each in shape.get("anyOf", [shape]) if each.get("type") != "null"]
    one = ways[0]
    if "enum" in one:
        return "、".join(str(each) for each in one["enum"])
    if "const" in one:
        return str(one["const"])
    if one.get("format") == "date":
        return "日期"
    return _TYPES.get(str(one.get("type", "object")), "对象")


def _first(one: Mapping[str, Any]) -> str:
    examples = one.get("examples") or one["schema"].get("examples") or []
    return str(examples[0]) if examples else ""


def _example(path: str, parameters: list[Mapping[str, Any]]) -> str:
    query: dict[str, str] = {}
    for one in parameters:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", _first(one) or one["name"])
        elif (value := _first(one)) and one["name"] not in ("limit", "page") and len(query) < _EXAMPLES:
            query[one["name"]] = value
    return f"{path}?{urlencode(query)}" if query else path
