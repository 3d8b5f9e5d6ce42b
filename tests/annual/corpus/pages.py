"""HTML as county sites publish it: Word's leavings, site chrome, other tables on the page, odd encodings."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from random import Random

from gongkai.annual.model import Place
from tests.annual.corpus.grid import USUAL, Box, Grid, Look, table2, table2_blocks, table3, table4
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Figure, Truth

Inner = Callable[[str], str]


def td(box: Box, inner: Inner, *, tag: str = "td") -> str:
    spans = (f' colspan="{box.across}"' if box.across > 1 else "") + (f' rowspan="{box.down}"' if box.down > 1 else "")
    return f"<{tag}{spans}>{inner(box.text)}</{tag}>"


def table(grid: Grid, inner: Inner = escape, attributes: str = ' border="1"') -> str:
    rows = "".join("<tr>" + "".join(td(box, inner) for box in row) + "</tr>\n" for row in grid)
    return f"<table{attributes}><tbody>{rows}</tbody></table>"


def article(truth: Truth, tables: dict[int, str], inner: Inner = escape) -> str:
    """Title, preamble and sections as paragraphs."""
    parts = [f"<h1>{inner(truth.title)}</h1>", *(f"<p>{inner(p)}</p>" for p in truth.preamble)]
    for index, (title, paragraphs) in enumerate(truth.sections):
        parts += [f"<p>{inner(title)}</p>", *(f"<p>{inner(p)}</p>" for p in paragraphs), tables.get(index, "")]
    return "\n".join(parts)


def tables(truth: Truth, look: Look = USUAL, inner: Inner = escape) -> dict[int, str]:
    grids = {1: table2(truth, look), 2: table3(truth, look), 3: table4(truth, look)}
    return {index: table(grid, inner) for index, grid in grids.items()}


def html(body: str, *, charset: str = '<meta charset="utf-8">', title: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head>{charset}<title>{title}</title></head>\n<body>{body}</body></html>"


def chrome(truth: Truth, body: str, rng: Random) -> str:
    """A site around the article: menus, metadata table, breadcrumbs, related reports, foot, scripts."""
    year = truth.year
    return html(
        f"""<div class="top"><span>今天是{year + 2}年3月{rng.randint(1, 28)}日 星期二</span><a href="/">首页</a>
<ul><li><a href="/xxgk/">政府信息公开</a></li><li>一、机构概况</li><li>互动交流</li></ul></div>
<script>var total = {rng.randint(1, 9999)}; document.write("一、总体情况" + total);</script>
<div class="crumb">您的位置：首页 &gt; 政府信息公开 &gt; 法定主动公开内容 &gt; 政府信息公开年报 &gt; {year}年</div>
<table class="meta"><tr><th>索引号</th><td>{rng.randint(10**8, 10**9)}/{year + 1}-000{rng.randint(10, 99)}</td><th>主题分类</th><td>政务公开 / 年报</td></tr>
<tr><th>发布机构</th><td>{truth.organ}</td><th>成文日期</th><td>{truth.published}</td></tr>
<tr><th>名　　称</th><td colspan="3">{truth.title}</td></tr><tr><th>文　　号</th><td>&nbsp;</td><th>有效性</th><td>有效</td></tr></table>
<div id="zoom">{body}</div>
<div class="next">上一篇：{truth.organ}{year - 1}年政府信息公开工作年度报告<br>下一篇：{truth.organ}{year + 1}年政府信息公开工作年度报告</div>
<table class="links"><tr><td>总计</td><td>{rng.randint(100, 999)}</td></tr><tr><td>今日访问</td><td>{rng.randint(100, 999)}</td></tr></table>
<div class="foot">主办：{truth.organ} 备案号 {rng.randint(10**7, 10**8)} 网站标识码 {rng.randint(10**9, 10**10)} 版权所有 2008-{year + 1}</div>""",
        title=f"{truth.title}-门户网站",
    )


def _page(truth: Truth, data: str | bytes, name: str = "t.html", **changes: object) -> Rendering:
    return whole(truth, data, name, **changes)


@shape("html.plain")
def plain_html(truth: Truth, rng: Random) -> Rendering:
    """Semantic and clean: what a careful office publishes."""
    return _page(truth, html(article(truth, tables(truth)), title=truth.title))


@shape("html.chrome")
def with_chrome(truth: Truth, rng: Random) -> Rendering:
    return _page(truth, chrome(truth, article(truth, tables(truth, Look(header_break="<br>"), _breaks)), rng))


def _breaks(text: str) -> str:
    return escape(text).replace("&lt;br&gt;", "<br/>")


STYLE = "mso-spacerun:'yes';font-family:仿宋_GB2312;mso-hansi-font-family:仿宋;font-size:12.0000pt;mso-font-kerning:1.0000pt"
PARAGRAPH = (
    "margin-top:0.0000pt;margin-bottom:0.0000pt;mso-para-margin-top:0.0000gd;text-align:center;line-height:28.0000pt"
)
FACES = ("仿宋_GB2312", "Times New Roman")


def word_inner(rng: Random) -> Inner:
    """Word's spans: a label in pieces, an o:p at the end, digits in a font of their own, blanks as nbsp."""

    def spans(text: str) -> str:
        pieces, at = [], 0
        while at < len(text):
            size = rng.randint(1, 7)
            pieces.append(text[at : at + size])
            at += size
        return "".join(
            f'<span style="{STYLE}"><font face="{rng.choice(FACES)}">{escape(p)}</font></span>' for p in pieces
        )

    def inner(text: str) -> str:
        if not text:
            return '<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>'
        number = re.match(r"（?[一二三四五六]）?、?", text)
        if number and rng.random() < 0.5:
            # Word's condition for lists, escaped by the editor, so that readers of the page see it.
            mark = f"&lt;!--[if !supportLists]--&gt;{number[0]}&lt;!--[endif]--&gt;"
            return f'<p class="MsoNormal">{mark}{spans(text[number.end() :])}<o:p></o:p></p>'
        return f'<p class="MsoNormal" style="{PARAGRAPH}"><b>{spans(text)}</b><span><o:p></o:p></span></p>'

    return inner


