"""Which place of an old site's export holds which field of an item?

Law:     国办发〔2017〕47号, annex 2: the tags that every page of a government site bears (the mapping that is there unasked)
Takes:   a TOML text. Gives: `Mapping`.

    [source]    encoding = "gbk"   site = "http://www.example.gov.cn"   files = "**/*.html"   pictures = "drop"
    [fields]    title = "标题"  body = "css:#zoom"  published_on = "meta:PubDate"  address = "链接"  attachments = "附件"
    [fixed]     column = "通知公告"
    [values.column]  "通知" = "通知公告"

A field is named by the column of a csv, by the key of a json (points go deeper), and for html by `meta:NAME` or `css:SELECTOR`;
several, with `|` between them, are tried in turn.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from gongkai.apps.publishing.moving_in.fault import Unreadable
from gongkai.law.procedures.publication_forms import CONTENT_FIELDS

BODY, DAY, ADDRESS, ATTACHMENTS, NUMBER = "body", "published_on", "address", "attachments", "index_number"
FIELDS: Table[str, str] = {
    **{each.name: each.label for each in CONTENT_FIELDS},
    BODY: "正文",
    DAY: "原公开日期",
    ADDRESS: "原网址",
    ATTACHMENTS: "附件",
    NUMBER: "索引号",
}
"""What can be told of an item, by the name in the mapping, with its label on screen."""
_PAGE = {
    "title": "meta:ArticleTitle|css:h1|css:title",
    "published_on": "meta:PubDate",
    "source": "meta:ContentSource",
    "column": "meta:ColumnName",
    "keywords": "meta:Keywords",
    "summary": "meta:Description",
    "address": "meta:Url",
    "body": "css:#zoom|css:.TRS_Editor|css:#UCAP-CONTENT|css:.article-content|css:#content|css:article",
}
_SOURCE = ("encoding", "site", "files", "pictures")
_DROP = "drop"


@dataclass(frozen=True, slots=True)
class Mapping:
    """`fields` by name, each with the places to look in; `fixed` for what no place tells; `values` old to new by field.

    `site` is what addresses begin with where they mean a file beside; `drop` lets pictures go that are not there; `asked` are the
    fields that somebody told the place of, and not the mapping that is there unasked.
    """

    fields: Table[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Table[str, str] = field(default_factory=dict)
    values: Table[str, Table[str, str]] = field(default_factory=dict)
    encoding: str = ""
    site: str = ""
    files: str = "**/*.htm*"
    drop: bool = False
    asked: frozenset[str] = frozenset()


def pages() -> Mapping:
    """The mapping of pages that bear the prescribed tags."""
    return Mapping({name: tuple(told.split("|")) for name, told in _PAGE.items()})


def same_names() -> Mapping:
    """The mapping of tables whose columns bear the names or labels of the fields themselves."""
    return Mapping({name: (name, label) for name, label in FIELDS.items()})


def read(text: str, of_pages: bool) -> Mapping:
    """The mapping that a TOML text tells, over the one that is there unasked.

    Refused (`Unreadable`): no TOML, words it does not know, each named with what it may be.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"对照文件不是有效的 TOML（{error}），请改正后再试。") from error
    _known("对照文件", told, ("source", "fields", "fixed", "values"))
    source, fields, fixed, values = (_table(told, name) for name in ("source", "fields", "fixed", "values"))
    _known("[source]", source, _SOURCE)
    for name, table in (("[fields]", fields), ("[fixed]", fixed), ("[values]", values)):
        _known(name, table, tuple(FIELDS))
    _words("[source]", source)
    _words("[fields]", fields)
    _words("[fixed]", fixed)
    if source.get("pictures", _DROP) != _DROP:
        raise Unreadable(f"对照文件 [source] 的 pictures 只能是“{_DROP}”（找不到的图片不带），或者不写。")
    start = pages() if of_pages else same_names()
    return Mapping(
        {**start.fields, **{name: tuple(str(told).split("|")) for name, told in fields.items()}},
        {name: str(told) for name, told in fixed.items()},
        {name: {str(old): str(new) for old, new in _table(values, name).items()} for name in values},
        str(source.get("encoding", "")),
        str(source.get("site", "")).rstrip("/"),
        str(source.get("files", start.files)),
        source.get("pictures") == _DROP,
        frozenset(fields),
    )


def _table(told: Table[str, object], name: str) -> dict[str, object]:
    found = told.get(name, {})
    if not isinstance(found, dict):
        raise Unreadable(f"对照文件的 {name} 应为一节（[{name}]），请改正后再试。")
    return found


def _known(where: str, told: Table[str, object], names: tuple[str, ...]) -> None:
    if strange := [name for name in told if name not in names]:
        raise Unreadable(f"{where}里没有“{'、'.join(strange)}”这一项，可以写的是：{'、'.join(names)}。")


def _words(where: str, told: Table[str, object]) -> None:
    for name, value in told.items():
        if not isinstance(value, str) or not value.strip():
            raise Unreadable(f"对照文件 {where} 的 {name} 应为一段文字（写在引号里），请改正后再试。")
