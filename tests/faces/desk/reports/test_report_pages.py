"""The report at the desk: years, figures that lead to their cases, as of any day, prose, procedure, files."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.annual.ledger.model import LedgerActivity, LedgerItem
from gongkai.annual.model import Place
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.reporting.actions import report as actions
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.queries.drafts import draft_of
from gongkai.apps.supervision import actions as supervision
from tests.faces.desk.reports.year import TO_FROZEN, TO_PUBLISHED, begun, filled, last_year, led, signed_in
from tests.faces.desk.world import Case, Office, office
from tests.rigs.begun import rows

pytestmark = pytest.mark.django_db


@rows
def here() -> Office:
    return office()


@rows
def year(here: Office) -> int:
    return filled(here)


def _text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return html.unescape(response.content.decode())


def _figures(text: str) -> dict[str, tuple[str, str]]:
    """Every figure of the page by its id: what it says and where it leads."""
    found = re.findall(r'<td id="([^"]+)"[^>]*><a class="figure" href="([^"]+)">([^<]*)</a>', text)
    return {identity: (shown, html.unescape(url)) for identity, url, shown in found}


def test_years_say_state_deadline_and_who_acts_next(here: Office, year: int) -> None:
    client = signed_in(here, "compiler")
    text = _text(client, "/desk/reports/")
    assert "未开始" in text
    assert f"{year + 1}-03-31" in text
    assert "第四十九条第二款" in text
    led(here, begun(here), ("check", "compiler"))
    assert "送审（编制人、公开工作机构负责人）" in _text(client, "/desk/reports/")


def test_every_figure_leads_to_a_page_with_the_same_figure(here: Office, year: int) -> None:
    client = signed_in(here, "compiler")
    figures = _figures(_text(client, f"/desk/reports/{year}/"))
    assert len(figures) == 10 + 25 * 7 + 15
    some = [identity for identity, (shown, _) in figures.items() if shown != "0"]
    assert {"cell-3-1-6", "cell-3-3-0", "cell-3-25-6", "cell-2-行政规范性文件-2"} <= set(some)
    for identity in [*some, "cell-3-2-0", "cell-4-review-0", "cell-2-行政许可-0"]:
        shown, url = figures[identity]
        page = _text(client, url)
        assert f'<p class="result-figure">{shown}</p>' in page, identity
        weights = re.findall(r'data-label="计数" class="number">(\d+)</td>', page)
        assert sum(map(int, weights)) == int(shown), identity


def test_every_figure_of_the_prose_leads_to_what_it_counts(here: Office, year: int) -> None:
    clerk, at = here.actor("clerk"), datetime(year, 12, 31, 8, tzinfo=UTC)
    more = [LedgerItem(f"Y{n}", f"第{n}条", "通知公告", date(year, 7, 1)) for n in range(59)]
    publishing.record_items(clerk, more, at)
    for number, kind, title in (("H1", "interpretation", "供水政策解读会"), ("H2", "open_day", "走进自来水厂")):
        supervision.record_activity(clerk, LedgerActivity(number, kind, title, date(year, 6, 3)), at)
    client = signed_in(here, "compiler")
    bound = re.findall(
        r'<a class="bound" href="([^"]+)" title="([^"]+)">([^<]*)</a>', _text(client, f"/desk/reports/{year}/")
    )
    told = {label: (html.unescape(url), shown) for url, label, shown in bound}
    assert {"主动公开信息条数", "政策解读场次", "政务公开日活动名称", "现行有效的规范性文件"} <= set(told)
    for url, shown in told.values():
        assert f'<p class="result-figure">{shown}</p>' in _text(client, url), url
    listed, count = told["主动公开信息条数"]
    assert client.get(f"{listed}?page={'9' * 5000}").status_code == 200, "no such page is told anywhere: the first"
    pages = [client.get(f"{listed}?page={n}").context["rows"] for n in (1, 2)]
    assert [len(rows) for rows in pages] == [50, 10]
    assert len({each.row.id for rows in pages for each in rows}) == int(count) == 60
    for each in (pages[0][0], *client.get(told["政策解读场次"][0]).context["rows"]):
        assert each.row.title in _text(client, each.url)
    summed = client.get(f"/desk/reports/{year}/figure/requests.handled/").context["cells"]
    assert [value for _, value, _ in summed] == [3, 0]
    assert client.get(f"/desk/reports/{year}/figure/organ/").status_code == 404


def test_the_rows_behind_a_figure_lead_to_their_cases(here: Office, year: int) -> None:
    client = signed_in(here, "compiler")
    page = _text(client, f"/desk/reports/{year}/cell/3/1/6/")
    cases = re.findall(r'<th scope="row"><a href="(/desk/requests/\d+/)">', page)
    assert len(cases) == 3
    assert client.get(cases[0]).status_code == 200
    assert "张三丰" not in page


def test_a_figure_is_shown_as_it_was_on_an_earlier_day(here: Office, year: int) -> None:
    client = signed_in(here, "compiler")
    then = _figures(_text(client, f"/desk/reports/{year}/?as_of={year}-03-15"))
    assert then["cell-3-1-6"][0] == "1"
    assert then["cell-3-25-6"][0] == "1"
    page = _text(client, then["cell-3-1-6"][1])
    assert f"截至 {year}-03-15" in page
    assert '<p class="result-figure">1</p>' in page
    wrong = _text(client, f"/desk/reports/{year}/?as_of={year}-02-30")
    assert f"“{year}-02-30”不是" in wrong
    assert _figures(wrong)["cell-3-1-6"][0] == "3"


def test_a_running_year_is_a_draft_and_a_year_to_come_is_not_there(here: Office) -> None:
    client = signed_in(here, "compiler")
    assert "统计期未结束" in _text(client, f"/desk/reports/{last_year() + 1}/")
    assert client.get(f"/desk/reports/{last_year() + 2}/").status_code == 404
    assert client.get("/desk/reports/2018/").status_code == 404
    assert client.get(f"/desk/reports/{last_year()}/?organ=%00").status_code == 404


def test_beginning_a_report_opens_its_paragraphs(here: Office, year: int) -> None:
    client = signed_in(here, "compiler")
    assert "开始编制" in _text(client, f"/desk/reports/{year}/")
    assert client.get(f"/desk/reports/{year}/text/platform/").status_code == 404
    assert client.post(f"/desk/reports/{year}/begin/")["Location"] == f"/desk/reports/{year}/"
    assert f"/desk/reports/{year}/text/platform/" in _text(client, f"/desk/reports/{year}/")
    assert AnnualReport.objects.count() == 1


def test_a_paragraph_is_previewed_saved_and_given_back(here: Office, year: int) -> None:
    begun(here)
    client = signed_in(here, "compiler")
    path = f"/desk/reports/{year}/text/requests/"
    typed = {"text": "收到申请{requests.new}件。\r\n都已登记。", "based_on": "0"}
    preview = html.unescape(client.post(path, {**typed, "go": "preview"}).content.decode())
    assert ">3</a>件。" in preview
    assert typed["text"].split("\r\n")[0] in preview, "what was typed is still in the form"
    assert client.post(path, typed)["Location"] == f"/desk/reports/{year}/#text-requests"
    page = _text(client, f"/desk/reports/{year}/")
    cell = f"/desk/reports/{year}/cell/3/1/6/"
    assert f'<a class="bound" href="{cell}" title="本年新收申请">3</a>件。' in page
    newest = re.findall(r'name="based_on" value="(\d+)"', _text(client, path))[0]
    client.post(path, {"text": "", "based_on": newest, "go": "restore"})
    assert "都已登记" not in _text(client, f"/desk/reports/{year}/")


def test_a_wrong_token_is_refused_and_nothing_typed_is_lost(here: Office, year: int) -> None:
    begun(here)
    client = signed_in(here, "compiler")
    for go in ("write", "preview"):
        response = client.post(
            f"/desk/reports/{year}/text/requests/", {"text": "收到{requests.neu}件", "based_on": "0", "go": go}
        )
        text = html.unescape(response.content.decode())
        assert response.status_code == 422
        assert "requests.neu" in text[text.index("没有保存") : text.index("<textarea")]
        assert "收到{requests.neu}件" in text[text.index("<textarea") :]


def test_two_who_write_at_once_are_told_of_each_other(here: Office, year: int) -> None:
    begun(here)
    path = f"/desk/reports/{year}/text/others/"
    assert signed_in(here, "compiler").post(path, {"text": "甲写的", "based_on": "0"}).status_code == 302
    head = signed_in(here, "head")
    late = head.post(path, {"text": "乙写的", "based_on": "0"})
    text = html.unescape(late.content.decode())
    assert late.status_code == 409
    assert "甲写的" in text
    assert "乙写的" in text[text.index("<textarea") :]
    based = re.findall(r'name="based_on" value="(\d+)"', text)[0]
    assert head.post(path, {"text": "乙写的", "based_on": based}).status_code == 302


def test_buttons_carry_their_article_and_refusals_their_reason(here: Office, year: int) -> None:
    begun(here)
    text = _text(signed_in(here, "compiler"), f"/desk/reports/{year}/")
    assert f'<a class="button" href="/desk/reports/{year}/do/check/">自查</a>' in text
    assert "“起草”时不能“送审”，要在“已自查”时办理，先“自查”。" in text
    led(here, AnnualReport.objects.get(), ("check", "compiler"), ("submit", "compiler"))
    assert "“审签”由分管领导办理" in _text(signed_in(here, "compiler"), f"/desk/reports/{year}/")
    leader = _text(signed_in(here, "leader"), f"/desk/reports/{year}/")
    assert f'<a class="button" href="/desk/reports/{year}/do/approve/">审签</a>' in leader


def test_an_act_is_done_with_its_day_and_stands_in_the_history(here: Office, year: int) -> None:
    row = begun(here)
    client = signed_in(here, "compiler")
    path = f"/desk/reports/{year}/do/check/"
    form = _text(client, path)
    today = timezone.localdate()
    assert f'value="{today:%Y-%m-%d}"' in form
    assert "条例》第五十条第二款" in form
    future = client.post(path, {"day": "2999-01-01", "based_on": row.acts})
    assert future.status_code == 422
    assert "2999-01-01" in future.content.decode()
    assert client.post(path, {"day": today, "based_on": row.acts}).status_code == 302
    again = client.post(path, {"day": today, "based_on": row.acts})
    assert again.status_code == 409
    assert "已自查" in _text(client, f"/desk/reports/{year}/")
    assert f'<span class="day">{today:%Y-%m-%d}</span> 自查' in _text(client, f"/desk/reports/{year}/")


def test_the_compiler_cannot_approve_and_a_reason_is_asked_for(here: Office, year: int) -> None:
    led(here, begun(here), ("check", "compiler"), ("submit", "compiler"))
    assert signed_in(here, "compiler").get(f"/desk/reports/{year}/do/approve/").status_code == 403
    leader = signed_in(here, "leader")
    empty = leader.post(f"/desk/reports/{year}/do/return/", {"day": timezone.localdate(), "reason": ""})
    assert empty.status_code == 422
    done = leader.post(f"/desk/reports/{year}/do/return/", {"day": timezone.localdate(), "reason": "第三部分再核对。"})
    assert done.status_code == 302
    assert "第三部分再核对。" in _text(leader, f"/desk/reports/{year}/")


def test_an_error_must_be_explained_or_mended_before_the_check_passes(here: Office, year: int) -> None:
    row = begun(here)
    actions.write(here.actor("compiler"), row.pk, "requests", "全年收到政府信息公开申请5件。", timezone.now())
    client = signed_in(here, "compiler")
    text = _text(client, f"/desk/reports/{year}/")
    assert "错误没有更正也没有说明" in text
    refused = client.post(f"/desk/reports/{year}/do/check/", {"day": timezone.localdate()})
    assert refused.status_code == 422
    assert "请先更正或逐条说明" in refused.content.decode()
    for path in dict.fromkeys(re.findall(r'href="(/desk/reports/\d+/do/explain/\?finding=\w+)"', text)):
        assert "不改" in text
        assert client.get(path).status_code == 200
        told = {"day": timezone.localdate(), "reason": "口径不同。"}
        assert client.post(path, told).status_code == 302
    assert "已说明：" in _text(client, f"/desk/reports/{year}/")
    assert client.post(f"/desk/reports/{year}/do/check/", {"day": timezone.localdate()}).status_code == 302


def test_drafts_come_as_files_of_every_kind(here: Office, year: int) -> None:
    client = signed_in(here, "compiler")
    starts = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE"}
    for kind, start in starts.items():
        response = client.get(f"/desk/reports/{year}/report.{kind}")
        assert response.content.startswith(start), kind
        assert "attachment" in response["Content-Disposition"]
    early = json.loads(client.get(f"/desk/reports/{year}/report.json?as_of={year}-03-15").content)
    assert early["table3"]["rows"][0]["cells"][6] == 1
    assert client.get(f"/desk/reports/{year}/report.exe").status_code == 404


def test_what_changed_since_freezing_is_listed_and_the_frozen_stays(here: Office, year: int) -> None:
    row = begun(here)
    client = signed_in(here, "head")
    assert client.get(f"/desk/reports/{year}/since/").status_code == 404
    led(here, row, *TO_FROZEN)
    assert "没有变化" in _text(client, f"/desk/reports/{year}/since/")
    Case(here, date(year, 12, 21))
    changed = _text(client, f"/desk/reports/{year}/since/")
    label = draft_of(here.organ.pk, year, timezone.localdate()).compiled.report.place_label(Place(3, 1, 6))
    assert label in changed
    assert "定稿之后登记" in changed
    assert _figures(_text(client, f"/desk/reports/{year}/"))["cell-3-1-6"][0] == "4"
    taken = json.loads(client.get(f"/desk/reports/{year}/report.json").content)
    assert taken["table3"]["rows"][0]["cells"][6] == 3, "what is taken away is what was frozen"


def test_a_published_report_is_found_by_everybody(here: Office, year: int) -> None:
    row = begun(here)
    code = here.organ.code
    stranger = Client()
    led(here, row, *TO_FROZEN)
    for path in (f"/reports/{code}/{year}/", f"/reports/{code}/{year}/report.docx"):
        assert stranger.get(path).status_code == 404
    led(here, row, ("review_secrecy", "leader"), ("publish", "head"))
    title = f"昌图县人民政府办公室{year}年政府信息公开工作年度报告"
    for path in ("/", "/reports/", f"/reports/{code}/"):
        assert f'href="/reports/{code}/{year}/"' in _text(stranger, path)
    page = _text(stranger, f"/reports/{code}/{year}/")
    assert title in page
    assert "/desk/" not in page
    assert '<td id="cell-3-1-6"' in page
    assert '<meta name="ContentSource" content="昌图县人民政府办公室">' in page
    for kind, start in {"docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK", "json": b"{"}.items():
        response = stranger.get(f"/reports/{code}/{year}/report.{kind}")
        assert response.content.startswith(start), kind
    assert stranger.get(f"/reports/{code}/{year}/report.html").status_code == 404
    assert f"/reports/{code}/{year}/" in _text(signed_in(here, "compiler"), f"/desk/reports/{year}/")


def test_while_a_correction_runs_the_public_sees_the_version_before(here: Office, year: int) -> None:
    row = led(here, begun(here), *TO_PUBLISHED, ("correct", "head"))
    assert row.state == "correcting"
    page = f"/reports/{here.organ.code}/{year}/"
    before = Client().get(page)
    assert before.status_code == 200
    actions.write(here.actor("compiler"), row.pk, "others", "更正了一处文字。", timezone.now())
    assert "更正了一处文字" not in Client().get(page).content.decode()
    led(here, row, *TO_PUBLISHED)
    after = html.unescape(Client().get(page).content.decode())
    assert "更正了一处文字。" in after
    assert "第 2 版" in after


@pytest.mark.parametrize("path", ["", "cell/3/1/6/", "do/check/"])
def test_pages_take_as_many_queries_for_many_cases_as_for_few(here: Office, year: int, path: str) -> None:
    begun(here)
    client = signed_in(here, "compiler")
    address = f"/desk/reports/{year}/{path}"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for day in range(1, 8):
        Case(here, date(year, 11, day))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) < 60
