"""JSON: Gongkai's own normal form, the form of other tools that read reports, and JSON that wraps a page."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random
from typing import Any

from gongkai.law.returns import CASE_GROUPS, SECTIONS
from tests.annual.corpus.grid import Grid, rectangle, table2, table3, table4
from tests.annual.corpus.lines import cell_a_line
from tests.annual.corpus.pages import article, html, tables
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Figure, Truth

APPLICANT_KEYS = ("naturalPerson", "commercial", "research", "social", "legal", "other", "total")
DENIED = (
    "stateSecret",
    "lawForbidden",
    "safetyStability",
    "thirdPartyRights",
    "internalAffairs",
    "processInfo",
    "enforcementCase",
    "adminQuery",
)
UNABLE = ("noInfo", "needCreation", "unclear")
NOT_HANDLED = ("complaint", "repeat", "publication", "massiveRequests", "confirmInfo")
OTHER = ("overdueCorrection", "overdueFee", "otherReasons")
CASES = {"review": "review", "litigation_direct": "litigationDirect", "litigation_after_review": "litigationPostReview"}
CASE_KEYS = ("maintain", "correct", "other", "unfinished", "total")


def _number(value: Figure) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


@shape("json.normal_form")
def normal_form(truth: Truth, rng: Random) -> Rendering:
    data = {
        "organ": truth.organ,
        "year": truth.year,
        "form": truth.form,
        "table2": {label: {c: _number(v) for c, v in row.items()} for label, row in truth.table2.items()},
        "table3": {
            "rows": [
                {"line": str(n), "label": truth.layout.line(n).label, "cells": row} for n, row in truth.table3.items()
            ]
        },
        "table4": truth.table4,
        "sections": [{"title": t, "text": "\n".join(ps)} for t, ps in truth.sections],
        "facts": [],
    }
    return whole(truth, json.dumps(data, ensure_ascii=False), "年报.json")


def _column(truth: Truth, column: int) -> dict[str, Any]:
    def at(line: int) -> int | None:
        return truth.table3[line][column]

    def group(keys: tuple[str, ...], first: int) -> dict[str, int | None]:
        return {key: at(first + i) for i, key in enumerate(keys)}

    results = {
        "granted": at(3), "partialGrant": at(4), "denied": group(DENIED, 5), "unableToProvide": group(UNABLE, 13),
        "notProcessed": group(NOT_HANDLED, 16), "other": group(OTHER, 21), "totalProcessed": at(24), "carriedForward": at(25),
    }  # fmt: skip
    return {"newReceived": at(1), "carriedOver": at(2), "results": results}


def _tool_sections(truth: Truth, *, lost: bool) -> list[dict[str, Any]]:
    columns = [_column(truth, i) for i in range(7)]
    legal = dict(zip(("commercial", "research", "social", "legal", "other"), columns[1:6], strict=True))
    two = [list(row.values()) for row in truth.table2.values()]
    documents = ("made", "repealed", "valid")
    disclosure = {
        "regulations": dict(zip(documents, two[0], strict=True)),
        "normativeDocuments": dict(zip(documents, two[1], strict=True)),
        "licensing": {"processed": two[2][0]}, "punishment": {"processed": two[3][0]},
        "coercion": {"processed": two[4][0]}, "fees": {"amount": _number(two[5][0])},
    }  # fmt: skip
    cases = {name: dict(zip(CASE_KEYS, truth.table4[group], strict=True)) for group, name in CASES.items()}
    bodies: list[dict[str, Any]] = [
        {"type": "text"},
        {"type": "table_2", "activeDisclosureData": disclosure},
        {"type": "table_3", "tableData": {"naturalPerson": columns[0], "legalPerson": legal, "total": columns[6]}},
        {"type": "table_4", "reviewLitigationData": cases},
        {"type": "text"},
        {"type": "text"},
    ]
    sections = []
    for (title, paragraphs), body in zip(truth.sections, bodies, strict=True):
        printed = [_lose(text) if lost else text for text in (title, "\n".join(paragraphs))]
        sections.append({"title": printed[0]} | body | ({"content": printed[1]} if body["type"] == "text" else {}))
    return sections


def _lose(text: str) -> str:
    """As stored through a wrong code page: every character outside ASCII became a question mark."""
    return text.encode("ascii", "replace").decode()


def _fits_tool(truth: Truth) -> bool:
    return truth.form == "2021"


@shape("json.tool", fits=_fits_tool)
def tool(truth: Truth, rng: Random) -> Rendering:
    """Another reader's output, tables by English keys, sections beside them."""
    data = {
        "unit_name": truth.organ,
        "year": truth.year,
        "active_version": {"parsed_json": {"sections": _tool_sections(truth, lost=False)}},
    }
    return whole(truth, json.dumps(data, ensure_ascii=False), "report.json")


@shape("json.tool_lost_characters", fits=_fits_tool)
def tool_lost(truth: Truth, rng: Random) -> Rendering:
    """The same after a wrong code page: the keys still tell the tables, the organ is lost."""
    data = {
        "unit_name": _lose(truth.organ),
        "year": truth.year,
        "active_version": {"parsed_json": {"sections": _tool_sections(truth, lost=True)}},
    }
    return whole(truth, json.dumps(data), "report.json", organ=None, titles=None)


@shape("json.tool_top_level", every=2, fits=_fits_tool)
def tool_top(truth: Truth, rng: Random) -> Rendering:
    """The sections at the top, as when the parsed part is exported alone."""
    return whole(
        truth,
        json.dumps({"title": truth.title, "sections": _tool_sections(truth, lost=False)}, ensure_ascii=False),
        "report.json",
    )


@shape("json.html_inside", every=2)
def html_inside(truth: Truth, rng: Random) -> Rendering:
    """An interface's answer: the page as a string."""
    data = {
        "code": 200,
        "data": {
            "title": truth.title,
            "pubDate": truth.published,
            "source": truth.organ,
            "content": html(article(truth, tables(truth))),
        },
    }
    return whole(truth, json.dumps(data, ensure_ascii=False), "detail.json")


@shape("json.rows_of_cells", every=2)
def rows_of_cells(truth: Truth, rng: Random) -> Rendering:
    """A table extractor's output: each table as rows of strings, spans left empty, the prose beside."""

    def rows(grid: Grid) -> list[list[str]]:
        return [[box.text if box else "" for box in row] for row in rectangle(grid)]

    bodies: list[dict[str, Any]] = [{"title": t, "content": "\n".join(ps)} for t, ps in truth.sections]
    for index, grid in ((1, table2(truth)), (2, table3(truth)), (3, table4(truth))):
        bodies[index]["tables"] = [rows(grid)]
    data = {"title": truth.title, "sections": bodies}
    return whole(truth, json.dumps(data, ensure_ascii=False), "tables.json")


@shape("json.text_inside", every=2)
def text_inside(truth: Truth, rng: Random) -> Rendering:
    """A crawler's record: the text of the page as one string."""
    data = {"url": "/xxgk/nb.html", "title": truth.title, "text": cell_a_line(truth, rng).data.decode()}
    return whole(truth, json.dumps([data], ensure_ascii=False), "pages.json")


assert len(SECTIONS) == 6
assert list(CASES) == list(CASE_GROUPS)
