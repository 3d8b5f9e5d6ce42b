"""The registers at the desk: what was recorded is found, mended, taken back, and nothing of it is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.apps.documents import actions as documents
from gongkai.apps.documents.models import Document
from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.models import Item
from gongkai.apps.supervision import actions as supervision
from gongkai.apps.supervision.models import Activity, Tally
from tests.faces.desk.registers.shelf import (
    ACTIVITY,
    DOCUMENT,
    ITEM,
    NOW,
    PLACES,
    REGISTERS,
    TALLY,
    TYPED,
    as_shown,
    shelved,
)
from tests.faces.desk.world import Office
from tests.rigs import begun

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
MODELS = {"items": Item, "documents": Document, "activities": Activity, "tallies": Tally}


@pytest.fixture
def clerk(here: Office, enter: Enter) -> Client:
    return enter(here, "clerk")


@begun.rows
def rows(_here: Office) -> dict[str, int]:
    return shelved(_here)


def said(response: Any) -> str:
    return html.unescape(response.content.decode())


def errors(response: Any) -> dict[str, list[str]]:
    """What is said beside the fields."""
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def do(client: Client, key: str, pk: int, event: str, **told: str) -> Any:
    path = f"{PLACES[key]}{pk}/do/{event}/"
    return client.post(path, as_shown(client, path) | told)


@pytest.mark.parametrize("key", REGISTERS)
def test_what_is_typed_is_recorded_once_however_often_it_is_sent(key: str, clerk: Client) -> None:
    path, before = f"{PLACES[key]}new/", Entry.objects.count()
    first = clerk.post(path, TYPED[key])
    row = MODELS[key].objects.get()
    assert first["Location"] == f"{PLACES[key]}{row.pk}/"
    assert clerk.post(path, TYPED[key])["Location"] == first["Location"]
    assert (MODELS[key].objects.count(), Entry.objects.count()) == (1, before + 1)
    page = said(clerk.get(first["Location"]))
    assert "没有重复登记" in page
    assert "甲一（经办人）登记于 2026-11-20" in page
    following = clerk.post(path, {**TYPED[key], "go": "more"})["Location"]
    form = clerk.get(following).context["form"]
    kept = {name for name in TYPED[key] if form[name].value() == TYPED[key][name] != ""}
    assert kept == {"items": {"column"}, "tallies": {"since", "source"}}.get(key, {"kind"}) | {"day"}


@pytest.mark.parametrize("key", REGISTERS)
def test_an_empty_form_says_at_every_field_what_is_missing_and_keeps_what_was_typed(key: str, clerk: Client) -> None:
    response = clerk.post(f"{PLACES[key]}new/", {"title": "只有<b>标题", "source": "只有<b>来源"})
    assert response.status_code == 422
    optional = {"interprets", "attendance"}
    given = {"title", "source"} & TYPED[key].keys()
    assert errors(response).keys() == TYPED[key].keys() - optional - given
    assert re.search('value="只有&lt;b&gt;(标题|来源)"', response.content.decode())
    assert not MODELS[key].objects.exists()


@pytest.mark.parametrize(
    ("key", "told", "field", "says"),
    [
        ("items", {"day": "2026-11-21"}, "day", "还没有到"),
        ("items", {"number": "W-1"}, "number", "内容与这次的不同"),
        ("items", {"title": "夹\u200b字"}, "title", "看不见"),
        ("items", {"day": "0026-05-06"}, "day", "年份不对"),
        ("documents", {"in_force_on": "2026-03-01"}, "in_force_on", "早于制发之日"),
        ("documents", {"number": DOCUMENT.number}, "number", "内容与这次的不同"),
        ("activities", {"attendance": str(2**31)}, "attendance", "不能大于"),
        ("tallies", {"kind": "penalty", "day": "2026-02-01"}, "since", "与已登记的 2026-01-01 至 2026-06-30 重叠"),
        ("tallies", {"since": "2025-12-01"}, "since", "跨年"),
        ("tallies", {"since": "2026-07-01"}, "day", "早于起日"),
        ("tallies", {"amount": "-1"}, "amount", "不能小于"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    key: str, told: dict[str, str], field: str, says: str, clerk: Client, rows: dict[str, int]
) -> None:
    sent = {**TYPED[key], **told}
    response = clerk.post(f"{PLACES[key]}new/", sent)
    assert response.status_code == 422
    assert says in "".join(errors(response)[field])
    form = response.context["form"]
    assert {name: form[name].value() for name in sent} == sent
    assert MODELS[key].objects.count() == 1


@pytest.mark.parametrize(
    ("key", "column", "new"),
    [
        ("items", "title", "关于道路绿化的公告"),
        ("documents", "number", "昌政发〔2026〕3号"),
        ("activities", "attendance", "31"),
        ("tallies", "amount", "13"),
    ],
)
def test_a_correction_starts_from_what_is_recorded_and_keeps_both(
    key: str, column: str, new: str, clerk: Client, rows: dict[str, int]
) -> None:
    pk = rows[key]
    without = do(clerk, key, pk, "correct", **{column: new})
    assert errors(without).keys() == {"reason"}
    unchanged = do(clerk, key, pk, "correct", reason="手误")
    assert "没有要改的" in said(unchanged)
    before = str(getattr(MODELS[key].objects.get(pk=pk), column))
    done = do(clerk, key, pk, "correct", **{column: new}, reason="手误<i>")
    assert done["Location"] == f"{PLACES[key]}{pk}/"
    page = clerk.get(done["Location"]).content.decode()
    assert f"<del>{before}</del>" in page
    assert f"改为</span> {new}</dd>" in page
    assert "理由：手误&lt;i&gt;" in page
    assert str(getattr(MODELS[key].objects.get(pk=pk), column)) == new


@pytest.mark.parametrize("key", REGISTERS)
def test_what_was_annulled_stays_struck_in_the_list_and_nothing_more_is_done_with_it(
    key: str, clerk: Client, rows: dict[str, int]
) -> None:
    pk = rows[key]
    assert errors(do(clerk, key, pk, "annul")).keys() == {"reason"}
    path = f"{PLACES[key]}{pk}/do/annul/"
    sent = as_shown(clerk, path) | {"reason": "登记了两次"}
    assert clerk.post(path, sent).status_code == 302
    assert clerk.post(path, sent).status_code == 302
    assert Entry.objects.filter(event="annul").count() == 1
    shown = said(clerk.get(PLACES[key]))
    assert "误登，已撤销" in shown
    assert "<del>" in shown
    page = said(clerk.get(f"{PLACES[key]}{pk}/"))
    assert "可以办" not in page.replace("可办事项", "")
    assert "理由：登记了两次" in page
    assert "现在不能更正" in said(clerk.get(f"{PLACES[key]}{pk}/do/correct/"))
    refused = do(clerk, key, pk, "correct", reason="再改")
    assert refused.status_code == 422
    assert "已作为误登撤销" in said(refused)


def test_an_item_is_withdrawn_once_with_a_reason_and_the_day_can_be_mended(clerk: Client, rows: dict[str, int]) -> None:
    pk = rows["items"]
    early = do(clerk, "items", pk, "withdraw", day="2026-05-05", reason="内容有误")
    assert "早于公开之日" in "".join(errors(early)["day"])
    assert errors(do(clerk, "items", pk, "withdraw", day="2026-06-01")).keys() == {"reason"}
    assert do(clerk, "items", pk, "withdraw", day="2026-06-01", reason="内容有误").status_code == 302
    assert "2026-06-01 已撤下" in said(clerk.get("/desk/registers/items/"))
    assert "现在不能撤下" in said(clerk.get(f"/desk/registers/items/{pk}/do/withdraw/"))
    assert "撤下之日已登记为" in said(do(clerk, "items", pk, "withdraw", day="2026-06-02", reason="再撤"))
    to_come = do(clerk, "items", pk, "correct", withdrawn_on="2026-12-01", reason="看错")
    assert "还没有到" in "".join(errors(to_come)["withdrawn_on"])
    assert do(clerk, "items", pk, "correct", withdrawn_on="", reason="没有撤下").status_code == 302
    assert Item.objects.get().withdrawn_on is None
    assert "（清空）" in said(clerk.get(f"/desk/registers/items/{pk}/"))


def test_a_document_ends_and_is_found_by_the_day_on_which_it_was_in_force(clerk: Client, rows: dict[str, int]) -> None:
    pk = rows["documents"]
    told = {"day": "2026-10-01", "ended_how": "lapsed", "ended_by": "昌政发〔2026〕9号"}
    assert "失效的请留空" in "".join(errors(do(clerk, "documents", pk, "end", **told))["ended_by"])
    assert do(clerk, "documents", pk, "end", **{**told, "ended_how": "repealed"}).status_code == 302
    assert "2026-10-01 已废止" in said(clerk.get("/desk/documents/"))

    def found(day: str) -> bool:
        return DOCUMENT.number in said(clerk.get("/desk/documents/", {"state": "in_force", "on": day}))

    assert [found(day) for day in ("2026-03-31", "2026-04-01", "2026-09-30", "2026-10-01")] == [
        False,
        True,
        True,
        False,
    ]
    half = do(clerk, "documents", pk, "correct", ended_on="", reason="没有废止")
    assert "要同时填写" in "".join(errors(half)["ended_on"])
    whole = do(clerk, "documents", pk, "correct", ended_on="", ended_how="", ended_by="", reason="没有废止")
    assert whole.status_code == 302
    assert found("2026-10-01")


def test_who_is_overtaken_sees_what_was_entered_and_loses_nothing(
    here: Office, clerk: Client, rows: dict[str, int]
) -> None:
    pk = rows["documents"]
    path = f"/desk/documents/{pk}/do/correct/"
    mine = as_shown(clerk, path) | {"title": "我改的题目", "reason": "题目写错"}
    documents.end_document(here.actor("head"), pk, date(2026, 9, 1), "lapsed", "", NOW)
    overtaken = clerk.post(path, mine)
    assert overtaken.status_code == 409
    assert "丙一（" in said(overtaken)
    assert "废止、失效之日 2026-09-01" in said(overtaken)
    form = overtaken.context["form"]
    assert form["title"].value() == "我改的题目"
    again = {bound.html_name: str(bound.value() or "") for bound in form}
    assert clerk.post(path, again).status_code == 302
    row = Document.objects.get(pk=pk)
    assert (row.title, row.ended_on, row.ended_how) == ("我改的题目", date(2026, 9, 1), "lapsed")


def test_a_form_opened_in_another_post_is_asked_again(clerk: Client, here: Office) -> None:
    response = clerk.post("/desk/registers/items/new/", {**TYPED["items"], "seat": "0:head"})
    assert response.status_code == 409
    assert "另一份通告" in said(response)
    assert not Item.objects.exists()


def test_lists_are_narrowed_and_wrong_filters_are_said(clerk: Client, here: Office, rows: dict[str, int]) -> None:
    more = [
        replace(ITEM, number="W-9", title="<script>alert(1)</script>", column="财政", published_on=date(2025, 1, 1))
    ]
    publishing.record_items(here.actor("clerk"), more, NOW)

    def found(**wanted: str) -> set[str]:
        return {line.name for line in clerk.get("/desk/registers/items/", wanted).context["lines"]}

    assert found() == {"W-1", "W-9"}
    assert found(q="绿化") == found(column="通知公告") == found(year="2026") == {"W-1"}
    assert found(q="没有") == set()
    wrong = said(clerk.get("/desk/registers/items/", {"year": "去年", "column": "<b>"}))
    assert wrong.count("这一项没有用来筛选") == 2
    assert "<script>alert" not in clerk.get("/desk/registers/items/").content.decode()
    names = {"activities": {"kind": "training"}, "tallies": {"q": "别的系统"}, "documents": {"kind": "rule"}}
    for key, wanted in names.items():
        assert "没有符合条件的" in said(clerk.get(PLACES[key], wanted))


@pytest.mark.parametrize("key", REGISTERS)
def test_a_full_page_asks_the_database_as_often_as_a_short_one(key: str, here: Office, clerk: Client) -> None:
    actor = here.actor("clerk")

    def fill(first: int, last: int) -> None:
        numbers = range(first, last)
        publishing.record_items(actor, [replace(ITEM, number=f"W-{n}") for n in numbers], NOW)
        documents.record_documents(actor, [replace(DOCUMENT, number=f"〔2026〕{n}号") for n in numbers], NOW)
        supervision.record_activities(actor, [replace(ACTIVITY, number=f"H-{n}") for n in numbers], NOW)
        years = [replace(TALLY, since=date(1950 + n, 1, 1), until=date(1950 + n, 6, 30)) for n in numbers]
        supervision.record_tallies(actor, years, NOW)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asking:
            assert clerk.get(PLACES[key]).status_code == 200
        return len(asking)

    fill(0, 5)
    few = asked()
    fill(5, 60)
    assert asked() == few
    # The list of documents says besides what is owed.
    assert few <= (13 if key == "documents" else 8)
    assert said(clerk.get(f"{PLACES[key]}?page=2")).count("<tr data-row>") == 10


def test_readers_see_without_buttons_and_from_above(
    here: Office, elsewhere: Office, enter: Enter, rows: dict[str, int]
) -> None:
    reviewer = enter(here, "reviewer")
    page = said(reviewer.get(f"/desk/registers/items/{rows['items']}/"))
    assert ITEM.title in page
    assert "/do/" not in page
    assert "/new/" not in said(reviewer.get("/desk/registers/items/"))
    type(here.organ).objects.filter(pk=here.organ.pk).update(parent=elsewhere.organ)
    above = enter(elsewhere, "supervisor")
    listed = said(above.get("/desk/registers/items/"))
    assert 'data-label="机关">昌图县人民政府办公室' in listed
    mine = {"organ": str(elsewhere.organ.pk)}
    assert "没有符合条件的登记" in said(above.get("/desk/registers/items/", mine))
    assert ITEM.title in said(above.get("/desk/registers/items/", {"organ": str(here.organ.pk)}))
    assert ITEM.title not in said(
        enter(elsewhere, "clerk").get("/desk/registers/items/", {"organ": str(here.organ.pk)})
    )
    assert "/do/" not in said(above.get(f"/desk/registers/items/{rows['items']}/"))
    assert above.post(f"/desk/registers/items/{rows['items']}/do/annul/", {"reason": "越级"}).status_code == 403


def test_a_figure_of_table_2_leads_to_the_entries_behind_it(here: Office, enter: Enter, rows: dict[str, int]) -> None:
    compiler = enter(here, "compiler")
    behind = {"行政规范性文件": ("documents", "制发", "废止或失效"), "行政处罚": ("tallies", "自", "至")}
    for label, (key, *days) in behind.items():
        page = said(compiler.get(f"/desk/reports/2026/cell/2/{label}/0/"))
        assert re.search(rf'<a href="{PLACES[key]}{rows[key]}/">[^<]+</a>', page), label
        assert [day in page for day in (f">{days[0]}</th>", f">{days[1]}</th>", ">收到</th>")] == [True, True, False]


def test_what_does_not_exist_is_not_found(clerk: Client, rows: dict[str, int]) -> None:
    for pk in ("999999", "9" * 40):
        assert clerk.get(f"/desk/registers/items/{pk}/").status_code == 404
        assert clerk.post(f"/desk/registers/items/{pk}/do/annul/", {"reason": "试"}).status_code == 404
    assert clerk.get(f"/desk/registers/items/?page={'9' * 40}").status_code == 200
    assert clerk.get(f"/desk/registers/items/{rows['items']}/do/end/").status_code == 404
    assert clerk.get(f"/desk/registers/tallies/{rows['tallies']}/do/withdraw/").status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        Item.objects.get(pk=999999)
