"""A document of an office with everything that can belong to it, recorded through the actions."""

from __future__ import annotations

import json
from datetime import date

from gongkai.apps.documents import actions
from gongkai.apps.documents.models import Difference, Document, Way
from gongkai.apps.documents.same_source.actions import Origin, compare_data
from tests.faces.desk.registers.shelf import NOW
from tests.faces.desk.world import Office

NUMBER, OTHER = "昌政发〔2023〕5号", "昌政发〔2024〕6号"
TITLE = "供水管理办法"
LIST = [
    {"文号": "昌政发[2023]5号", "标题": "供水管理办法（试行）", "施行日期": "2023-06-01"},
    {"文号": "昌政发〔2022〕2号", "标题": "路灯管理办法", "施行日期": "2022-06-01"},
]


def filed(where: Office) -> dict[str, int]:
    """An amended and concluded document, and a difference from the province's list; their ids."""
    clerk = where.actor("clerk")
    told = {"kind": "normative", "number": NUMBER, "title": TITLE, "issued_on": date(2023, 5, 1)}
    dates = {"in_force_on": date(2023, 6, 1), "published_on": date(2023, 5, 4), "valid_until": date(2028, 5, 31)}
    actions.record_row(clerk, {**told, **dates}, NOW)
    row = Document.objects.get(organ=where.organ, number=NUMBER)
    effective = date(2024, 2, 1)
    amendment = actions.amend(clerk, row.pk, OTHER, "amend", "第三条", date(2024, 1, 10), effective, "", NOW)
    conclusion = actions.conclude(clerk, row.pk, "continue", "仍然适用", date(2025, 5, 20), "2025年清理", NOW)
    data = json.dumps(LIST, ensure_ascii=False).encode()
    compare_data(clerk, data, Origin(Way.FILE, "省库清单.json"), NOW.date(), NOW)
    difference = Difference.objects.get(organ=where.organ, what="differs")
    return {
        "document": row.pk,
        "amendment": amendment.pk,
        "conclusion": conclusion.pk,
        "difference": difference.pk,
    }
