"""The page of an item: what everybody sees of it, and what became of it."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.documents import actions as documents
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item
from tests.apps.office import at
from tests.apps.publishing.desk import BODY, FIELDS, NOW, content, drafted, published, signed
from tests.faces.portal.disclosure.published import (
    LATER,
    SHEET,
    Shown,
    explained,
    illustrated,
    normative,
    out,
    policy,
    shown,
    withdrawn,
)
from tests.rigs import begun

pytestmark = pytest.mark.django_db


@begun.rows
def here() -> Shown:
    return shown()


@begun.rows
def a_policy(here: Shown) -> Item:
    return policy(here.house)


@begun.rows
def a_notice(here: Shown) -> Item:
    return published(here.house)


def _page(client: Client, where: Shown, item: Item, status: int = 200) -> str:
    response = client.get(where.page(item))
    assert response.status_code == status
    return html.unescape(response.content.decode())


def _elements(text: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]*)</dd>", text))


def _meta(text: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="([A-Za-z]+)" content="([^"]*)">', text))


def test_it_shows_the_elements_of_the_index_and_the_tags_of_a_page(client: Client, here: Shown) -> None:
    text = _page(client, here, policy(here.house))
    assert _elements(text) == {
        "索引号": "changtu-2026-00001",
        "文号": "—",
        "发布机构": "changtu办公室",
        "成文日期": "2026-02-27",
        "公开日期": "2026-03-02",
        "有效性": "有效",
        "公开方式": "主动公开",
        "栏目": "通知公告",
        "信息来源": "昌图县林业和草原局",
        "关键词": "造林 补助",
    }
    meta = _meta(text)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", meta["PubDate"])
    assert meta["PubDate"] == "2026-03-02 09:00"
    assert (meta["ArticleTitle"], meta["ContentSource"]) == ("春季造林补助办法", "昌图县林业和草原局")
    assert meta["Url"] == here.page(Item.objects.get()), "the path alone while no domain is registered"
    assert meta["Image"].startswith(here.page(Item.objects.get()) + "files/")
    assert meta["ColumnName"] == "通知公告"


def test_its_text_has_its_pictures_its_tables_a_frame_and_its_attachments_a_size(
    client: Client, here: Shown, a_policy: Item
) -> None:
    text = _page(client, here, a_policy)
    (picture,) = re.findall(r'<img src="([^"]+)" alt="造林现场">', text)
    assert client.get(picture)["Content-Type"] == "image/png"
    assert 'aria-label="正文表格 1" tabindex="0"><table>' in text
    assert SHEET in text
    assert "Excel，" in text
    assert "file:" not in text


def test_policy_and_interpretation_lead_to_each_other(client: Client, here: Shown, a_policy: Item) -> None:
    explanation = explained(here.house, a_policy.number)
    assert f'href="{here.page(explanation)}"' in _page(client, here, a_policy)
    text = _page(client, here, explanation)
    assert f'href="{here.page(a_policy)}"' in text
    assert "所解读的政策" in text
    withdrawn(here.house, explanation, "mistaken")
    assert "解读和相关信息" not in _page(client, here, a_policy), "what was taken off is not led to"


def test_a_draft_is_nobodys_business_not_even_its_title(client: Client, here: Shown, a_policy: Item) -> None:
    actions.draft(here.house.clerk, Content({**FIELDS, "genre": "text", "interprets": a_policy.number}, BODY), NOW)
    actions.act(here.house.clerk, a_policy.pk, "correct", {"reason": "改数"}, LATER)
    actions.edit(here.house.clerk, a_policy.pk, content("<p>尚未公开的新稿</p>", title="新标题"), LATER)
    text = _page(client, here, a_policy)
    assert "春季造林补助办法" in text
    assert "尚未公开" not in text
    assert "新标题" not in text
    assert "解读和相关信息" not in text


def test_a_later_text_takes_the_place_of_the_first_and_says_on_which_day(
    client: Client, here: Shown, a_notice: Item
) -> None:
    actions.act(here.house.clerk, a_notice.pk, "correct", {"reason": "改数"}, LATER)
    actions.edit(here.house.clerk, a_notice.pk, content("<p>改正后的正文</p>"), LATER)
    out(here.house, Item.objects.get(pk=a_notice.pk), LATER)
    text = _page(client, here, a_notice)
    assert "改正后的正文" in text
    assert "更新于 2026-03-09" in text
    assert _elements(text)["公开日期"] == "2026-03-02"


def test_what_was_repealed_keeps_the_text_under_a_banner_that_leads_on(client: Client, here: Shown) -> None:
    later = policy(here.house, document_number="昌政发〔2026〕9号")
    item = published(here.house)
    withdrawn(here.house, item, "repealed", by="昌政发〔2026〕9号")
    text = _page(client, here, item)
    assert "本件已于 2026-03-09 标注废止，依据昌政发〔2026〕9号。" in text
    assert f'href="{here.page(later)}"' in text
    assert "请按时完成春季造林任务" in text
    assert _elements(text)["有效性"] == "废止"
    assert '<span class="tag tag-ended">废止</span>' in client.get("/xxgk/changtu/items/").content.decode()


def test_what_was_taken_for_lapsed_or_has_expired_keeps_its_text_too(
    client: Client, here: Shown, a_notice: Item
) -> None:
    withdrawn(here.house, a_notice, "lapsed")
    expiring = published(here.house, content(expires_on="2026-03-20"))
    actions.publish_due(at(date(2026, 3, 20)))
    for each in (a_notice, expiring):
        text = _page(client, here, each)
        assert _elements(text)["有效性"] == "失效"
        assert "请按时完成春季造林任务" in text


def test_a_document_repealed_by_another_says_so_on_its_own_page(client: Client, here: Shown) -> None:
    old = normative(here.house, "昌政发〔2026〕1号")
    assert _elements(_page(client, here, old))["有效性"] == "有效"
    new = normative(here.house, "昌政发〔2026〕2号", LATER, effective_on="2026-03-09", changes="废止 昌政发〔2026〕1号")
    text = _page(client, here, old)
    assert "由昌政发〔2026〕2号废止" in text
    assert f'href="{here.page(new)}"' in text
    assert _elements(text)["有效性"] == "废止"
    assert "请按时完成春季造林任务" in text
    register = html.unescape(client.get("/xxgk/changtu/documents/?all=1").content.decode())
    assert f'href="{here.page(old)}"' in register
    then = html.unescape(client.get("/xxgk/changtu/documents/?day=2026-03-05").content.decode())
    assert "昌政发〔2026〕1号" in then
    assert "昌政发〔2026〕2号" not in then


def test_a_document_and_what_it_changes_lead_to_each_other(client: Client, here: Shown) -> None:
    old = normative(here.house, "昌政发〔2026〕1号")
    lines = "修改 昌政发〔2026〕1号 第三条\n废止 辽政发〔2020〕7号（其他机关）"
    new = normative(here.house, "昌政发〔2026〕2号", LATER, effective_on="2026-03-09", changes=lines)
    changed, changing = _page(client, here, old), _page(client, here, new)
    assert f'修改第三条（2026-03-09 起） <a href="{here.page(old)}">昌政发〔2026〕1号《' in changing
    assert "废止（2026-03-09 起） 辽政发〔2020〕7号" in changing, "another organ's has no page here"
    assert f'被修改第三条（2026-03-09 起），依据 <a href="{here.page(new)}">昌政发〔2026〕2号《' in changed


def test_a_term_that_is_over_marks_the_page_without_any_hand(client: Client, here: Shown) -> None:
    item = normative(here.house, "昌政发〔2026〕1号", valid_until="2026-03-31")
    assert _elements(_page(client, here, item))["有效性"] == "失效"


def test_what_was_merged_leads_on(client: Client, here: Shown) -> None:
    item, into = published(here.house), published(here.house)
    withdrawn(here.house, item, "merged", successor=into.number)
    response = client.get(here.page(item))
    assert (response.status_code, response["Location"]) == (301, here.page(into))
    assert "no-cache" in response["Cache-Control"]
    withdrawn(here.house, into, "mistaken")
    assert "春季造林" not in _page(client, here, item, 410)


def test_what_was_published_by_mistake_is_gone_with_its_title(client: Client, here: Shown, a_notice: Item) -> None:
    withdrawn(here.house, a_notice, "mistaken")
    text = _page(client, here, a_notice, 410)
    assert "索引号为 changtu-2026-00001 的信息已于 2026-03-09 撤下" in text
    assert "春季造林" not in text
    assert "noindex" in text


def test_an_emergency_says_so_until_it_is_approved(client: Client, here: Shown) -> None:
    row = drafted(here.house)
    row = actions.act(here.house.head, row.pk, "emergency", {"reason": "防汛"}, NOW)
    assert "本条为应急公开" in _page(client, here, row)
    actions.act(here.house.leader, row.pk, "ratify", {"opinion": "同意"}, LATER)
    assert "应急公开" not in _page(client, here, row)


def test_caches_ask_each_time_and_what_did_not_change_is_not_sent_again(
    client: Client, here: Shown, a_notice: Item
) -> None:
    first = client.get(here.page(a_notice))
    assert "no-cache" in first["Cache-Control"]
    assert "max-age" not in first["Cache-Control"]
    again = client.get(here.page(a_notice), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    withdrawn(here.house, a_notice, "mistaken")
    assert client.get(here.page(a_notice), headers={"If-None-Match": first["ETag"]}).status_code == 410


def test_a_page_costs_the_same_however_much_there_is(client: Client, here: Shown, a_policy: Item) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        size = len(client.get(here.page(a_policy)).content)
    for _ in range(4):
        explained(here.house, a_policy.number)
    with CaptureQueriesContext(connection) as many:
        client.get(here.page(a_policy))
    assert len(many) == len(few) <= 14
    assert size < 200_000


def test_a_page_of_a_hundred_thousand_characters_stays_light(client: Client, here: Shown) -> None:
    body = "".join(f"<p>第{number}条 " + "造林" * 40 + "。</p>" for number in range(1, 600))
    row = out(here.house, drafted(here.house, content(body)))
    assert len(client.get(here.page(row)).content) < 200_000


def test_what_is_only_registered_stands_wherever_a_public_item_does_and_once_withdrawn_nowhere(
    client: Client, here: Shown
) -> None:
    clerk, day = here.house.clerk, date(2026, 3, 1)
    told = [LedgerItem(number, f"登记的{number}", "通知公告", day) for number in ("N1", "N/2")]
    actions.record_items(clerk, told, at(day))
    document = {"kind": "normative", "number": "昌政发〔2026〕7号", "title": "登记的N1", "issued_on": day, "item": "N1"}
    ended = {"in_force_on": day, "ended_how": "repealed", "ended_on": date(2026, 3, 2), "ended_by": "昌政发〔2026〕9号"}
    documents.record_row(clerk, {**document, **ended}, at(date(2026, 3, 2)))
    page, lists = "/xxgk/changtu/items/N1/", ("/", "/xxgk/changtu/", "/xxgk/changtu/items/")
    machines = (
        "/sitemap-2026-1-changtu.xml",
        "/feed.xml",
        "/xxgk/changtu/rss.xml",
        "/api/items",
        "/policies/?validity=repealed",
    )
    for address in (*lists, *machines):
        assert page in client.get(address).content.decode(), address
        assert "N/2/" not in client.get(address).content.decode(), address
    entry = client.get(page).content.decode()
    assert "只有目录，没有正文" in entry
    assert "昌政发〔2026〕9号" in entry, "the mark of the register"
    assert 'name="PubDate" content="2026-03-01"' in entry
    assert client.get("/xxgk/changtu/items/N1/qr.svg").status_code == client.get(page).status_code == 200
    row = Item.objects.get(number="N1")
    actions.withdraw_item(clerk, row.pk, date(2026, 3, 2), "登记错了", at(date(2026, 3, 2)))
    assert client.get(page).status_code == client.get("/api/items/changtu/N1").status_code == 404
    for address in (*lists, *machines):
        assert page not in client.get(address).content.decode(), address


def test_what_is_signed_but_not_published_is_not_there(client: Client, here: Shown) -> None:
    row = signed(here.house, drafted(here.house, illustrated(here.house)))
    assert client.get(here.page(row)).status_code == 404
    actions.act(here.house.clerk, row.pk, "schedule", {"publish_at": "2026-03-02 10:00"}, NOW)
    assert client.get(here.page(row)).status_code == 404
    actions.publish_due(at(date(2026, 3, 2), 10))
    assert client.get(here.page(row)).status_code == 200
