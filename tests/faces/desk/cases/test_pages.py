"""List, case page, today: what they show, what they hide, and how many queries they cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from tests.faces.desk.situations import TODAY, asked, back, fresh, served
from tests.faces.desk.world import PRIVATE, Case, Office, remedy
from tests.faces.shown import queries_of, words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


@pytest.mark.parametrize("path", ["/desk/", "/desk/requests/", "/desk/requests/?state="])
def test_a_list_costs_the_same_for_five_rows_and_for_fifty(path: str, here: Office, enter: Enter) -> None:
    client = enter(here, "head")
    for n in range(5):
        Case(here, back(n), subject=f"第{n}件")
    few = queries_of(client, path)
    for n in range(45):
        Case(here, back(n % 25), subject=f"另{n}件")
    assert queries_of(client, path) == few
    assert few <= (41 if path == "/desk/" else 22)


def test_a_case_costs_the_same_for_few_acts_and_for_many(here: Office, enter: Enter) -> None:
    case, client = asked(here), enter(here, "head")
    path = f"/desk/requests/{case.row.pk}/"
    few = queries_of(client, path)
    for n in range(20):
        case.do("note", "reviewer" if n % 2 else "clerk", day=TODAY, note=f"第{n}次")
    assert queries_of(client, path) == few
    assert few <= 20


def test_the_list_shows_who_only_masked_and_finds_the_whole_name_by_a_form(here: Office, enter: Enter) -> None:
    fresh(here)
    client = enter(here, "clerk")
    listed = client.get("/desk/requests/").content.decode()
    assert "张**" in listed
    assert "张三丰" not in listed
    found = client.post("/desk/requests/", {"name": "张三丰"})
    assert "2026-0001" in words_of(found.content)
    assert "张三丰" not in found.content.decode(), "not even in what the page sends back"
    assert "没有符合条件" in words_of(client.post("/desk/requests/", {"name": "张三"}).content)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=预算", True),
        ("q=2026-0001", True),
        ("q=决算", False),
        ("state=handling", True),
        ("state=closed", False),
        ("state=done", False),
        ("light=running", False),
        ("light=week", True),
        ("year=2026", True),
        ("year=2025", False),
        ("applicant=natural", True),
        ("applicant=business", False),
        ("decision=provided", False),
        ("who=me", False),
        ("order=number", True),
        ("page=99999", True),
    ],
)
def test_filters_stand_in_the_address(query: str, found: bool, here: Office, enter: Enter) -> None:
    Case(here, back(20))
    assert ("2026-0001" in words_of(enter(here, "clerk").get(f"/desk/requests/?{query}").content)) is found


def test_a_filter_that_is_wrong_is_said_and_narrows_nothing(here: Office, enter: Enter) -> None:
    fresh(here)
    text = words_of(enter(here, "clerk").get("/desk/requests/?year=去年&light=purple&state=").content)
    assert "年份请写成 2026 的样子" in text
    assert "没有“purple”这一项" in text
    assert "2026-0001" in text


def test_personal_data_open_once_for_a_reason_that_the_journal_keeps(here: Office, enter: Enter) -> None:
    case, client = fresh(here), enter(here, "clerk")
    path = f"/desk/requests/{case.row.pk}/"
    page = client.get(path).content.decode()
    assert not [text for text in PRIVATE.values() if text in page]
    unasked = client.post(path + "personal/")
    assert unasked.status_code == 422
    assert "须选明原因" in unasked.content.decode()
    shown = client.post(path + "personal/", {"why": "letter"}).content.decode()
    assert all(text in shown for text in PRIVATE.values())
    entry = Entry.objects.filter(subject="vault", event="read").get()
    assert entry.person == here.actor("clerk").person
    again = client.get(path).content.decode()
    assert not [text for text in PRIVATE.values() if text in again]


def test_a_case_shows_its_clock_day_by_day_and_why(here: Office, enter: Enter) -> None:
    case = asked(here)
    text = words_of(enter(here, "clerk").get(f"/desk/requests/{case.row.pk}/").content)
    assert "逐日台账" in text
    assert "第三方甲" in text
    assert "征求意见" in text


def test_what_may_not_be_done_is_said_with_the_reason(here: Office, enter: Enter) -> None:
    case = fresh(here)
    tree = LexborHTMLParser(enter(here, "clerk").get(f"/desk/requests/{case.row.pk}/").content)
    refused = tree.css_first("details.refused")
    assert refused
    assert "公开工作机构负责人办理" in refused.text()
    assert "此时可以" not in refused.text(), "a list of refusals does not repeat the list of what can be done"


def test_only_what_could_have_been_done_earlier_is_offered_for_an_earlier_day(here: Office, enter: Enter) -> None:
    case = served(here)
    client = enter(here, "clerk")
    path = f"/desk/requests/{case.row.pk}/"
    tree = LexborHTMLParser(client.get(path).content)
    offered = {link.text(): link.attributes["href"] or "" for link in tree.css("details.refused dt a")}
    assert "检索记录" in offered
    assert "与申请人确认" not in offered
    assert "补录以前发生的" in words_of(client.get(offered["检索记录"]).content)
    assert "补录以前发生的" not in words_of(client.get(f"{path}do/confirm/").content)


def test_an_unanswered_request_says_how_the_applicant_may_contest_it(here: Office, enter: Enter) -> None:
    late, timely = Case(here, back(60)), fresh(here)
    client = enter(here, "clerk")
    assert "逾期没有答复，申请人可以" in words_of(client.get(f"/desk/requests/{late.row.pk}/").content)
    assert "逾期没有答复" not in words_of(client.get(f"/desk/requests/{timely.row.pk}/").content)


def test_a_confirmation_that_is_awaited_too_long_is_said_with_its_days(here: Office, enter: Enter) -> None:
    old, new = Case(here, back(30), "log_arrival", channel="web"), Case(here, TODAY, "log_arrival", channel="web")
    client = enter(here, "clerk")
    text = words_of(client.get(f"/desk/requests/{old.row.pk}/").content)
    assert "还没有与申请人确认；请尽快联系" in text
    assert "期限怎样算出" in text
    assert "与申请人确认之日才是收到之日" in text
    assert "还没有与申请人确认，也" not in words_of(client.get(f"/desk/requests/{new.row.pk}/").content)


def test_a_late_correction_notice_is_warned_of(here: Office, enter: Enter) -> None:
    case = Case(here, back(30)).do(
        "ask_correction", day=back(3), what="请写明文件名称。", until="2026-12-01", manner="email"
    )
    text = words_of(enter(here, "clerk").get(f"/desk/requests/{case.row.pk}/").content)
    assert "超过7个工作日的末日" in text
    assert "补正期满" in text


def test_an_act_entered_later_is_marked(here: Office, enter: Enter) -> None:
    case = fresh(here)
    client = enter(here, "clerk")
    sent = {"day": back(5).isoformat(), "based_on": 1, "note": "五天前的电话。"}
    client.post(f"/desk/requests/{case.row.pk}/do/note/", sent)
    item = LexborHTMLParser(client.get(f"/desk/requests/{case.row.pk}/").content).css_first("#act-2")
    assert item
    assert "补录" in item.text()


def test_hashes_are_for_who_audits(here: Office, enter: Enter) -> None:
    case = fresh(here)
    digest = Entry.objects.get(subject="request").hash
    path = f"/desk/requests/{case.row.pk}/"
    assert digest in enter(here, "head").get(path).content.decode()
    assert digest not in enter(here, "clerk").get(path).content.decode()


def test_today_says_what_waits_for_whom(here: Office, enter: Enter) -> None:
    fresh(here).do("propose", day=back(3), decision="provided", reason="可以公开。")
    remedy(here, back(2))
    waiting = enter(here, "reviewer").get("/desk/").content
    assert "等您审核：1 件" in words_of(waiting)
    named = [str(each.attributes["aria-labelledby"]) for each in LexborHTMLParser(waiting).css("[aria-labelledby]")]
    assert len(named) == len(set(named)), "two landmarks of one name confuse a screen reader"
    told = words_of(waiting)
    assert told.index("未办结的申请") < told.index("等您审核") < told.index("最急的在前") < told.index("待我审签")
    text = words_of(enter(here, "clerk").get("/desk/").content)
    assert "等您审核" not in text
    assert "2026-案1" in text
    assert "2027 年的放假安排还没有收录" in text
    assert "2026年度政府年报公布" in text


def test_what_can_only_be_done_until_a_nearer_day_is_told_while_it_can_be(here: Office, enter: Enter) -> None:
    new, old = Case(here, back(1)), Case(here, back(20))
    client = enter(here, "clerk")
    assert "在此之前：" in _page(client, new), "a correction can be asked for within seven working days"
    assert "在此之前：" not in _page(client, old)


def test_a_request_leads_to_the_reviews_about_it(here: Office, enter: Enter) -> None:
    case, other = fresh(here), fresh(here)
    row = remedy(here, TODAY, request_number=case.row.number)
    client = enter(here, "clerk")
    assert f'<a href="/desk/remedies/{row.pk}/">{row.number}</a>（未审结）' in _page(client, case)
    assert row.number not in _page(client, other)


def _page(client: Client, case: Case) -> str:
    return client.get(f"/desk/requests/{case.row.pk}/").content.decode()


def test_a_finished_case_has_no_next_day(here: Office, enter: Enter) -> None:
    case = served(here).do("archive", day=TODAY, archive_number="1")
    text = words_of(enter(here, "clerk").get(f"/desk/requests/{case.row.pk}/").content)
    assert "这件已经办完，没有下一步" in text
    assert "下一期限" not in text


def test_the_superior_looks_on_and_may_do_nothing(here: Office, enter: Enter) -> None:
    case = fresh(here)
    tree = LexborHTMLParser(enter(here, "supervisor").get(f"/desk/requests/{case.row.pk}/").content)
    assert not tree.css(".do-next a, .do a, form.reveal")


@pytest.mark.parametrize("event", ["register", "log_arrival", "no-such-act"])
def test_no_form_for_what_cannot_be_done_to_a_case(event: str, here: Office, enter: Enter) -> None:
    assert enter(here, "clerk").get(f"/desk/requests/{fresh(here).row.pk}/do/{event}/").status_code == 404
