"""Invents HTML as strangers and word processors write it, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = st.one_of(
    st.sampled_from(
        ["甲", "乙，丙。", "　　缩进", " ", "&nbsp;&nbsp;", "&lt;b&gt;", "a b", "\n", "\u200b", "&amp;", '"', "'", "1."]
    ),
    st.text(max_size=6),
)
_TAGS = [
    "p",
    "div",
    "span",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "sub",
    "sup",
    "font",
    "a",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h5",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "figure",
    "figcaption",
    "img",
    "pre",
    "center",
    "o:p",
    "del",
    "ins",
    "script",
    "style",
    "svg",
    "math",
    "template",
    "iframe",
    "form",
    "button",
    "select",
    "x-y",
]
_ATTRIBUTES = st.sampled_from(
    [
        "",
        " class=MsoNormal style='text-indent:32pt;text-align:center'",
        ' class="doc-title center evil"',
        " style='mso-list:l0 level2 lfo1'",
        " style='mso-list:Ignore'",
        " style='font-weight:bold;font-style:italic;text-decoration:underline'",
        " style='display:none'",
        " style='font-weight:normal'",
        " style='vertical-align:super'",
        " onclick=alert(1) onerror='x'",
        ' href="javascript:alert(1)"',
        ' href="http://a.example/?a=1&b=2"',
        ' href="data:text/html,x"',
        ' href="/xxgk/"',
        ' href="mailto:a@b.example"',
        ' src="x" onerror="alert(1)"',
        f' src="file:{"ab" * 32}" alt="图&quot;&lt;"',
        ' colspan=3 rowspan="2"',
        " colspan=99999 rowspan=0",
        " align=right",
        " hidden",
    ]
)
_opening = st.tuples(st.sampled_from(_TAGS), _ATTRIBUTES).map(lambda told: f"<{told[0]}{told[1]}>")
_closing = st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>")
_odd = st.sampled_from(
    [
        "<!--[if gte mso 9]><xml><w:x/></xml><![endif]-->",
        "<![if !supportLists]>",
        "<![endif]>",
        "<!--",
        "-->",
        "<",
        "</",
        "<?x ?>",
        "]]>",
    ]
)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(_TAGS), _ATTRIBUTES, st.lists(inner, max_size=4)).map(
        lambda told: f"<{told[0]}{told[1]}>{''.join(told[2])}</{told[0]}>"
    )


_pieces = st.recursive(_WORDS, _wrapped, max_leaves=8)


def _grid(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    spans = st.sampled_from(["", " colspan=2", " rowspan=2", " rowspan=9 colspan=3", " align=center", " class=right"])
    cell = st.tuples(st.sampled_from(["td", "th"]), spans, st.lists(inner, max_size=2)).map(
        lambda told: f"<{told[0]}{told[1]}>{''.join(told[2])}"
    )
    row = st.tuples(
        st.sampled_from(["<tr>", "<tr>", "<thead><tr>", "<tbody><tr>", "<tr height=0>"]), st.lists(cell, max_size=3)
    ).map(lambda told: told[0] + "".join(told[1]))
    return st.tuples(st.sampled_from(["", "<caption>题</caption>"]), st.lists(row, max_size=4)).map(
        lambda told: f"<table>{told[0]}{''.join(told[1])}</table>"
    )


tables = st.recursive(_pieces, _grid, max_leaves=12)
"""Tables in tables in whatever."""
trees = st.lists(st.recursive(_WORDS, _wrapped, max_leaves=14), max_size=4).map("".join)
"""Well nested, whatever stands in whatever."""
soups = st.lists(st.one_of(_opening, _closing, _WORDS, _odd), max_size=24).map("".join)
"""Tags as they come."""
