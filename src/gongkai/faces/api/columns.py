"""Columns and organs for machines: what there is, under which codes, how much can be read there."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Schema

from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.faces.api.asking import OfOrgan, organ_of
from gongkai.faces.api.shapes import said, told
from gongkai.faces.look.open_data import columns
from gongkai.faces.look.open_data.fields import COLUMNS
from gongkai.faces.look.root import absolute

router = Router(tags=["机关和栏目"])


class ColumnRow(Schema):
    """一个开设着的栏目。"""

    organ: str = told(COLUMNS, "organ")
    organ_code: str = told(COLUMNS, "organ_code")
    slug: str = told(COLUMNS, "slug")
    name: str = told(COLUMNS, "name")
    parent: str = told(COLUMNS, "parent")
    kind: str = told(COLUMNS, "kind")
    serves: str = told(COLUMNS, "serves")
    description: str = told(COLUMNS, "description")
    duty: str = told(COLUMNS, "duty")
    opened_on: date = told(COLUMNS, "opened_on")
    items: int = told(COLUMNS, "items")
    updated_on: date | None = told(COLUMNS, "updated_on")
    url: str = told(COLUMNS, "url")
    feed: str = told(COLUMNS, "feed")


class ColumnsList(Schema):
    """栏目，上级在下级之前。"""

    results: list[ColumnRow] = said("栏目。")


class OrganRow(Schema):
    """一个机关。"""

    code: str = said("机关代码，永远不变，与网址里的一致。", "changtu")
    name: str = said("现在的名称。", "昌图县人民政府办公室")
    short_name: str = said("简称；没有的与名称相同。", "县政府办")
    kind: str = said("种类。", "政府办公室（主管部门）")
    level: str = said("层级。", "县级")
    parent: str = said("上级机关的代码；没有的为空。")
    office_name: str = said("公开工作机构。")
    office_address: str = said("办公地址。")
    office_hours: str = said("办公时间。")
    phone: str = said("联系电话。")
    url: str = said("公开专栏的完整网址。")
    feed: str = said("订阅源（Atom）的完整网址。")


class OrgansList(Schema):
    """现有的机关，上级在下级之前。"""

    results: list[OrganRow] = said("机关。")


@router.get("/columns", response=ColumnsList, operation_id="listColumns", summary="栏目")
def list_columns(request: HttpRequest, asked: Query[OfOrgan]) -> ColumnsList:
    """各机关现在开设的栏目：层级、更新要求、信息条数、最近更新。"""
    organ, today = organ_of(asked.organ), timezone.localdate()
    base = absolute(request, "/").removesuffix("/")
    if organ is None:
        found = columns.everything(base, today)
    else:
        found = columns.of_organ(organ.pk, organ.code, organs.name_on(organ.pk, today), base, today)
    return ColumnsList(results=[ColumnRow(**each) for each in found])


@router.get("/organs", response=OrgansList, operation_id="listOrgans", summary="机关")
def list_organs(request: HttpRequest) -> OrgansList:
    """现有的机关：代码、名称、上级、公开工作机构的联系方式（条例第十二条指南的要素）。"""
    today, base = timezone.localdate(), absolute(request, "/").removesuffix("/")
    codes, short = organs.codes(), organs.short_names(None, today)
    rows = [_organ(each.organ, each.name, codes, short, base) for each in organs.tree(today)]
    return OrgansList(results=rows)


def _organ(organ: Organ, name: str, codes: organs.Names, short: organs.Names, base: str) -> OrganRow:
    return OrganRow(
        code=organ.code,
        name=name,
        short_name=short.get(organ.pk, name),
        kind=organ.get_kind_display(),
        level=organ.get_level_display(),
        parent=codes[organ.parent_id] if organ.parent_id else "",
        office_name=organ.office_name,
        office_address=organ.office_address,
        office_hours=organ.office_hours,
        phone=organ.phone,
        url=base + reverse("portal:disclosure:organ", args=[organ.code]),
        feed=base + reverse("portal:feeds:organ", args=[organ.code]),
    )
