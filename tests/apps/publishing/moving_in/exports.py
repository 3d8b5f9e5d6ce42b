"""Exports of an old site, invented: csv, json, pages with the prescribed tags, pictures and attachments beside them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.texts.word_files import png

ROWS: tuple[Mapping[str, str], ...] = (
    {
        "标题": "关于防汛工作的通知",
        "栏目": "通知公告",
        "信息来源": "某县水利局",
        "原公开日期": "2021-05-06 09:30:00",
        "形成日期": "2021年4月30日",
        "原网址": "http://old.example/a/1.html",
        "正文": "<p>各乡镇：</p><p style='color:red'>做好防汛。</p>",
    },
    {
        "标题": "办公时间",
        "栏目": "通知公告",
        "信息来源": "某县人民政府办公室",
        "原公开日期": "2020/1/2",
        "形成日期": "",
        "原网址": "http://old.example/a/2.html",
        "正文": "上午八时。\n下午一时。",
    },
)


def csv_file(folder: Path, rows: Iterable[Mapping[str, str]] = ROWS, encoding: str = "utf-8") -> Path:
    path = folder / "items.csv"
    told = list(rows)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(told[0]))
        writer.writeheader()
        writer.writerows(told)
    return path


def json_file(folder: Path, rows: Iterable[Mapping[str, str]] = ROWS, lines: bool = False) -> Path:
    path = folder / ("items.jsonl" if lines else "items.json")
    told = list(rows)
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in told) if lines else json.dumps(told)
    path.write_text(text, "utf-8")
    return path


def page(
    title: str, body: str, day: str = "2019-08-09 10:20", column: str = "通知公告", declared: str = "gb2312"
) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{declared}"><meta name="ArticleTitle" content="{title}">'
        f'<meta name="PubDate" content="{day}"><meta name="ContentSource" content="某县民政局">'
        f'<meta name="ColumnName" content="{column}"></head><body><div id="top">导航</div>'
        f'<div id="zoom">{body}</div></body></html>'
    )


def site(folder: Path) -> Path:
    """Two pages in GBK, one of them with a picture and an attachment beside it."""
    root = folder / "site"
    (root / "mz" / "images").mkdir(parents=True)
    (root / "mz" / "images" / "a.png").write_bytes(png())
    (root / "mz" / "表.txt").write_text("补贴标准", "utf-8")
    body = "<p>补贴标准如下：</p><img src='images/a.png' alt='标准图' width=9><p><a href='/mz/表.txt'>附件下载</a></p>"
    (root / "mz" / "1.html").write_bytes(page("养老补贴标准", body).encode("gbk"))
    (root / "mz" / "2.html").write_bytes(page("低保公示", "<p>名单见窗口。</p>").encode("gbk"))
    return root
