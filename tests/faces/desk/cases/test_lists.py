"""Kept filters, marked rows and tables to take away, as officers use them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

import openpyxl
import pytest
from django.test import Client

from gongkai.apps.journal.models import Entry
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from gongkai.apps.saved import actions as saved
from gongkai.apps.saved import queries as saved_queries
from gongkai.apps.saved import tables
from gongkai.apps.saved.models import Table
from tests.faces.desk.world import PRIVATE, Case, Office

Enter = Callable[[Office, str], Client]
LIST, EXPORT = "/desk/requests/", "/desk/requests/export/"
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


def test_a_filter_is_kept_shown_as_a_tab_and_put_first(here: Office, enter: Enter) -> None:
    Case(here, date(2026, 11, 2), channel="registered_mail", subject="邮寄来的")
    Case(here, date(2026, 11, 2), subject="当面来的")
    clerk, head = enter(here, "clerk"), enter(here, "head")
    told = {"query": "state=&channel=registered_mail&page=3&evil=1", "name": "邮寄"}
    page = clerk.post(f"{LIST}saved/", told, follow=True).content.decode()
    assert "已保存" in page
    assert "当面来的" not in page
    tab = saved_tab(here, "clerk", "邮寄")
    assert tab.query == "channel=registered_mail&state="
    clerk.post(f"{LIST}saved/{tab.pk}/", {"do": "first"})
    assert "当面来的" not in clerk.get(LIST).content.decode()
    assert "当面来的" in clerk.get(f"{LIST}?state=open").content.decode()
    assert "邮寄</a>" not in head.get(LIST).content.decode(), "another's is not seen"
    assert head.post(f"{LIST}saved/{tab.pk}/", {"do": "delete"}).status_code == 404
    assert clerk.post(f"{LIST}saved/", {**told, "shared": "1"}).status_code == 403
    head.post(f"{LIST}saved/", {"query": "state=open", "name": "本室", "shared": "1"})
    assert "本室" in clerk.get(LIST).content.decode()
    assert "起一个" in clerk.post(f"{LIST}saved/", {"query": "", "name": " "}, follow=True).content.decode()
    clerk.post(f"{LIST}saved/{tab.pk}/", {"do": "delete"})
    assert "当面来的" in clerk.get(LIST).content.decode()


def saved_tab(where: Office, role: str, name: str) -> saved_queries.Tab:
    return next(each for each in saved_queries.tabs(where.actor(role)) if each.name == name)


def test_marked_rows_go_to_a_colleague_all_or_none(here: Office, elsewhere: Office, enter: Enter) -> None:
    one, two = Case(here, date(2026, 11, 2)).row, Case(here, date(2026, 11, 3)).row
    foreign = Case(elsewhere, date(2026, 11, 3)).row
    clerk, to = enter(here, "clerk"), here.people["clerk"].pk

    def marked(*ids: int, do: str = "assign") -> str:
        told = {"row": [str(each) for each in ids], "to": to, "do": do, "query": "state=open"}
        return clerk.post(f"{LIST}marked/", told, follow=True).content.decode()

    assert "请先在列表里勾选" in marked()
    marked(one.pk, foreign.pk)
    assert set(Request.objects.values_list("assignee", flat=True)) == {None}, "all or none"
    assert "已把 2 件" in marked(one.pk, two.pk)
    assert set(Request.objects.filter(organ=here.organ).values_list("assignee", flat=True)) == {to}
    assert Entry.objects.filter(event="assign").count() == 2
    assert "已经是" in marked(one.pk, two.pk)
    assert one.number in marked(one.pk, foreign.pk, do="labels")
    assert foreign.subject in marked(one.pk, do="list")
    assert PRIVATE["applicant_name"] not in marked(one.pk, do="list")
    assert enter(here, "leader").post(f"{LIST}marked/", {"row": str(one.pk), "do": "assign", "to": to}).status_code in (
        302,
        403,
    )


def test_a_table_is_masked_harmless_and_personal_only_for_a_reason(here: Office, enter: Enter) -> None:
    row = Case(here, date(2026, 11, 2), subject="=HYPERLINK(1)").row
    clerk = enter(here, "clerk")
    answer = clerk.post(EXPORT, {"query": "state=", "form": "csv"})
    heads, line = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (len(heads), line[0], line[6]) == (len(tables.COLUMNS), row.number, "'=HYPERLINK(1)")
    assert PRIVATE["applicant_name"] not in answer.content.decode()
    told = {"query": "state=", "form": "xlsx", "personal": "1"}
    assert clerk.post(EXPORT, told).status_code == 422
    assert Entry.objects.filter(subject="vault").count() == 0
    book = openpyxl.load_workbook(io.BytesIO(clerk.post(EXPORT, {**told, "why": "check"}).content))
    assert PRIVATE["applicant_name"] in [cell.value for cell in book.active[2]]
    assert Entry.objects.filter(subject="vault", event="read").count() == 1
    assert enter(here, "leader").post(EXPORT, {**told, "why": "check"}).status_code == 403


def test_a_large_table_is_made_in_pieces_stopped_and_gone_on_with(
    here: Office, elsewhere: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [Case(here, date(2026, 11, 2)).row.number for _ in range(5)]
    Case(elsewhere, date(2026, 11, 2))
    monkeypatch.setattr(tables, "PIECE", 2)
    monkeypatch.setattr("gongkai.apps.saved.queries.AT_ONCE", 3)
    clerk = enter(here, "clerk")
    clerk.post(EXPORT, {"query": "state=", "form": "xlsx"})
    row = Table.objects.get()
    assert (row.state, row.total) == ("waiting", 5)
    assert saved.make_waiting(NOW, 1) == 0
    assert "2／5 件" in clerk.get(EXPORT).content.decode()
    clerk.post(f"{EXPORT}{row.pk}/do/", {"do": "stop"})
    assert saved.make_waiting(NOW) == 0
    assert clerk.get(f"{EXPORT}{row.pk}/").status_code == 404
    # What a run that was killed had written further is written over.
    with tables._path(row, "csv").open("ab") as file:
        file.write(b"half a li")
    clerk.post(f"{EXPORT}{row.pk}/do/", {"do": "go_on"})
    assert saved.make_waiting(NOW) == 1
    answer = clerk.get(f"{EXPORT}{row.pk}/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [line[0].value for line in list(book.active)[1:]] == numbers
    assert enter(here, "head").get(f"{EXPORT}{row.pk}/").status_code == 404, "for who asked only"
    assert saved.sweep(NOW + timedelta(hours=23)) == 0
    assert saved.sweep(NOW + timedelta(hours=25)) == 1
    assert not tables._path(row, "xlsx").exists()
    assert clerk.get(f"{EXPORT}{row.pk}/").status_code == 404


def test_a_table_of_words_that_many_have_holds_all_of_them_or_is_refused(
    here: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        Case(here, date(2026, 11, 2), subject="供热补贴")
    monkeypatch.setattr("gongkai.apps.requests.listing.selected", partial(requests.selected, most=2))
    clerk, told = enter(here, "clerk"), {"query": "q=供热&state=", "form": "csv"}
    assert "清单里是全部" in clerk.get(f"{EXPORT}?q=供热&state=").content.decode()
    clerk.post(EXPORT, told)
    assert Table.objects.get().total == 3
    monkeypatch.setattr(tables, "WORDY", 2)
    assert saved.make_waiting(NOW) == 0
    assert Table.objects.get().state == Table.State.REFUSED
    answer = clerk.post(EXPORT, told)
    assert (answer.status_code, "导不全" in answer.content.decode()) == (422, True)


def test_a_workbook_takes_no_more_rows_than_are_written_in_one_go(
    here: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        Case(here, date(2026, 11, 2))
    monkeypatch.setattr("gongkai.apps.saved.queries.AT_ONCE", 1)
    monkeypatch.setattr(tables, "IN_A_SHEET", 2)
    answer = enter(here, "clerk").post(EXPORT, {"query": "state=", "form": "xlsx"})
    assert (answer.status_code, "这次有3件：请选 CSV" in answer.content.decode()) == (422, True)
    assert not Table.objects.exists()
