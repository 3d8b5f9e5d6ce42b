"""Normative documents at the desk: validity on a day, acts on the page, clean-up with its lists, the comparison by upload."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.apps.documents import actions
from gongkai.apps.documents.models import Amendment, Comparison, Conclusion, Difference, Document, ListErrand
from gongkai.apps.documents.same_source import actions as same_source
from gongkai.apps.schedule import actions as schedule
from gongkai.apps.schedule import queries as scheduled
from gongkai.apps.schedule.jobs import SAME_SOURCE_ASKED
from tests.faces.desk.documents.shelf import LIST, NUMBER, filed
from tests.faces.desk.registers.shelf import NOW, as_shown
from tests.faces.desk.world import Office, office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
BASE = "/desk/documents/"


@pytest.fixture
def clerk(here: Office, enter: Enter) -> Client:
    return enter(here, "clerk")


@pytest.fixture
def rows(here: Office) -> dict[str, int]:
    return filed(here)


def said(response: Any) -> str:
    return html.unescape(response.content.decode())


def errors(response: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def do(client: Client, path: str, **told: str) -> Any:
    return client.post(path, as_shown(client, path) | told)


def test_the_list_tells_the_validity_of_the_day_that_is_chosen(clerk: Client, rows: dict[str, int]) -> None:
    def states(**wanted: str) -> list[str]:
        return [line["state"] for line in clerk.get(BASE, wanted).context["lines"]]

    assert states() == ["有效"]
    assert states(on="2023-05-31") == ["尚未施行"]
    assert states(on="2028-06-01") == ["已失效"]
    assert states(on="2028-06-01", state="in_force") == []
    assert states(q="供水", kind="normative", year="2023") == ["有效"]
    assert "这一项没有用来筛选" in said(clerk.get(BASE, {"on": "哪天"}))


def test_what_is_owed_is_said_above_the_list(clerk: Client, rows: dict[str, int]) -> None:
    owed = {label: count for label, count, _ in clerk.get(BASE).context["owed"]}
    assert owed == {"公布后逾期没有备案": 1, "与省级数据库不一致、待处理": 2}


def test_the_page_tells_the_life_the_relations_and_what_the_page_will_say(clerk: Client, rows: dict[str, int]) -> None:
    page = said(clerk.get(f"{BASE}{rows['document']}/"))
    for words in (
        "已被修改",
        "第三条自 2024-02-01 起已由昌政发〔2024〕6号修改",
        "清理：继续有效",
        "不在本机关登记簿里",
        "内容不一致",
    ):
        assert words in page, words
    life = clerk.get(f"{BASE}{rows['document']}/").context["life"]
    assert [each.what for each in life if each.to_come] == ["应当清理", "失效"]


def test_an_amendment_is_recorded_once_and_taken_back(clerk: Client, rows: dict[str, int]) -> None:
    path = f"{BASE}{rows['document']}/amend/"
    told = {"kind": "partial_repeal", "by": "昌政发〔2025〕9号", "articles": "第六条", "day": "2025-03-01"}
    wrong = do(clerk, path, **{**told, "articles": "第六条以后"}, effective_on="2025-04-01")
    assert "不是条款" in "".join(errors(wrong)["articles"])
    done = do(clerk, path, **told, effective_on="2025-04-01")
    assert done["Location"] == f"{BASE}{rows['document']}/"
    assert "没有重复登记" in said(clerk.post(path, {**told, "effective_on": "2025-04-01"}, follow=True))
    assert "部分废止" in said(clerk.get(done["Location"]))
    made = Amendment.objects.get(kind="partial_repeal")
    gone = do(clerk, f"{BASE}amendments/{made.pk}/do/annul/", reason="登记错了")
    assert gone["Location"] == f"{BASE}{rows['document']}/"
    assert Amendment.objects.get(pk=made.pk).annulled


def test_a_conclusion_that_repeals_ends_the_document(clerk: Client, rows: dict[str, int]) -> None:
    path = f"{BASE}{rows['document']}/conclude/"
    told = {"round": "2026年清理", "conclusion": "repeal", "day": "2026-11-10", "reason": "已被代替"}
    assert "从哪一天起不再有效" in "".join(errors(do(clerk, path, **told))["ended_on"])
    assert do(clerk, path, **told, ended_on="2026-11-10", by="昌政发〔2026〕20号").status_code == 302
    row = Document.objects.get(pk=rows["document"])
    assert (row.ended_on, row.ended_how, row.ended_by) == (date(2026, 11, 10), "repealed", "昌政发〔2026〕20号")
    page = said(clerk.get(f"{BASE}{row.pk}/"))
    assert "自 2026-11-10 起已废止，由昌政发〔2026〕20号废止" in page
    assert "/conclude/" not in page


def test_filing_and_a_longer_term(clerk: Client, rows: dict[str, int]) -> None:
    path = f"{BASE}{rows['document']}/do/"
    assert do(clerk, f"{path}file/", day="2023-05-10").status_code == 302
    late = do(clerk, f"{path}extend/", day="2026-11-01", valid_until="2028-01-01", reason="继续适用")
    assert "要晚于这一天" in "".join(errors(late)["valid_until"])
    done = do(clerk, f"{path}extend/", day="2026-11-01", valid_until="2030-05-31", reason="昌政发〔2026〕7号")
    assert done.status_code == 302
    row = Document.objects.get(pk=rows["document"])
    assert (row.filed_on, row.valid_until, row.extended_on) == (date(2023, 5, 10), date(2030, 5, 31), date(2026, 11, 1))


def test_the_clean_up_page_says_what_is_due_and_what_cannot_be_told(
    clerk: Client, here: Office, rows: dict[str, int]
) -> None:
    old = {"kind": "normative", "number": "昌政发〔2020〕1号", "title": "老办法", "issued_on": date(2020, 1, 1)}
    actions.record_row(here.actor("clerk"), {**old, "in_force_on": date(2020, 1, 1)}, NOW)
    page = said(clerk.get(f"{BASE}clean-up/"))
    assert "有 2 项已经逾期" in page
    assert "有 1 件没有登记公布之日" in page
    assert "2022-01-01" in page
    assert "辽宁省人民政府令第237号" in page


def test_the_lists_of_a_round_are_shown_and_given_out(clerk: Client, rows: dict[str, int]) -> None:
    page = said(clerk.get(f"{BASE}clean-up/lists/", {"name": "2025年清理"}))
    assert "继续有效的规范性文件目录：1 件" in page
    assert "废止的规范性文件目录：0 件" in page
    told = clerk.get(f"{BASE}clean-up/lists.csv", {"name": "2025年清理"}).content.decode("utf-8-sig")
    assert f"供水管理办法,{NUMBER},2023-05-01,2023-05-04,继续有效,仍然适用" in told
    book = load_workbook(io.BytesIO(clerk.get(f"{BASE}clean-up/lists.xlsx", {"name": "2025年清理"}).content))
    assert book.sheetnames == ["继续有效", "废止", "宣布失效", "修改"]
    assert [cell.value for cell in book["继续有效"][3]][1:3] == ["供水管理办法", NUMBER]
    assert clerk.get(f"{BASE}clean-up/lists/", {"name": "没有"}).status_code == 404
    assert clerk.get(f"{BASE}clean-up/lists.pdf", {"name": "2025年清理"}).status_code == 404


def upload(client: Client, data: bytes, name: str = "清单.json") -> Any:
    return client.post(f"{BASE}same-source/", {"file": SimpleUploadedFile(name, data)})


def test_a_list_is_compared_at_once_and_each_difference_is_a_task(clerk: Client, rows: dict[str, int]) -> None:
    listed = [{**LIST[0], "标题": "供水管理办法"}, LIST[1]]
    assert upload(clerk, json.dumps(listed, ensure_ascii=False).encode()).status_code == 302
    page = clerk.get(f"{BASE}same-source/")
    assert [(row.what, row.title) for row, _ in page.context["lines"]] == [("missing_here", "路灯管理办法")]
    assert "清单没有“有效性”一列，没有比对这一项" in said(page)
    gone = clerk.get(f"{BASE}same-source/", {"state": "gone"})
    assert [row.what for row, _ in gone.context["lines"]] == ["differs"]


def test_a_list_that_cannot_be_read_is_said_beside_the_field_and_kept(clerk: Client, rows: dict[str, int]) -> None:
    refused = upload(clerk, b"%PDF-1.7")
    assert refused.status_code == 422
    assert "PDF" in "".join(errors(refused)["file"])
    page = said(clerk.get(f"{BASE}same-source/"))
    assert "最近一次没有比成" in page
    assert Comparison.objects.count() == 2
    assert "最近一次同源比对没有比成" in said(clerk.get(BASE))


def test_a_difference_is_seen_field_by_field_and_settled(clerk: Client, rows: dict[str, int]) -> None:
    path = f"{BASE}same-source/{rows['difference']}/"
    page = said(clerk.get(path))
    assert "供水管理办法（试行）" in page
    settle = f"{path}do/settle/"
    assert "为什么本来如此" in "".join(errors(do(clerk, settle, how="explained", day="2026-11-20"))["note"])
    assert do(clerk, settle, how="reported", day="2026-11-20", note="已函告省司法厅").status_code == 302
    row = Difference.objects.get(pk=rows["difference"])
    assert (row.state, row.how, row.note) == ("settled", "reported", "已函告省司法厅")
    assert "已函告省司法厅" in said(clerk.get(path))
    assert "不用再处理" in said(clerk.post(settle, {"how": "corrected", "day": "2026-11-20"}))
    upload(clerk, json.dumps(LIST, ensure_ascii=False).encode())
    assert "这是第 2 次" in said(clerk.get(path))


def test_the_texts_are_shown_to_the_character(
    clerk: Client, rows: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    Document.objects.filter(pk=rows["document"]).update(item="K-1")
    monkeypatch.setattr(same_source, "live_texts", lambda organ_id, numbers: {"K-1": "第一条 <b>加强供水</b>。"})
    data = "标题,文号,正文\n供水管理办法,昌政发[2023]5号,第一条 加强洪水。".encode()
    upload(clerk, data, "清单.csv")
    page = clerk.get(f"{BASE}same-source/{rows['difference']}/").content.decode()
    assert "<del>洪</del><ins>供</ins>" in page
    assert "<b>" not in page.split('id="text"')[1].split("</div>")[0]


def test_the_register_is_given_out_in_the_shapes_of_the_list(clerk: Client, rows: dict[str, int]) -> None:
    told = json.loads(clerk.get(f"{BASE}export.json").content)
    assert [(each["number"], each["state"]) for each in told["documents"]] == [(NUMBER, "in_force")]
    given = clerk.get(f"{BASE}export.csv")
    assert given["Content-Type"] == "text/csv; charset=utf-8"
    upload(clerk, given.content, "清单.csv")
    assert Comparison.objects.latest("pk").identical == 1
    assert clerk.get(f"{BASE}export.xml").status_code == 404


def test_a_document_of_another_organ_is_not_amended_from_above(
    here: Office, enter: Enter, rows: dict[str, int]
) -> None:
    leader = enter(here, "leader")
    assert leader.get(f"{BASE}{rows['document']}/").status_code == 200
    assert leader.get(f"{BASE}{rows['document']}/conclude/").status_code == 403
    assert Conclusion.objects.count() == 1


def test_the_old_addresses_lead_here(clerk: Client, rows: dict[str, int]) -> None:
    old = f"/desk/registers/documents/{rows['document']}/"
    assert clerk.get(old)["Location"] == f"{BASE}{rows['document']}/"


@pytest.fixture
def address(here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is set up for the office: a host that answers nobody."""
    found, path = "https://127.0.0.1:9/list.json", tmp_path / "same-source.toml"
    path.write_text(f'[[source]]\norgan = "{here.organ.code}"\naddress = "{found}"\nevery_days = 7\n', "utf-8")
    monkeypatch.setenv("GONGKAI_SAME_SOURCE", str(path))
    return found


