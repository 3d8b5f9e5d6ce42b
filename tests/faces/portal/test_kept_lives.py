"""Lives of items, columns, organs, reports and answers, act after act: no kept page outlives an act that changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.columns import actions as columns
from gongkai.apps.columns.models import Column
from gongkai.apps.documents import actions as documents
from gongkai.apps.organs import actions as organs
from gongkai.apps.pages import actions, generation, shelf
from gongkai.apps.people.actor import program
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item
from gongkai.apps.questions import actions as answering
from gongkai.apps.questions.models import PublicAnswer
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.search import tending
from gongkai.config import law_choices
from gongkai.faces.cli import main
from tests.apps.columns.tree import opened
from tests.apps.office import Office, at
from tests.apps.publishing.desk import BODY, FIELDS, House, drafted, signed
from tests.apps.questions import world as questions
from tests.apps.reporting import situations
from tests.faces.portal import kept_county
from tests.faces.portal.disclosure.published import out
from tests.faces.portal.kept_county import TODAY, Clock, County, keep_all, ticking, untrue_after
from tests.rigs.kept_pages import with_settings

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at(TODAY)
EARLIER = at(date(2026, 3, 2))
Act = Callable[["Life"], None]


class Life:
    """What the acts of one life are about."""

    def __init__(self, of: County) -> None:
        self.county = of
        self.house: House = of.place.house
        self.item: Item = of.notice
        self.column: Column
        self.office: Office
        self.report: AnnualReport


@pytest.fixture(autouse=True)
def clock(tmp_path: Path) -> Iterator[Clock]:
    with ticking(tmp_path) as clock:
        yield clock


def _text(**told: object) -> Content:
    return Content({**FIELDS, "title": "防汛通告", **told}, BODY)


def _emergency(of: Life) -> None:
    row = drafted(of.house, _text(), NOW)
    of.item = publishing.act(of.house.head, row.pk, "emergency", {"reason": "暴雨红色预警"}, NOW)


def _ratify(of: Life) -> None:
    publishing.act(of.house.leader, of.item.pk, "ratify", {"opinion": "情况属实，同意"}, NOW)


def _expiring(of: Life) -> None:
    of.item = out(of.house, drafted(of.house, _text(title="停水通告", expires_on=TODAY.isoformat()), EARLIER), EARLIER)


def _worker(of: Life) -> None:
    assert publishing.publish_due(NOW)


def _schedule(of: Life) -> None:
    row = signed(of.house, drafted(of.house, _text(title="新的通告"), EARLIER), now=EARLIER)
    publishing.act(of.house.clerk, row.pk, "schedule", {"publish_at": f"{TODAY} 08:00"}, EARLIER)


def _archive(of: Life) -> None:
    publishing.act(of.house.clerk, of.county.notice.pk, "archive", {}, NOW)


def _open_columns(of: Life) -> None:
    of.column = opened(of.house.clerk, "notices", str(FIELDS["column"]), now=NOW)
    opened(of.house.clerk, "more", "其他公告", now=NOW)
    out(of.house, drafted(of.house, _text(column="其他公告"), EARLIER), EARLIER)


def _rename_column(of: Life) -> None:
    columns.change(of.house.clerk, of.column.pk, {"name": "通知与公告"}, TODAY, NOW)


def _move_column(of: Life) -> None:
    columns.move(of.house.clerk, of.column.pk, True, NOW)


def _close_column(of: Life) -> None:
    columns.close(of.house.clerk, of.column.pk, TODAY, "more", NOW)


def _reopen_column(of: Life) -> None:
    columns.reopen(of.house.clerk, of.column.pk, TODAY, NOW)


def _describe(of: Life) -> None:
    told = {"phone": "024-00000000", "office_hours": "8:30-17:00"}
    organs.describe(program(of.house.organ_id), of.house.organ_id, told, TODAY, NOW)


def _found(of: Life) -> None:
    organs.found(program(0), "water", "水利局", "department", "county", date(2026, 1, 1), NOW)


def _move_organ(of: Life) -> None:
    other = organs.found(program(0), "county", "昌图县人民政府", "government", "county", date(2026, 1, 1), NOW)
    organs.move(program(0), of.house.organ_id, other.pk, TODAY, NOW)


def _recode(of: Life) -> None:
    organs.recode(program(0), of.house.organ_id, "office", TODAY, NOW)


def _dissolve(of: Life) -> None:
    organs.dissolve(program(0), of.house.organ_id, TODAY - timedelta(days=1), NOW)


def _report_frozen(of: Life) -> None:
    of.office = situations.busy_office("water")
    of.report = situations.brought_to(of.office, "frozen")


def _report_out(of: Life) -> None:
    of.report = situations.brought_to(of.office, "published", of.report)


def _report_corrected(of: Life) -> None:
    of.report = situations.done(of.office, of.report, "correct", "head", {"reason": "漏登一件。"})


def _report_again(of: Life) -> None:
    of.report = situations.brought_to(of.office, "published", AnnualReport.objects.get(pk=of.report.pk))


def _answer(of: Life) -> None:
    questions.published(of.house.office, TODAY - timedelta(days=7))


def _take_answer_back(of: Life) -> None:
    row = PublicAnswer.objects.get().question
    answering.act(of.house.head, row.pk, "withdraw", TODAY, {"reason": "答复有变"}, {}, NOW)


def _synonym(of: Life) -> None:
    told = {"words": "低保 最低生活保障", "since": TODAY}
    assert tending.record_synonyms(of.house.head, [told], NOW).new == 1


def _record(of: Life) -> None:
    told = [LedgerItem("N-1", "在别处公开的办法", "通知公告", TODAY)]
    assert publishing.record_items(of.house.clerk, told, NOW).new == 1


def _record_document(of: Life) -> None:
    told = {"kind": "normative", "number": "昌政发〔2020〕7号", "title": "在别处公开的办法", "item": "N-1"}
    days = dict.fromkeys(("issued_on", "in_force_on"), date(2020, 1, 1)) | {"valid_until": date(2025, 1, 1)}
    documents.record_row(of.house.clerk, {**told, **days}, NOW)


def _withdraw_recorded(of: Life) -> None:
    publishing.withdraw_item(of.house.clerk, Item.objects.get(number="N-1").pk, TODAY, "登记错了", NOW)


def _calendar(of: Life) -> None:
    main(["rebuild", "--calendar"])
    assert not shelf.exists("/help/"), "who counts by another calendar has other pages"


LIVES: dict[str, tuple[Act, ...]] = {
    "only recorded": (_record, _record_document, _withdraw_recorded),
    "emergency": (_emergency, _ratify),
    "by the clock": (_expiring, _schedule, _worker, _archive),
    "column": (_open_columns, _rename_column, _move_column, _close_column, _reopen_column),
    "organ": (_describe, _found, _move_organ, _recode, _dissolve),
    "report": (_report_frozen, _report_out, _report_corrected, _report_again),
    "answer": (_answer, _take_answer_back),
    "words and days": (_synonym, _calendar),
}
UNSEEN = {_schedule, _archive, _report_corrected, _synonym, _calendar}
"""Acts that need not change what everybody sees."""


@pytest.mark.same_on_both
@pytest.mark.parametrize("name", LIVES)
def test_no_page_outlives_an_act_of_a_life(name: str) -> None:
    county = kept_county.county()
    life = Life(county)
    pages = county.first_pages()
    for act in LIVES[name]:
        keep_all(pages)
        changed, left, pages = untrue_after(county, pages, partial(act, life))
        assert changed or act in UNSEEN, f"{act.__name__} changes nothing that everybody sees"
        assert left == set(), act.__name__


def test_another_reading_of_the_law_makes_all_pages_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_program", list)
    generation.current.cache_clear()
    kept_county.county()
    actions.begin(timezone.now())
    Client().get("/help/")
    assert shelf.exists("/help/")
    generation.current.cache_clear()
    assert not actions.begin(timezone.now()), "nothing has changed"
    assert shelf.exists("/help/")
    with with_settings(LAW_CHOICES=law_choices.parse(["after_payment=resume"])):
        generation.current.cache_clear()
        assert actions.begin(timezone.now())
        assert not shelf.exists("/help/")
    generation.current.cache_clear()
