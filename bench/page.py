"""Published pages, read and checked, beside lxml's bare parse of the same bytes."""

from __future__ import annotations

from itertools import cycle
from random import Random

import lxml.html

from bench.measure import Figure, compare
from gongkai.annual.check import check
from gongkai.annual.read import read
from tests.annual import corpus
from tests.annual.corpus.claims import INNOCENT, far

LIMIT = 3.0
TRUTHS = range(2, 10)
"""Eight pages in turn: what is remembered of one, to check it after reading it, must not serve the next round."""


def figures() -> list[Figure]:
    """Pages as sites publish them: pasted from Word, with prose of the usual length and the site's own frame."""
    word = corpus.SHAPES["html.word"]
    pages = [word.render(with_usual_prose(corpus.draw(truth)), Random(truth)).data for truth in TRUTHS]
    mine, theirs = cycle(pages), cycle(pages)
    what = f"网页 {sum(map(len, pages)) // len(pages) // 1000} KB（Word 粘贴）：读取并检查 / lxml 解析"
    return [
        compare(
            what,
            lambda: check(read(next(mine), "page.html")),
            lambda: lxml.html.fromstring(next(theirs)),
            limit=LIMIT,
            rounds=5 * len(pages),
        )
    ]


def with_usual_prose(truth: corpus.Truth) -> corpus.Truth:
    """Some two thousand characters more in the first part, with figures in every other sentence."""
    title, paragraphs = truth.sections[0]
    more = [sentence.format(far=far(truth)) for sentence in INNOCENT]
    longer = [p + ("".join(more) if not p.startswith("（") else "") for p in paragraphs[1:4]]
    truth.sections[0] = (title, [paragraphs[0], *longer, *paragraphs[4:]])
    return truth