@shape("html.word")
def word(truth: Truth, rng: Random) -> Rendering:
    """Pasted from Word: pieces of labels and of numbers in nested spans, list conditions shown as text."""
    inner = word_inner(rng)
    body = article(truth, tables(truth, inner=inner), inner).replace("<p><p", "<p").replace("</p></p>", "</p>")
    return _page(truth, chrome(truth, f"<!--[if gte mso 9]><xml><w:Zoom>0</w:Zoom></xml><![endif]-->{body}", rng))


@shape("html.tables_split")
def tables_split(truth: Truth, rng: Random) -> Rendering:
    """Each block of table 2 a table; table 3 in three tables; table 4 cut between its groups' heads and figures."""
    three = table3(truth, Look(result_column=False))
    cut = rng.randint(8, 12)
    four = table4(truth)
    parts = {
        1: "".join(f"<p>{h}</p>{table(g)}" for h, g in table2_blocks(truth)),
        2: f"{table(three[:3])}{table(three[3:cut])}<p>&nbsp;</p>{table(three[cut:])}",
        3: f"{table(four[:3])}{table(four[3:])}",
    }
    # A cell that spans rows is cut with its table: browsers clip it, so the group's label is simply not repeated.
    return _page(truth, chrome(truth, article(truth, parts), rng))


@shape("html.one_table")
def one_table(truth: Truth, rng: Random) -> Rendering:
    """Everything, headings and prose too, in one layout table, the data tables nested within."""
    rows = []
    for index, (title, paragraphs) in enumerate(truth.sections):
        inner = "".join(f"<p>{escape(p)}</p>" for p in paragraphs) + tables(truth).get(index, "")
        rows.append(f"<tr><td width='20'></td><td><strong>{title}</strong></td></tr><tr><td></td><td>{inner}</td></tr>")
    body = f"<table><tr><td></td><td><h2>{truth.title}</h2><p>{truth.preamble[0]}</p></td></tr>{''.join(rows)}</table>"
    return _page(truth, chrome(truth, body, rng))


@shape("html.no_result_column")
def no_result_column(truth: Truth, rng: Random) -> Rendering:
    return _page(truth, html(article(truth, tables(truth, Look(result_column=False, corner=False)))))


@shape("html.hidden")
def hidden(truth: Truth, rng: Random) -> Rendering:
    """Hidden elements and comments hold an older draft with other figures; nobody sees them, nobody may read them."""
    draft = truth.copy()
    for row in draft.table3.values():
        row[:] = [(v or 0) + 7 for v in row]
    old = table(table3(draft))
    extra = f'<div style="display:none">{old}</div><!-- {old} --><template>{old}</template>'
    parts = tables(truth)
    parts[2] = extra + parts[2]
    return _page(truth, chrome(truth, article(truth, parts), rng))


