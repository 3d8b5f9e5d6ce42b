"""The web page: real heads for every figure, the national tags, nothing of the text taken for markup."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.annual.model import Report, Section
from gongkai.annual.write.html import article, published, style, write
from gongkai.law.returns import SECTIONS
from tests.annual.reports import sound, with_marks


def parsed(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(write(report).decode())


def texts(nodes: list[LexborNode]) -> list[str]:
    return [node.text() for node in nodes]


def test_headings_are_real_headings_in_order() -> None:
    page = parsed(sound())
    assert texts(page.css("h1")) == ["清河县财政局2024年政府信息公开工作年度报告"]
    assert texts(page.css("h2")) == list(SECTIONS)
    assert texts(page.css("h3")) == ["（一）主动公开", "（二）依申请公开"]


def test_the_tables_are_the_national_form() -> None:
    one, two, three = parsed(sound()).css("table")
    assert [texts(table.css("caption")) for table in (one, two, three)] == [
        [heading.partition("、")[2]] for heading in SECTIONS[1:4]
    ]
    assert [len(table.css("tr")) for table in (one, two, three)] == [14, 28, 4]
    head = [[(c.text(), c.attributes.get("colspan", "1")) for c in row.css("td, th")] for row in two.css("thead tr")]
    assert head[0][1:] == [("申请人情况", "7")]
    assert head[1] == [("自然人", "1"), ("法人或其他组织", "5"), ("总计", "1")]
    assert [words for words, _ in head[2]] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_every_figure_names_heads_that_exist_over_or_beside_it(form: str) -> None:
    for table in parsed(sound(form)).css("table"):
        heads = {th.attributes["id"] for th in table.css("th")}
        figures = table.css("td[headers]")
        named = [str(td.attributes["headers"]).split() for td in figures]
        assert figures
        assert len(heads) == len(table.css("th"))
        assert all(set(names) <= heads and len(names) >= 2 for names in named)
        assert all(th.attributes["scope"] in ("col", "colgroup", "row", "rowgroup") for th in table.css("th"))


def test_ids_are_unique_on_the_page() -> None:
    found = re.findall(r' id="([^"]+)"', write(sound()).decode())
    assert len(found) == len(set(found)) > 50


def test_the_national_tags_are_there() -> None:
    tags = {tag.attributes["name"]: tag.attributes["content"] for tag in parsed(sound()).css("meta[name]")}
    assert tags == {
        "viewport": "width=device-width, initial-scale=1",
        "ArticleTitle": "清河县财政局2024年政府信息公开工作年度报告",
        "PubDate": "2025-01-17 00:00",
        "ContentSource": "清河县财政局",
        "ColumnName": "政府信息公开年报",
        "ColumnType": "信息公开年报",
    }


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("2025-01-17", "2025-01-17 00:00"),
        ("2025年1月7日", "2025-01-07 00:00"),
        ("2025/1/7 9:05", "2025-01-07 09:05"),
        ("2025—01—17 16:30", "2025-01-17 16:30"),
        ("2025-01-17 16:30:59", "2025-01-17 16:30"),
        ("2025-13-17", ""),
        ("1月17日", ""),
        ("", ""),
    ],
)
def test_the_day_of_publication_is_never_made_up(printed: str, tag: str) -> None:
    assert published(Report(published=printed)) == tag


def test_a_day_that_is_not_known_has_no_tag() -> None:
    assert b"PubDate" not in write(Report(title="年报"))


def test_text_is_never_markup() -> None:
    nasty = "<script>alert(1)</script>&amp;\"'<!--"
    report = with_marks()
    report.title = report.preamble = report.organ = nasty
    report.sections = [Section(nasty, nasty)]
    report.table3[5][0].raw = nasty
    report.table3[5][0].value = None
    page = parsed(report)
    assert not page.css("script")
    written = texts(page.css("h1")) + texts(page.css("h2")) + texts(page.css("p"))
    assert written == [nasty, nasty, f"本报告由{nasty}编制，报告年度为{report.year}年。", nasty, nasty]
    assert nasty in texts(page.css("td"))


def test_the_single_file_lets_nothing_in_but_its_own_style() -> None:
    page = parsed(sound())
    (policy,) = page.css("meta[http-equiv]")
    (sheet,) = page.css("style")
    digest = base64.b64encode(hashlib.sha256(sheet.text().encode()).digest()).decode()
    assert policy.attributes["content"] == f"default-src 'none'; style-src 'sha256-{digest}'"
    assert not page.css("[style], link, img, script")


def test_the_part_for_our_own_pages_has_no_style_at_all() -> None:
    assert "style" not in article(sound())
    assert "$" not in style()
