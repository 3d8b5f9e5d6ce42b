"""A page loses its dress before it is parsed, and nothing that a person reads or that hides something from him."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.annual.read.dress import undressed


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<p style="color:red"><span lang="zh">收到</span><font face="宋体">3</font><b>件</b></p>', "<p>收到3件</p>"),
        ('<td style="width:9pt">3<o:p></o:p></td>', "<td>3</td>"),
        ('<span title="a>b">3</span>', '<span title="a>b">3'),
        ("<br><ul><li>一</li></ul>", "<br><ul><li>一</li></ul>"),
    ],
)
def test_only_the_dress_goes(page: str, left: str) -> None:
    assert undressed(page.encode()).decode() == left


@pytest.mark.parametrize(
    "speaking",
    [
        'style="DISPLAY: none"',
        'style="color:red;display:none"',
        'style="text-decoration:line-through"',
        'style="vertical-align:super"',
        'style="mso-hide:all"',
    ],
)
def test_a_style_that_says_something_stays_with_all_tags(speaking: str) -> None:
    page = f'<p style="color:red">1<span {speaking}>7</span><b>件</b></p>'
    assert undressed(page.encode()).decode() == f"<p>1<span {speaking}>7</span><b>件</b></p>"


def test_an_open_quote_takes_nothing_with_it() -> None:
    page = '<p>收到3件</p><p style="color:red>本年办结'
    assert undressed(page.encode()).decode() == page


PIECES = st.sampled_from(
    ['<p style="a:b">', "</p>", "<span>", '<span style="c:d">', "</span>", '<font face="宋体">', "</font>", "<b>", "</b>",
     "<br>", "<td>", "3", "收到", " ", "件", "&nbsp;", "<o:p>", "</o:p>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_the_words_stay_the_same_words(pieces: list[str]) -> None:
    page = "".join(pieces)
    before, after = (LexborHTMLParser(text).text() for text in (page, undressed(page.encode()).decode()))
    assert "".join(before.split()) == "".join(after.split())
