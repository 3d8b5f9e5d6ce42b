"""What is each field of the open data called, and what does it mean?

One table for the interface's schemas, for the heads and the dictionary of the csv files, and for the page that explains them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field: `name` in JSON, `label` at the head of a csv column, `meaning` in a sentence, `kind` in words of CSVW, an `example`."""

    name: str
    label: str
    meaning: str
    kind: str = "string"
    example: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file of open data, in each of its `kinds`: what it holds, of which fields, which of them tell a row from all others."""

    name: str
    title: str
    description: str
    fields: tuple[OpenField, ...]
    key: tuple[str, ...]
    kinds: tuple[str, ...] = ("csv", "json")

    def field(self, name: str) -> OpenField:
        """The field of that name. Refused with StopIteration: one that there is not, which is a slip of the caller."""
        return next(each for each in self.fields if each.name == name)


_ORGAN = OpenField("organ", "机关", "机关现在的名称。", example="昌图县人民政府办公室")
_ORGAN_CODE = OpenField("organ_code", "机关代码", "机关的代码，永远不变，与网址里的一致。", example="changtu")

ITEMS = Dataset(
    "items",
    "主动公开的政府信息",
    "本平台各机关主动公开的每一条信息，最新的在前；废止、失效的保留并标明，误发、并入的不再列出。",
    (
        OpenField("number", "索引号", "索引号，永远不变。", example="changtu-2026-00001"),
        OpenField("title", "标题", "现在公开的文本的标题。", example="春季造林补助办法"),
        OpenField(
            "url",
            "网址",
            "页面的网址；只登记、正文不在本平台的，页面只有目录；编号含“/”的没有页面，为空。",
            "anyURI",
            "https://www.example.gov.cn/xxgk/changtu/items/changtu-2026-00001/",
        ),
        _ORGAN,
        _ORGAN_CODE,
        OpenField("column", "栏目", "所在栏目现在的名称。", example="政策文件"),
        OpenField(
            "genre",
            "体裁代码",
            "体裁：information、policy、normative、text、picture、questions、news。",
            example="policy",
        ),
        OpenField("genre_name", "体裁", "体裁的中文名称。", example="政策文件"),
        OpenField("document_number", "文号", "文号；没有的为空。", example="昌政发〔2026〕1号"),
        OpenField("formed_on", "成文日期", "成文日期。", "date", "2026-02-27"),
        OpenField("published_on", "公开日期", "第一次公开的日期。", "date", "2026-03-02"),
        OpenField("changed_on", "更新日期", "正文或者有效性最近一次变动的日期。", "date", "2026-03-02"),
        OpenField(
            "validity",
            "有效性代码",
            "当日的有效性：in_force、not_yet、amended、partly_repealed、repealed、lapsed。",
            example="in_force",
        ),
        OpenField("validity_name", "有效性", "有效性的中文说法。", example="有效"),
        OpenField("interprets", "所解读的政策", "解读、问答等所解读政策的索引号；不是解读的为空。"),
        OpenField("source", "信息来源", "制作或者转载来源的机关。", example="昌图县林业和草原局"),
        OpenField("summary", "内容概述", "内容概述；没有的为空。", example="造林补助的对象和标准。"),
        OpenField("keywords", "关键词", "关键词，用空格分开；没有的为空。", example="造林 补助"),
    ),
    ("organ_code", "number"),
)
DOCUMENTS = Dataset(
    "documents",
    "行政规范性文件（含规章）登记簿",
    "各机关制发的每一件规章和行政规范性文件，以及它当日的有效性。",
    (
        OpenField("number", "文号", "文号，在一个机关内不重复。", example="昌政发〔2026〕1号"),
        OpenField("title", "标题", "文件标题。", example="昌图县春季造林补助办法"),
        _ORGAN,
        _ORGAN_CODE,
        OpenField("kind", "种类代码", "rule（规章）或者 normative（行政规范性文件）。", example="normative"),
        OpenField("kind_name", "种类", "种类的中文名称。", example="行政规范性文件"),
        OpenField("registration_number", "统一登记编号", "统一登记编号；没有的为空。"),
        OpenField("issued_on", "制发日期", "制发日期。", "date", "2026-03-01"),
        OpenField("formed_on", "成文日期", "成文日期。", "date", "2026-02-27"),
        OpenField("published_on", "公布日期", "公布日期。", "date", "2026-03-02"),
        OpenField("in_force_on", "施行日期", "施行日期。", "date", "2026-04-01"),
        OpenField("valid_until", "有效期至", "最后一个有效的日子；没有期限的为空。", "date", "2031-03-31"),
        OpenField("ended_on", "停止有效日期", "从这一天起不再有效；没有停止的为空。", "date"),
        OpenField("ended_by", "废止依据", "废止它的文件的文号。"),
        OpenField(
            "validity",
            "有效性代码",
            "所问那一天（不问则当日）的有效性：in_force、not_yet、amended、partly_repealed、repealed、lapsed。",
            example="in_force",
        ),
        OpenField("validity_name", "有效性", "有效性的中文说法。", example="有效"),
        OpenField("item", "索引号", "刊载它的页面的索引号；没有页面的为空。", example="changtu-2026-00001"),
        OpenField("url", "网址", "刊载它的页面，没有页面的是政策文件库中的条目。", "anyURI"),
    ),
    ("organ_code", "number"),
)
REPORTS = Dataset(
    "reports",
    "政府信息公开工作年度报告",
    "已经公布的每一份年度报告，以及三张表格里的全部数字（每格一行）。",
    (
        _ORGAN,
        _ORGAN_CODE,
        OpenField("year", "年度", "报告所报的年度。", "integer", "2025"),
        OpenField("form", "格式", "年报格式：2021 或者 2019。", example="2021"),
        OpenField("published_on", "公布日期", "现在这一版公布的日期。", "date", "2026-01-20"),
        OpenField("url", "网址", "报告页面的网址。", "anyURI"),
        OpenField("table", "表", "第几张表：2、3、4。", "integer", "3"),
        OpenField("row", "行", "行的代码：表二为行名，表三为行号，表四为英文名。", example="1"),
        OpenField("row_name", "行名", "行的名称。", example="一、本年新收政府信息公开申请数量"),
        OpenField("column", "列", "列的代码：表二为列名，表三、表四为第几列。", example="7"),
        OpenField("column_name", "列名", "列的名称。", example="总计"),
        OpenField("value", "数值", "数值；报告里没有填的为空。", "decimal", "14"),
    ),
    ("organ_code", "year", "table", "row", "column"),
)
COLUMNS = Dataset(
    "columns",
    "公开栏目",
    "各机关现在开设的栏目、所在层级、更新要求和信息条数。",
    (
        _ORGAN,
        _ORGAN_CODE,
        OpenField("slug", "栏目代码", "栏目的代码，永远不变，与网址里的一致。", example="policies"),
        OpenField("name", "栏目", "栏目现在的名称。", example="政策文件"),
        OpenField("parent", "上级栏目代码", "上一级栏目的代码；第一级的为空。"),
        OpenField("kind", "类型", "栏目类型（国办发〔2017〕47号）。", example="政策文件"),
        OpenField("serves", "对应条款", "对应条例第二十条、第二十一条的哪一项；没有的为空。"),
        OpenField("description", "说明", "设置目的和主要内容。"),
        OpenField("duty", "更新要求", "多久更新一次。", example="每季度至少更新 1 次"),
        OpenField("opened_on", "开设日期", "开设日期。", "date", "2020-01-01"),
        OpenField("items", "信息条数", "本栏目和下级栏目可以看到的信息条数。", "integer", "12"),
        OpenField("updated_on", "最近更新", "本栏目和下级栏目最近一次公开或者更新信息的日期；没有信息的为空。", "date"),
        OpenField("url", "网址", "栏目页面的网址；还没有信息的栏目也有。", "anyURI"),
        OpenField("feed", "订阅", "栏目订阅源（Atom）的网址。", "anyURI"),
    ),
    ("organ_code", "slug"),
    ("csv",),
)
DATASETS: Mapping[str, Dataset] = {each.name: each for each in (ITEMS, DOCUMENTS, REPORTS, COLUMNS)}
