"""Does an answer have the shape that the document promises? A small walker over JSON Schema as OpenAPI 3.1 uses it.

A word of the language that it does not know fails, so that nothing is promised that is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

_SAYS_NOTHING = {"title", "description", "examples", "example", "default"}
_KNOWN = _SAYS_NOTHING | {
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "enum",
    "format",
    "items",
    "maxLength",
    "maximum",
    "minLength",
    "minimum",
    "properties",
    "required",
    "type",
}
_TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}


def faults(value: Any, shape: Mapping[str, Any], document: Mapping[str, Any], place: str = "$") -> Iterator[str]:
    """Where a value is not of a shape."""
    if unknown := set(shape) - _KNOWN:
        yield f"{place}: the walker does not know {unknown}"
        return
    if "$ref" in shape:
        named = document["components"]["schemas"][shape["$ref"].removeprefix("#/components/schemas/")]
        yield from faults(value, named, document, place)
        return
    if "anyOf" in shape:
        if all(any(True for _ in faults(value, each, document, place)) for each in shape["anyOf"]):
            yield f"{place}: {value!r} is none of {shape['anyOf']}"
        return
    yield from _plain(value, shape, place)
    if isinstance(value, dict):
        yield from _object(value, shape, document, place)
    if isinstance(value, list) and "items" in shape:
        for at, each in enumerate(value):
            yield from faults(each, shape["items"], document, f"{place}[{at}]")


def _plain(value: Any, shape: Mapping[str, Any], place: str) -> Iterator[str]:
    kinds = shape.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = any(
        isinstance(value, _TYPES[kind]) and not (isinstance(value, bool) and kind != "boolean") for kind in kinds
    )
    if kinds and not fits:
        yield f"{place}: {value!r} is no {kinds}"
        return
    if "enum" in shape and value not in shape["enum"]:
        yield f"{place}: {value!r} is not one of {shape['enum']}"
    if "const" in shape and value != shape["const"]:
        yield f"{place}: {value!r} is not {shape['const']!r}"
    if isinstance(value, str) and "format" in shape:
        try:
            _FORMATS[shape["format"]](value)
        except (KeyError, ValueError):
            yield f"{place}: {value!r} is no {shape['format']}"
    if isinstance(value, int | float) and not shape.get("minimum", value) <= value <= shape.get("maximum", value):
        yield f"{place}: {value} is out of bounds"


def _object(
    value: Mapping[str, Any], shape: Mapping[str, Any], document: Mapping[str, Any], place: str
) -> Iterator[str]:
    known, more = shape.get("properties", {}), shape.get("additionalProperties", True)
    yield from (f"{place}: {name} is missing" for name in shape.get("required", ()) if name not in value)
    for name, each in value.items():
        if name in known:
            yield from faults(each, known[name], document, f"{place}.{name}")
        elif isinstance(more, dict):
            yield from faults(each, more, document, f"{place}.{name}")
        elif more is False:
            yield f"{place}: {name} was not promised"
