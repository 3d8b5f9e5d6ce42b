"""Whatever comes in, reading ends in a report or in a refusal, soon, and tells no figure that is not on the page."""

from __future__ import annotations

import functools
import json
import os
import re
import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual.model import Report
from gongkai.annual.read import read
from gongkai.annual.read.refusal import Unreadable
from tests.annual import corpus
from tests.fuzz.mutations import byte_damage, label_soup, text_damage

THOROUGH = os.environ.get("GONGKAI_FUZZ") == "thorough"
SECONDS = 5.0


def effort(examples: int) -> settings:
    """So many examples, and fifty times as many with GONGKAI_FUZZ=thorough."""
    return settings(
        max_examples=examples * (50 if THOROUGH else 1),
        deadline=None,  # the reader's own time is bounded below; a busy machine is no failure
        derandomize=not THOROUGH,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )


def outcome(data: bytes, name: str) -> Report | None:
    """The report, None when refused; anything else is a failure."""
    start = time.process_time()
    report, said = None, "。"
    try:
        report = read(data, name)
    except Unreadable as refusal:
        said = str(refusal)
    assert said.endswith("。")
    assert "\n" not in said
    assert time.process_time() - start < SECONDS
    return report


def assert_printed(report: Report, text: str) -> None:
    """Every told figure stands in the text as a run of digits, or as part of a squashed run."""
    flat = re.sub(r"(?<=\d)[,，](?=\d{3})", "", unicodedata.normalize("NFKC", text))
    flat = re.sub(r"[^\d.]+", " ", flat)
    for place, cell in report.cells():
        if cell.value is not None:
            digits = str(abs(cell.value))
            assert digits in flat, f"{place.key}: {digits} is not on the page"


def assert_not_multiplied(report: Report, text: str) -> None:
    """All told cells together need no more of any digit than the page holds."""
    told = Counter("".join(str(cell.value) for _, cell in report.cells() if cell.value is not None))
    held = Counter(unicodedata.normalize("NFKC", text))
    short = {digit: (told[digit], held[digit]) for digit in "0123456789" if told[digit] > held[digit]}
    assert not short, f"more digits told than printed: {short}"


@functools.cache
def sound(key: str, index: int) -> tuple[bytes, str]:
    rendering = corpus.rendering(key, index)
    return rendering.data, rendering.name


BINARY = (
    "docx.plain",
    "docx.edited",
    "xlsx.sheets",
    "html.word",
    "html.gb2312",
    "json.normal_form",
    "json.tool",
    "text.utf16",
)


@pytest.mark.parametrize("key", BINARY)
@effort(25)
@given(data=st.data())
def test_damaged_bytes_end_in_a_report_or_a_refusal(key: str, data: st.DataObject) -> None:
    original, name = sound(key, 4)
    outcome(data.draw(byte_damage(original)), name)


@effort(12)
@given(data=st.data())
def test_damaged_pdf_ends_in_a_report_or_a_refusal(data: st.DataObject) -> None:
    original, name = sound("pdf.ruled", 0)
    outcome(data.draw(byte_damage(original)), name)


TEXTS = (
    "text.cell_a_line",
    "text.pipe_rows",
    "text.markdown",
    "squashed.with_prose",
    "dump.raw",
    "dump.layout",
    "worn.label_variants",
)


@pytest.mark.parametrize("key", TEXTS)
@effort(25)
@given(data=st.data(), index=st.sampled_from((0, 4, 8)))
def test_damaged_text_yields_no_figure_of_its_own(key: str, data: st.DataObject, index: int) -> None:
    original, name = sound(key, index)
    text = data.draw(text_damage(original.decode()))
    report = outcome(text.encode(), name)
    if report:
        assert_printed(report, text)
        assert_not_multiplied(report, text)


@effort(25)
@given(data=st.data())
def test_damaged_page_yields_no_figure_of_its_own(data: st.DataObject) -> None:
    original, name = sound("html.chrome", 2)
    text = data.draw(text_damage(original.decode()))
    report = outcome(text.encode(), name)
    if report:
        assert_printed(report, text)


@effort(120)
@given(text=label_soup(), name=st.sampled_from(("a.txt", "a.html", "a.md", "")))
def test_labels_in_any_order(text: str, name: str) -> None:
    report = outcome(text.encode(), name)
    if report:
        assert_printed(report, text)


@effort(120)
@given(
    data=st.binary(max_size=3000),
    name=st.sampled_from(("a.txt", "a.html", "a.docx", "a.pdf", "a.xlsx", "a.json", "", "年报")),
)
def test_any_bytes_under_any_name(data: bytes, name: str) -> None:
    outcome(data, name)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(("table2", "table3", "table4", "rows", "line", "cells", "sections", "title", "form", "year", "content", "review")), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@effort(120)
@given(value=JSON)
def test_any_json(value: object) -> None:
    outcome(json.dumps(value).encode(), "report.json")