@shape("html.div_table")
def line_breaks(truth: Truth, rng: Random) -> Rendering:
    """Paragraphs as lines with <br>, full-width indents, cells wrapped in divs with blanks and breaks round the figure."""

    def inner(text: str) -> str:
        return f"<div>\n\t<p>\n\t&nbsp;{escape(text)}&ensp;<br>\n</p></div>"

    lines = [truth.title, *truth.preamble]
    body = "<br>".join(f"&emsp;&emsp;{line}" for line in lines)
    for index, (title, paragraphs) in enumerate(truth.sections):
        body += "<br>" + "<br/>".join(f"　　{escape(line)}" for line in (title, *paragraphs))
        body += tables(truth, inner=inner).get(index, "")
    return _page(truth, html(f"<div>{body}</div>"))


@shape("html.thead")
def thead(truth: Truth, rng: Random) -> Rendering:
    """Headings as th in a thead, upper-case tags, attributes without quotes, end tags left out as HTML allows."""

    def print_table(grid: Grid) -> str:
        rows = []
        for row in grid:
            head = all(box.place is None for box in row)
            cells = "".join(
                td(box, escape, tag="TH" if head else "TD").replace("</TD>", "").replace("</TH>", "") for box in row
            )
            rows.append(f"<TR align=center>{cells}")
        return f"<TABLE border=1 cellPadding=0>{''.join(rows)}</TABLE>"

    parts = {1: print_table(table2(truth)), 2: print_table(table3(truth)), 3: print_table(table4(truth))}
    return _page(truth, html(article(truth, parts).replace("</p>", "")))


@shape("html.gb2312", every=2)
def gb2312(truth: Truth, rng: Random) -> Rendering:
    """Declared gb2312, written in its superset as sites do."""
    text = html(
        article(truth, tables(truth)), charset='<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    )
    return _page(truth, text.encode("gb18030"))


@shape("html.gbk_undeclared", every=2)
def gbk_undeclared(truth: Truth, rng: Random) -> Rendering:
    return _page(truth, html(article(truth, tables(truth)), charset="").encode("gbk"))


@shape("html.utf8_declared_gbk", every=3)
def wrongly_declared(truth: Truth, rng: Random) -> Rendering:
    """Saved again by a crawler: UTF-8 bytes, the old declaration left in."""
    return _page(truth, html(article(truth, tables(truth)), charset='<meta charset="gb2312">').encode())


@shape("html.utf16", every=3)
def utf16(truth: Truth, rng: Random) -> Rendering:
    return _page(truth, html(article(truth, tables(truth)), charset="").encode("utf-16"))


@shape("html.entities", every=3)
def entities(truth: Truth, rng: Random) -> Rendering:
    """Every Chinese character as a numeric entity."""
    text = html(article(truth, tables(truth)))
    return _page(truth, "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in text))


@shape("html.fragment", every=2)
def fragment(truth: Truth, rng: Random) -> Rendering:
    """The article alone, without html or body, under a name that says nothing."""
    return _page(truth, article(truth, tables(truth)), name="download")


@shape("html.cells_short", every=2)
def cells_short(truth: Truth, rng: Random) -> Rendering:
    """The blank cells at a row's end left out, rowspans larger than the table: as some editors save."""

    def show(place: Place, value: Figure) -> str:
        return "" if value is None else str(value)

    text = article(truth, tables(truth, Look(show=show))).replace('rowspan="22"', 'rowspan="40"')
    return _page(truth, chrome(truth, text, rng))


@shape("html.total_first", every=2)
def total_first(truth: Truth, rng: Random) -> Rendering:
    """总计 before 自然人: the headings say which column is which."""
    return _page(truth, html(article(truth, tables(truth, Look(total_first=True)))))


@shape("html.headings_as_h2", every=2)
def headings(truth: Truth, rng: Random) -> Rendering:
    """Headings as h2 and h3 with a numeral in a span of its own, a table of contents with the same words before."""
    body = article(truth, tables(truth))
    for title in truth.titles:
        body = body.replace(f"<p>{title}</p>", f"<h2><span>{title[:2]}</span>{title[2:]}</h2>")
    contents = "".join(f'<li><a href="#{i}">{title}</a></li>' for i, title in enumerate(truth.titles))
    return _page(truth, html(f"<nav><p>目录</p><ul>{contents}</ul></nav>{body}"))
