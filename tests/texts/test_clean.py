"""Nothing that runs, loads or points elsewhere survives; every word does; a second cleaning changes nothing."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.texts import clean as door
from gongkai.texts.clean import clean, cleaned
from gongkai.texts.plain import plain
from tests.texts.hostile import soups, tables, trees

_ALLOWED = {
    *[
        "p",
        "h2",
        "h3",
        "h4",
        "strong",
        "em",
        "u",
        "sub",
        "sup",
        "br",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "a",
    ]
}
_LAWFUL = {
    "class": r"doc-(title|number|to|attachment-note|signature|date)|center|right",
    "href": r"https?://.+|mailto:.+|(?!//)[^:\\]*([/?#].*)?",
    "rel": "noopener noreferrer",
    "src": "file:[0-9a-f]{64}",
    "alt": ".*",
    "colspan": r"[1-9]\d{0,2}",
    "rowspan": r"[1-9]\d{0,3}",
}


def _assert_strict(body: str) -> None:
    for node in LexborHTMLParser(f"<!doctype html><body>{body}").body.traverse(include_text=False):
        if node.tag == "body":
            continue
        assert node.tag in _ALLOWED, body
        for name, value in node.attributes.items():
            assert re.fullmatch(_LAWFUL[name], value or "", re.DOTALL), body


@settings(max_examples=300, deadline=None)
@given(st.one_of(trees, soups, tables, st.text()))
def test_a_second_cleaning_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    _assert_strict(once)
    assert plain(once) == plain(text)


_VISIBLE = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "p",
                "div",
                "h1",
                "h3",
                "li",
                "td",
                "blockquote",
                "center",
                "span",
                "b",
                "u",
                "a",
                "font",
                "o:p",
                "figcaption",
            ]
        ),
        st.sampled_from(["甲", "乙 丙", "&nbsp;丁", "1.", "&lt;x&gt;", "　　戊"]),
    ),
    max_size=10,
)


@settings(max_examples=100, deadline=None)
@given(_VISIBLE)
def test_every_word_stays(told: list[tuple[str, str]]) -> None:
    body = clean("".join(f"<{tag}>{words}</{tag}>" for tag, words in told))
    shown = "".join(
        node.text_content or "" for node in LexborHTMLParser(body).root.traverse(include_text=True) if node.is_text_node
    )
    wanted = html.unescape("".join(words for _, words in told))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", wanted)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<a href='jav&#x09;ascript:alert(1)'>甲</a>",
        "<a href=' javascript:alert(1)'>甲</a>",
        "<a href='\\\\evil.example'>甲</a>",
        "<a href='//evil.example'>甲</a>",
        "<a href='vbscript:x'>甲</a>",
        "<svg><a xlink:href='javascript:x'><text>甲</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<p style='background:url(javascript:x)'>甲</p>",
        "<iframe srcdoc='<script>x</script>'></iframe>",
        "<p class='center x\" onclick=\"alert(1)'>甲</p>",
        "<img src='file:" + "a" * 64 + "' alt='\"><script>alert(1)</script>'>",
        "<form action=x><input autofocus onfocus=alert(1)><button>甲</button></form>",
        "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
    ],
)
def test_an_attack_is_text_or_nothing(attack: str) -> None:
    body = clean(f"<p>前</p>{attack}<p>后</p>")
    _assert_strict(body)
    assert "evil" not in body
    assert "前" in body


@pytest.mark.parametrize("opened", ["<div>", "<b>", "<div/>", "<table><tr><td>", "<a:b/>" * 5, "<ul><li>"])
def test_a_hundred_thousand_elements_within_each_other_are_refused_unread(opened: str) -> None:
    with pytest.raises(door.TooLong, match="一层套一层"):
        clean(opened * 100_000 + "甲")


def test_what_nobody_ends_and_what_is_deep_is_read() -> None:
    assert plain(clean("<div>" * 100 + "甲" + "<p>乙<br>" * 3000)).startswith("甲\n乙")
    assert plain(clean("<!--" + "<w:x>" * 9000 + "-->" + "<o:p/>" * 400 + "甲")) == "甲"
    nested = "".join("<ul><li>" for _ in range(300)) + "甲"
    assert clean(clean(nested)) == clean(nested)
    assert plain(clean(nested)).strip().endswith("甲")


def test_a_text_too_long_is_refused_in_words() -> None:
    with pytest.raises(door.TooLong, match="请分成几段"):
        clean("甲" * 8_000_001)


def test_what_could_not_come_along_is_said() -> None:
    found = cleaned(
        "<p>甲<del>乙</del><ins>丙</ins><img src='file:///C:/a.png'><span style='mso-hide:all'>丁</span>"
        "<a style='mso-comment-reference:A_1'>戊</a></p>"
    )
    assert found.body == "<p>甲丙</p>"
    assert [re.sub(r"[^图修批隐]", "", note)[:1] for note in found.notes] == ["图", "修", "批", "隐"]


def test_pictures_are_found_and_shown() -> None:
    one, other = "ab" * 32, "cd" * 32
    body = clean(
        f'<p><img src="file:{one}" alt="甲"><img src="file:{other}" alt=""><img src="file:{one}" alt="丙"></p>'
    )
    assert door.pictures(body) == [one, other]
    assert door.shown(body, lambda digest: f'/x/{digest[:2]}?a="&b').count('src="/x/ab?a=&quot;&amp;b"') == 2


def test_plain_text_is_a_paragraph_a_line() -> None:
    assert door.from_text("甲 <b>\n\n  乙") == "<p>甲 &lt;b&gt;</p>\n<p>乙</p>"
