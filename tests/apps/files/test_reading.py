"""Texts of files, whole and damaged: read, or refused in one sentence, and never anything else."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.apps.files.reading import MOST_CHARACTERS, read, storable, text_of
from gongkai.proofing.files import Hostile
from tests.apps.files.made import a_docx, a_pdf, a_picture, a_xlsx, zipped

SLIDES = zipped(
    {
        "[Content_Types].xml": b"<a/>",
        "ppt/presentation.xml": b"<a/>",
        **{
            f"ppt/slides/slide{n}.xml": f'<s xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>第{n}页</a:t></a:p></s>'.encode()
            for n in (10, 2, 1)
        },
    }
)
SAMPLES = {
    "docx": a_docx("通知"),
    "xlsx": a_xlsx(),
    "pptx": SLIDES,
    "pdf": a_pdf(),
    "csv": b"a,b\n1,2",
    "png": a_picture(),
}


def test_slides_come_in_their_order() -> None:
    assert text_of(SLIDES, "pptx") == ("第1页\n第2页\n第10页", "")


def test_a_text_without_end_is_cut_and_that_is_said() -> None:
    text, unread = text_of(b"a" * (MOST_CHARACTERS + 10), "txt")
    assert (len(text), "没有读取" in unread) == (MOST_CHARACTERS, True)


def test_a_kind_of_none_of_ours_is_refused() -> None:
    with pytest.raises(Hostile, match="不认识"):
        read(b"x", "exe")


def test_only_what_a_database_keeps() -> None:
    assert storable("a\x00b\ud800c") == "abc"


@pytest.mark.parametrize("kind", SAMPLES)
@given(changes=st.lists(st.tuples(st.integers(0, 10_000_000), st.binary(max_size=6)), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_damaged_files_are_read_or_refused(kind: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLES[kind])
    for at, piece in changes:
        start = at % len(data)
        data[start : start + len(piece)] = piece
    with contextlib.suppress(Hostile):
        told = read(bytes(data), kind)
        assert told.text == storable(told.text)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
@given(changes=st.lists(st.tuples(st.integers(0, 10_000_000), st.binary(max_size=12)), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_damaged_parts_of_whole_packages_too(kind: str, changes: list[tuple[int, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLES[kind])) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    names = sorted(parts)
    for at, piece in changes:
        part = parts[names[at % len(names)]]
        start = at % (len(part) or 1)
        part[start : start + len(piece)] = piece
    with contextlib.suppress(Hostile):
        read(zipped({name: bytes(part) for name, part in parts.items()}), kind)
