"""A small invented county: a government, its office with and without what article 12 asks for, what they published."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongkai.apps.documents.models import Document
from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.apps.publishing.models import Item

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SINCE = date(2020, 1, 1)
OFFICE = {
    "office_name": "清河县政务公开办",
    "office_address": "清河县人民路1号",
    "office_hours": "工作日 8:30–17:00",
    "phone": "0000-1234567",
    "email": "xxgk@example.invalid",
    "review_organ": "清河市人民政府",
    "court": "清河县人民法院",
}


def county() -> tuple[Organ, Organ]:
    """The office, described save for its fax, and a bureau that has told nothing."""
    government = _found("qinghe", "清河县人民政府", "government", None)
    office = _found("qinghe-office", "清河县人民政府办公室", "office", government.pk)
    bureau = _found("qinghe-edu", "清河县教育局", "department", government.pk)
    organs.describe(program(office.pk), office.pk, OFFICE, SINCE, NOW)
    return office, bureau


def _found(code: str, name: str, kind: str, parent: int | None) -> Organ:
    return organs.found(program(parent or 0), code, name, kind, "county", SINCE, NOW, parent)


def publish(organ: Organ, number: int, day: date, column: str = "政策文件", withdrawn: date | None = None) -> Item:
    return Item.objects.create(
        organ=organ,
        number=f"N{number}",
        title=f"第{number}条信息",
        column=column,
        published_on=day,
        withdrawn_on=withdrawn,
    )


def document(organ: Organ, number: int, since: date, until: date | None = None) -> Document:
    return Document.objects.create(
        organ=organ,
        kind="normative",
        number=f"清政办发〔{since.year}〕{number}号",
        title=f"第{number}号办法",
        issued_on=since,
        in_force_on=since,
        ended_on=until,
        ended_how="repealed" if until else "",
    )
