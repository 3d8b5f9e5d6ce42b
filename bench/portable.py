"""A PDF report, read and checked, beside the extraction of its text alone.

The measure is pdfplumber, which like us has to place every character; pdfium's plain text, which knows no table, stands
beside it to be read.
"""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2

from bench.measure import Figure, Task, compare
from gongkai.annual.check import check
from gongkai.annual.read import read
from tests.annual import corpus

LIMIT = 1.5


def figures() -> list[Figure]:
    data = corpus.rendering("pdf.ruled", 0).data

    def plumber() -> list[str]:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [page.extract_text() for page in document.pages]

    def pdfium() -> list[str]:
        document = pypdfium2.PdfDocument(data)
        return [page.get_textpage().get_text_bounded() for page in document]

    def ours() -> object:
        return check(read(data, "report.pdf"))

    return [
        _figure("pdfplumber", ours, plumber, len(data), LIMIT),
        _figure("pypdfium2（不认表格）", ours, pdfium, len(data), None),
    ]


def _figure(name: str, ours: Task, beside: Task, size: int, limit: float | None) -> Figure:
    return compare(f"PDF {size // 1000} KB：读取并检查 / {name} 抽取文字", ours, beside, limit=limit, rounds=6)