def test_a_list_at_an_address_is_fetched_by_the_worker_and_a_failure_is_said(clerk: Client, address: str) -> None:
    page = f"{BASE}same-source/"
    schedule.arrange(NOW)
    assert "现在取来比对" in said(clerk.get(page))
    assert clerk.post(page, {"address": address}).status_code == 302
    waiting = said(clerk.get(page))
    assert "等着取" in waiting
    assert "现在取来比对" not in waiting, "the same is not asked twice"
    assert "定时任务没有启动" in waiting, "nobody would take it up, and the page says so"
    assert SAME_SOURCE_ASKED in scheduled.due(timezone.now()), "within seconds, not with the next minute"
    schedule.run(SAME_SOURCE_ASKED, timezone.now)
    over = said(clerk.get(page))
    assert "最近一次没有比成" in over
    assert "没有设置允许，不去取" in over
    assert "现在取来比对" in over


def test_what_waits_can_be_stopped_and_only_what_is_set_up_is_fetched(
    clerk: Client, here: Office, enter: Enter, address: str
) -> None:
    page = f"{BASE}same-source/"
    clerk.post(page, {"address": address})
    row = ListErrand.objects.get()
    assert enter(office("land", "昌图县自然资源局", 2), "clerk").post(page, {"stop": row.pk}).status_code == 404
    assert clerk.post(page, {"stop": row.pk}).status_code == 302
    stopped = said(clerk.get(page))
    assert "已停下" in stopped
    assert "现在取来比对" in stopped
    assert "没有可停的" in said(clerk.post(page, {"stop": row.pk}, follow=True))
    assert clerk.post(page, {"stop": "x"}).status_code == 404
    other = clerk.post(page, {"address": "https://elsewhere.example/"})
    assert other.status_code == 422
    assert "没有设置给本机关" in said(other)
