"""Pages of 年报体检 that need no reading: what a result carries, what it exports, how it is kept and deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gongkai.annual import normal_form, read
from gongkai.annual.check import RULES
from gongkai.annual.check.explained import explanations
from gongkai.annual.model import Cell, Report
from gongkai.apps.reporting import actions
from gongkai.apps.reporting.examination import Examination
from gongkai.apps.reporting.models import KeptCheck
from gongkai.faces.look.report import screen
from gongkai.faces.portal.annual_check import carry
from gongkai.faces.portal.annual_check.exports import EXPORTS
from tests.apps.reporting import invented

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _examination() -> Examination:
    report = invented.faulty_report()
    return Examination(report, invented.report(2023, 9, 1, 2), invented.findings(report))


def _post(client: Client, kind: str, carried: str | None = None) -> Any:
    carried = carry.seal(_examination()) if carried is None else carried
    return client.post("/reports/check/export/", {"kind": kind, "carried": carried})


def _kept_page(client: Client, examination: Examination | None = None) -> tuple[str, str]:
    token = actions.keep(examination or _examination(), timezone.now(), 30)
    response = client.get(f"/reports/check/kept/{token}/")
    assert response.status_code == 200
    return token, response.content.decode()


@pytest.mark.same_on_both
@pytest.mark.parametrize("kind", EXPORTS)
def test_every_export_gives_a_file_under_the_reports_name(client: Client, kind: str) -> None:
    response = _post(client, kind)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "%E6%B8%85%E6%B2%B3%E5%8E%BF" in response["Content-Disposition"]
    assert response["Content-Type"] == EXPORTS[kind].content_type
    assert "no-store" in response["Cache-Control"]
    assert len(response.content) > 100


@pytest.mark.same_on_both
@pytest.mark.parametrize("kind", ["docx", "html", "xlsx", "json"])
def test_an_exported_report_is_read_back_with_its_figures(client: Client, kind: str) -> None:
    report = read.read(_post(client, f"report-{kind}").content, f"年报.{kind}")
    assert (
        normal_form.dump(report)["table3"]["rows"][0] == normal_form.dump(invented.faulty_report())["table3"]["rows"][0]
    )


def test_exported_findings_are_those_of_the_page(client: Client) -> None:
    data = json.loads(_post(client, "findings-json").content)
    assert [finding["code"] for finding in data] == ["prose.disagrees", "table3.row_total"]
    book = openpyxl.load_workbook(BytesIO(_post(client, "findings-xlsx").content))
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "总计应等于前六列之和。" in words
    assert "总计应等于前六列之和。" in _post(client, "findings-html").content.decode()


def test_a_changed_field_is_refused(client: Client) -> None:
    sealed = carry.seal(_examination())
    other = carry.seal(Examination(invented.report()))
    forged = other.partition(":")[0] + ":" + sealed.partition(":")[2]
    for carried in ("", "x", sealed[:-3], "A" + sealed[1:], forged, signing.dumps("other", salt="elsewhere")):
        response = _post(client, "findings-json", carried)
        assert response.status_code == 400, carried[:20]
        assert "不能识别" in response.content.decode()


def test_an_old_field_is_refused_with_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = carry.seal(_examination())
    later = timezone.now().timestamp() + timedelta(hours=carry.HOURS, seconds=2).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    response = _post(client, "report-docx", sealed)
    assert response.status_code == 410
    assert "重新体检" in response.content.decode()


def test_an_unknown_kind_is_refused(client: Client) -> None:
    assert _post(client, "report-exe").status_code == 400


def test_what_cannot_be_written_is_said(client: Client) -> None:
    report = invented.report()
    report.preamble = "没有字形\U000f0000"
    response = _post(client, "report-pdf", carry.seal(Examination(report)))
    assert response.status_code == 422
    assert "字体" in response.content.decode()


def test_a_result_too_large_to_carry_is_shown_without_exports(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carry, "MAX_CHARACTERS", 100)
    _, page = _kept_page(client)
    assert "结果页带不下" in page
    assert 'name="carried"' not in page


def test_forms_that_change_or_export_need_the_token_against_forgery() -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in ("", "export/", "keep/", "kept/x/delete/"):
        assert strict.post(f"/reports/check/{path}").status_code == 403


def test_keeping_leads_to_an_address_that_deletes(client: Client) -> None:
    response = client.post("/reports/check/keep/", {"carried": carry.seal(_examination())})
    assert response.status_code == 303
    address = response["Location"]
    assert re.fullmatch(r"/reports/check/kept/[\w-]{43}/", address)
    page = client.get(address)
    until = timezone.localtime(timezone.now() + timedelta(days=30))
    assert f"保留到 {until:%Y-%m-%d}" in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    assert client.post(address + "delete/")["Location"] == "/reports/check/deleted/"
    gone = client.get(address)
    assert gone.status_code == 404
    assert "没有这份结果" in gone.content.decode()
    assert KeptCheck.objects.count() == 0


def test_a_tampered_result_is_not_kept(client: Client) -> None:
    assert client.post("/reports/check/keep/", {"carried": "x"}).status_code == 400
    assert KeptCheck.objects.count() == 0


def test_exporting_keeps_nothing(client: Client) -> None:
    _post(client, "report-json")
    assert KeptCheck.objects.count() == 0


def test_too_many_exports_in_a_minute_are_slowed_down(client: Client, settings: Any) -> None:
    settings.CHECKS_A_MINUTE = 2
    assert [_post(client, "findings-json").status_code for _ in range(3)] == [200, 200, 429]
    settings.CHECKS_A_MINUTE = 0
    assert _post(client, "findings-json").status_code == 200


def test_behind_a_proxy_of_ours_each_client_has_its_own_share(client: Client, settings: Any) -> None:
    settings.CHECKS_A_MINUTE = 1
    settings.TRUSTED_PROXY = True

    def status(forwarded: str) -> int:
        return _forwarded(client, forwarded)

    assert [status("10.0.0.1"), status("10.0.0.2"), status("10.0.0.1")] == [200, 200, 429]
    # What a client claims itself stands before what the proxy adds.
    assert status("10.9.9.9, 10.0.0.1") == 429


def test_without_a_proxy_nobody_gets_another_share_by_claiming_an_address(client: Client, settings: Any) -> None:
    settings.CHECKS_A_MINUTE = 1
    settings.TRUSTED_PROXY = False
    assert [_forwarded(client, "10.0.0.1"), _forwarded(client, "10.0.0.2")] == [200, 429]


def _forwarded(client: Client, address: str) -> int:
    data = {"kind": "findings-json", "carried": carry.seal(_examination())}
    return client.post("/reports/check/export/", data, headers={"X-Forwarded-For": address}).status_code


def test_hostile_text_is_shown_as_text(client: Client) -> None:
    examination = _examination()
    attack = "<script>alert(1)</script>\"'><img src=x onerror=y>"
    report = examination.report
    report.organ = report.title = report.preamble = attack
    report.sections[0].title = report.sections[0].text = attack
    report.table3[1][0] = Cell(None, attack)
    _, page = _kept_page(client, examination)
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_pages_have_no_inline_style_or_script(client: Client) -> None:
    _, page = _kept_page(client)
    for forbidden in ("style=", "<style", "onclick", "javascript:"):
        assert forbidden not in page
    # The one of the search field, by its address; nothing between the tags.
    assert re.findall(r"<script[^>]*>[^<]*", page) == re.findall(r'<script src="/static/portal/[^"]+" defer>', page)


def test_every_link_within_the_page_leads_somewhere(client: Client) -> None:
    _, page = _kept_page(client)
    identities = re.findall(r'\bid="([^"]+)"', page)
    assert len(identities) == len(set(identities))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(identities)
    headers = {name for value in re.findall(r'headers="([^"]+)"', page) for name in value.split()}
    assert headers <= set(identities)


def test_the_page_says_what_the_reader_could_not_tell(client: Client) -> None:
    _, page = _kept_page(client)
    assert "可能是 1、12。" in page
    assert "1 或 12？" in page


def test_a_report_without_anything_still_gets_a_page(client: Client) -> None:
    _, page = _kept_page(client, Examination(Report()))
    assert "没有读出表格" in page
    assert "没有读出" in page


def test_another_organs_report_is_not_called_last_years(client: Client) -> None:
    examination = _examination()
    assert examination.previous is not None
    examination.previous.organ = "临泽市人民政府办公室"
    _, page = _kept_page(client, examination)
    assert "对照 9" in page
    assert "上年 9" not in page


def test_more_findings_than_a_page_can_bear_are_counted_not_dropped_silently(client: Client) -> None:
    examination = _examination()
    examination.findings.extend(examination.findings[:1] * screen.MAX_FINDINGS)
    _, page = _kept_page(client, examination)
    assert page.count('class="finding finding-') == screen.MAX_FINDINGS
    assert "另有 2 处" in page
    assert len(json.loads(_post(client, "findings-json", carry.seal(examination)).content)) == screen.MAX_FINDINGS + 2


def test_every_rule_is_explained_on_its_page(client: Client) -> None:
    assert set(explanations()) == set(RULES)
    for rule in explanations().values():
        assert rule.what.endswith("。"), rule.code
        assert rule.mend.endswith("。"), rule.code
        assert "**" not in rule.what + rule.how_grave + rule.mend, rule.code
    page = client.get("/reports/check/rules/").content.decode()
    for code in RULES:
        assert f'id="{code}"' in page


def test_a_finding_says_how_to_mend_and_leads_to_its_rule(client: Client) -> None:
    _, page = _kept_page(client)
    assert f"怎么改：{explanations()['table3.row_total'].mend}" in page
    assert 'href="/reports/check/rules/#table3.row_total"' in page
