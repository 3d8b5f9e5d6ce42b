"""What a program reads to understand a file: its columns (CSV on the Web, metadata vocabulary), the shape of its records (JSON Schema)."""

from __future__ import annotations

from typing import Any

from gongkai.faces.look.open_data.fields import Dataset, OpenField

_JSON_TYPES = {"integer": "integer", "decimal": "number"}


def csvw(dataset: Dataset, url: str, licence: str) -> dict[str, Any]:
    """The metadata file of a csv file at an address."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": url,
        "dc:title": dataset.title,
        "dc:description": dataset.description,
        "dc:rights": licence,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "tableSchema": {
            "columns": [
                {
                    "name": each.name,
                    "titles": each.label,
                    "dc:description": each.meaning,
                    "datatype": each.kind,
                    "required": each.name in dataset.key,
                }
                for each in dataset.fields
            ],
            "primaryKey": list(dataset.key),
        },
    }


def schema(dataset: Dataset, url: str) -> dict[str, Any]:
    """The JSON Schema of a JSON file at an address."""
    fields = {each.name: _property(each) for each in dataset.fields}
    if dataset.name == "reports":
        # In JSON a report is whole; what the csv tells row by row stands in its normal form.
        known = ("organ", "organ_code", "year", "form", "published_on", "url")
        fields = {name: fields[name] for name in known}
        fields["report"] = {"type": "object", "description": "年报的标准形式，与 /api/reports 中的 report 一致。"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": url,
        "title": dataset.title,
        "description": dataset.description,
        "type": "array",
        "items": {
            "type": "object",
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        },
    }


def _property(each: OpenField) -> dict[str, Any]:
    kind = _JSON_TYPES.get(each.kind, "string")
    told: dict[str, Any] = {"title": each.label, "description": each.meaning, "type": kind}
    if each.kind == "date":
        told |= {"type": ["string", "null"], "format": "date"}
    return told
