"""A published page, read and checked, beside lxml's bare parse of the same bytes."""

from __future__ import annotations

from random import Random

import lxml.html

from bench.measure import Figure, compare
from gongkai.annual.check import check
from gongkai.annual.read import read
from tests.annual import corpus
from tests.annual.corpus.claims import INNOCENT, far

LIMIT = 3.0
TRUTH = 2


def figures() -> list[Figure]:
    """One page as sites publish it: pasted from Word, with prose of the usual length and the site's own frame."""
    data = corpus.SHAPES["html.word"].render(with_usual_prose(corpus.draw(TRUTH)), Random(TRUTH)).data
    what = f"网页 {len(data) // 1000} KB（Word 粘贴）：读取并检查 / lxml 解析"
    return [
        compare(
            what,
            lambda: check(read(data, "page.html")),
            lambda: lxml.html.fromstring(data),
            limit=LIMIT,
            rounds=40,
        )
    ]


def with_usual_prose(truth: corpus.Truth) -> corpus.Truth:
    """Some two thousand characters more in the first part, with figures in every other sentence."""
    title, paragraphs = truth.sections[0]
    more = [sentence.format(far=far(truth)) for sentence in INNOCENT]
    longer = [p + ("".join(more) if not p.startswith("（") else "") for p in paragraphs[1:4]]
    truth.sections[0] = (title, [paragraphs[0], *longer, *paragraphs[4:]])
    return truth
