"""Lists of documents in every shape: what is read is the same; what cannot be read is said at its place."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from openpyxl import Workbook

from gongkai.texts.provincial import BadList, ListRow, read
from gongkai.texts.provincial.write import as_csv, as_json

HEAD = ["序号", "文件名称", "发文字号", "发布日期", "施行日期", "有效性"]
ROWS = [
    ["1", "绿化管理办法", "昌政发〔2024〕1号", "2024-03-01", "2024年4月1日", "现行有效"],
    ["2", "集市管理办法", "昌政发[2019]9号", "2019/1/1", "20190201", "废止"],
]
CSV = "\n".join(",".join(row) for row in [HEAD, *ROWS])


def xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page(rows: list[list[str]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<!doctype html><meta charset=gbk><table><tr><td>导航</td></tr></table><table>{lines}</table>"


def as_objects() -> str:
    keys = ["id", "title", "wh", "pubDate", "effective", "status"]
    return json.dumps({"code": 0, "data": {"list": [dict(zip(keys, row, strict=True)) for row in ROWS]}})


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("gb18030"),
        CSV.encode("utf-8-sig"),
        CSV.replace(",", "\t").encode("utf-16"),
        xlsx([["规范性文件目录"], [], list(HEAD), *[list(row) for row in ROWS]]),
        page([HEAD, *ROWS]).encode("gbk"),
        as_objects().encode(),
    ],
    ids=["csv", "gbk", "bom", "utf16 tabs", "xlsx under a title", "html", "json"],
)
def test_the_same_list_in_every_shape(data: bytes) -> None:
    found = read(data)
    assert found.faults == ()
    assert [(row.number, row.title, row.issued_on, row.in_force_on, row.state) for row in found.rows] == [
        ("昌政发〔2024〕1号", "绿化管理办法", date(2024, 3, 1), date(2024, 4, 1), "in_force"),
        ("昌政发[2019]9号", "集市管理办法", date(2019, 1, 1), date(2019, 2, 1), "repealed"),
    ]


def test_a_list_of_links_gives_titles_numbers_and_days() -> None:
    text = """<ul><li><a href="/">首页</a></li></ul><ul class="list">
    <li><a href="/1.html" title="关于印发绿化管理办法的通知">关于印发绿化…</a><i>昌政发〔2024〕1号</i><span>2024-03-01</span></li>
    <li><a href="/2.html">集市管理办法</a> <span>2019-01-01</span><b>已废止</b></li></ul>"""
    rows = read(text.encode()).rows
    assert rows[0] == ListRow(
        "第1条", "昌政发〔2024〕1号", "关于印发绿化管理办法的通知", "", date(2024, 3, 1), address="/1.html"
    )
    assert (rows[1].number, rows[1].state) == ("", "repealed")


def test_other_headings_are_named_by_a_mapping() -> None:
    found = read("甲,乙\n绿化管理办法,昌政发〔2024〕1号".encode(), {"title": "甲", "number": "乙"})
    assert (found.rows[0].title, found.rows[0].number) == ("绿化管理办法", "昌政发〔2024〕1号")
    nested = json.dumps([{"doc": {"name": "绿化管理办法"}}]).encode()
    assert read(nested, {"title": "doc.name"}).rows[0].title == "绿化管理办法"


def test_what_cannot_be_read_is_said_at_its_place_and_the_rest_is_used() -> None:
    found = read(
        "标题,文号,施行日期,有效性\n绿化办法,1号,明年,现行有效\n,2号,2024-01-01,\n集市办法,3号,2024-13-01,或许".encode()
    )
    assert [row.title for row in found.rows] == ["绿化办法", "集市办法"]
    assert [(each.place, each.reason[:4]) for each in found.faults] == [
        ("第2行", "施行日期"),
        ("第3行", "没有标题"),
        ("第4行", "施行日期"),
        ("第4行", "有效性“"),
    ]


def test_the_day_of_an_empty_field_is_no_day() -> None:
    assert read("标题,废止日期\n绿化办法,1970-01-01".encode()).rows[0].valid_until is None
    rows = json.dumps([{"title": "绿化办法", "issued": 1709222400000}]).encode()
    assert read(rows).rows[0].issued_on == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"  ", "是空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04torn", "打不开"),
        (b'{"a": ', "写法有误"),
        (b'{"a": 1}', "没有文件的列表"),
        ("甲,乙\n1,2".encode(), "找不到“标题”一列"),
        ("标题,文号\n".encode(), "没有一行能用"),
        (b"<p>nothing</p>", "没有文件的表格或者列表"),
        (b"\xff\xfe\xff\xdf\x00\xd8", "编码读不懂"),
        ('标题,文号\n"绿化,1号'.encode(), "csv"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadList, match=says):
        read(data)


def test_an_unknown_column_of_the_mapping_is_refused_with_what_is_there() -> None:
    with pytest.raises(BadList, match="没有设置所说的“题名”一列，现有：标题、文号"):
        read("标题,文号\n绿化办法,1号".encode(), {"title": "题名"})


def test_what_we_give_out_reads_back_the_same() -> None:
    rows = [
        ListRow("第1件", "昌政发〔2024〕1号", "绿化，管理\"办法\"", "昌图县人民政府办公室", date(2024, 3, 1), date(2024, 4, 1), None, "in_force", "第一条\n第二条"),
        ListRow("第2件", "昌政发〔2019〕9号", "集市办法", "昌图县人民政府办公室", date(2019, 1, 1), date(2019, 1, 1), date(2024, 1, 1), "lapsed"),
    ]  # fmt: skip
    for data in (as_json(rows, "昌图县人民政府办公室"), as_csv(rows)):
        back = read(data).rows
        assert [(r.number, r.title, r.issued_on, r.valid_until, r.state, r.text) for r in back] == [
            (r.number, r.title, r.issued_on, r.valid_until, r.state, r.text) for r in rows
        ]
