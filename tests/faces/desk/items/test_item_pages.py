"""List, board, page of an item and its versions: what they show, and how many queries they cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.publishing import actions as publishing
from gongkai.law.casework import Refusal
from tests.faces.desk.items.world import BODY, NOW, POLICY, Desk
from tests.faces.desk.world import Office
from tests.faces.shown import queries_of, words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def _titles(client: Client, query: str) -> list[str]:
    return [line.row.title for line in client.get(f"/desk/items/{query}").context["lines"]]


def test_a_list_costs_the_same_for_five_rows_and_for_fifty(here: Office, enter: Enter) -> None:
    desk, client = Desk(here), enter(here, "head")
    for n in range(5):
        desk.draft(title=f"第{n}条")
    few = queries_of(client, "/desk/items/")
    for n in range(45):
        desk.draft(title=f"另{n}条")
    assert queries_of(client, "/desk/items/") == few
    assert few <= 14


def test_a_page_and_a_review_cost_the_same_for_few_versions_and_for_many(here: Office, enter: Enter) -> None:
    desk, client = Desk(here), enter(here, "reviewer")
    row = desk.edit(desk.draft(), BODY + "<p>其一。</p>")
    paths = [f"/desk/items/{row.pk}/", f"/desk/items/{row.pk}/review/"]
    few = [queries_of(client, path) for path in paths]
    for n in range(12):
        row = desk.edit(row, BODY + f"<p>其{n}。</p>", title=f"第{n}个标题")
    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 26


def test_a_page_stays_whole_while_others_draft(here: Office, enter: Enter) -> None:
    desk, client = Desk(here), enter(here, "clerk")
    for n in range(60):
        desk.draft(title=f"第{n}条")
    first = client.get("/desk/items/").context
    assert [line.row.title for line in first["lines"]][:2] == ["第59条", "第58条"]
    desk.draft(title="后来的")
    second = _titles(client, first["older"])
    assert second == [f"第{n}条" for n in range(9, -1, -1)]
    back = client.get("/desk/items/" + client.get("/desk/items/" + first["older"]).context["newer"]).context
    assert [line.row.title for line in back["lines"]] == [line.row.title for line in first["lines"]]


def test_filters_stand_in_the_address(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    desk.draft(title="树苗补助办法", genre="policy", column="政策文件", document_number="昌林发〔2026〕3号")
    desk.draft(title="不能公开的名单", attribute="withheld", ground="internal", ground_reason="内部事务")
    late = desk.draft(title="迟了的通知", formed_on="2026-10-01")
    waiting = desk.act(desk.draft(title="等审的通知"), "submit")
    desk.act(desk.draft(title="火险预警"), "emergency", "head", reason="火险等级高。")
    desk.live(title="公开了的通知")
    clerk, reviewer, leader = (enter(here, role) for role in ("clerk", "reviewer", "leader"))
    assert _titles(clerk, "?q=树苗") == _titles(clerk, "?genre=policy") == _titles(clerk, "?column=政策文件")
    assert _titles(clerk, "?q=树苗") == _titles(clerk, "?q=〔2026〕3号") == ["树苗补助办法"]
    assert _titles(clerk, "?attribute=withheld") == ["不能公开的名单"]
    assert _titles(clerk, "?what=late") == [late.title]
    assert _titles(clerk, "?what=emergency") == _titles(leader, "?what=owing") == ["火险预警"]
    assert _titles(reviewer, "?what=to_sign") == [waiting.title]
    assert _titles(leader, "?what=to_sign") == ["火险预警"]
    assert _titles(clerk, "?what=mine&state=live") == _titles(clerk, "?year=2026&state=live") == ["公开了的通知"]
    assert _titles(clerk, "?q=没有") == []
    wrong = words_of(clerk.get("/desk/items/?year=去年&state=purple").content)
    assert wrong.count("这一项没有用来筛选") == 2


def test_the_board_counts_what_waits_and_each_count_leads_to_its_list(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    desk.act(desk.draft(), "submit")
    desk.draft(formed_on="2026-10-01")
    desk.act(desk.draft(title="火险预警"), "emergency", "head", reason="火险等级高。")
    desk.act(desk.signed(desk.draft(title="定时的")), "schedule", publish_at="2026-11-23 09:00")
    desk.live()
    client = enter(here, "reviewer")
    today = client.get("/desk/")
    board = {each.label: (each.how_many, each.url) for each in today.context["board"]}
    assert {label: n for label, (n, _) in board.items() if n} == {
        "待我审签": 1,
        "逾期": 1,
        "3 个工作日内到期": 2,
        "应急公开待补审": 1,
        "已定时": 1,
    }
    for how_many, url in board.values():
        assert len(client.get(url).context["lines"]) == how_many
    assert "今年由本机关在这里办理公开 2 条（不含迁入和只登记的），其中应急公开 1 条，占 50.0%" in words_of(
        today.content
    )


def test_the_page_tells_where_an_item_stands_and_what_was_tried(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.signed(desk.draft(), "first_proof")
    with pytest.raises(Refusal):
        desk.act(row, "publish")
    row = desk.act(row, "return", "head", reason="第三条有误。")
    row = desk.signed(desk.edit(row, BODY + "<p>已改。</p>"), "first_review")
    page = words_of(enter(here, "clerk").get(f"/desk/items/{row.pk}/").content)
    for said in (
        "待一校",
        "乙一",
        "有 2 个签名因改动或者退回作废",
        "办理被拒绝：公开",
        "第三条有误。",
        "主动公开期限",
        "第二十六条",
    ):
        assert said in page, said
    strip = {each.name: each.key for each in enter(here, "head").get(f"/desk/items/{row.pk}/").context["signatures"]}
    assert strip["一审"] == "signed"
    assert strip["一校"] == "awaited"
    assert strip["二审"] == "coming"


def test_signatures_of_what_was_published_stay_true_after_it_was_withdrawn(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.act(desk.live(), "withdraw", "head", how="repealed", reason="被取代。", by="昌政发〔2026〕9号")
    seen = enter(here, "clerk").get(f"/desk/items/{row.pk}/")
    assert {each.key for each in seen.context["signatures"]} == {"signed"}
    page = words_of(seen.content)
    assert "签名已作废" not in page
    assert "正文和附件保留，页首标明“已废止”" in page
    assert "昌政发〔2026〕9号" in page


def test_a_normative_document_bears_the_mark_of_the_register(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.draft(
        title="造林补助办法",
        genre="normative",
        document_number="昌政发〔2026〕1号",
        effective_on="2026-11-19",
        valid_until="2026-11-19",
    )
    client = enter(here, "clerk")
    assert client.get(f"/desk/items/{row.pk}/").context["in_register"] is None, "not before it is public"
    desk.act(row, "emergency", "head", reason="灾情紧急。")
    assert "规范性文件登记簿：已失效" in words_of(client.get(f"/desk/items/{row.pk}/").content)


def test_an_emergency_is_told_on_the_page_until_and_after_its_approval(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(), "emergency", "head", reason="火险等级高。")
    client = enter(here, "leader")
    page = words_of(client.get(f"/desk/items/{row.pk}/").content)
    assert "应急公开，还没有补审" in page
    assert "火险等级高。" in page
    desk.act(row, "ratify", "leader", opinion="同意。")
    assert "应急公开，已补审" in words_of(client.get(f"/desk/items/{row.pk}/").content)


def test_a_policy_and_its_interpretation_name_each_other(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    policy = desk.draft(title="造林补助办法", genre="policy")
    text = desk.draft(title="办法解读", genre="text", interprets=policy.number)
    client = enter(here, "clerk")
    whole = words_of(client.get(f"/desk/items/{policy.pk}/").content)
    assert "办法解读" in whole
    assert "还有 1 件没有审签完毕" in whole
    assert "造林补助办法" in words_of(client.get(f"/desk/items/{text.pk}/").content)
    text = desk.signed(text)
    assert "解读材料已经齐备" in words_of(client.get(f"/desk/items/{policy.pk}/").content)


def test_that_a_policy_needs_no_interpretation_is_told_before_and_after_it_is_public(
    here: Office, enter: Enter
) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(**POLICY), "submit")
    row = desk.act(row, "exempt", "leader", reason="只改了联系电话。")
    client, path = enter(here, "head"), f"/desk/items/{row.pk}/"
    for _ in range(2):
        assert "已签批免予解读：只改了联系电话。" in words_of(client.get(path).content)
        row = desk.act(desk.signed(row), "publish") if row.state != "live" else row


def test_any_two_versions_are_compared(here: Office, enter: Enter) -> None:
    desk, client = Desk(here), enter(here, "clerk")
    row = desk.edit(desk.draft(), BODY.replace("按时", "及时"), title="另一个标题")
    chosen = client.get(f"/desk/items/{row.pk}/compare/", {"old": "1", "new": "2"})
    assert chosen["Location"] == f"/desk/items/{row.pk}/versions/2/?old=1"
    page = client.get(chosen["Location"])
    tree = LexborHTMLParser(page.content)
    assert [node.text() for node in tree.css(".redline del")] == ["按"]
    assert [node.text() for node in tree.css(".redline ins")] == ["及"]
    assert page.context["changes"] == 1 + len(tree.css(".field-change [data-change]"))
    assert "请按时完成" in words_of(client.get(f"/desk/items/{row.pk}/versions/1/").content)


def test_what_is_withheld_tells_its_ground_and_when_it_is_looked_at_again(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.draft(attribute="withheld", ground="internal", ground_reason="只涉及内部分工。")
    row = desk.act(desk.act(row, "propose_withhold"), "approve_withhold", "head")
    page = words_of(enter(here, "clerk").get(f"/desk/items/{row.pk}/").content)
    for said in ("不予公开", "内部事务信息（第十六条第一款）", "只涉及内部分工。", "2026-11-19 认定", "定期评估"):
        assert said in page, said


def test_titles_and_reasons_are_text_and_never_markup(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(title="<script>alert(1)</script>"), "submit")
    desk.act(row, "return", "head", reason="<img src=x onerror=alert(2)>")
    client = enter(here, "clerk")
    for path in ("", f"{row.pk}/", f"{row.pk}/review/", f"{row.pk}/versions/1/"):
        content = client.get(f"/desk/items/{path}").content.decode()
        assert "<script>alert" not in content, path
        assert "<img src=x" not in content, path


def test_who_signs_a_stage_is_named_and_others_are_told_why_not(here: Office, enter: Enter) -> None:
    head = here.actor("head")
    duty = publishing.NewDuty("first_review", "reviewer1", date(2026, 1, 1), stand_in="clerk1")
    publishing.record_duty(head, duty, NOW)
    row = Desk(here).act(Desk(here).draft(), "submit")
    page = enter(here, "head").get(f"/desk/items/{row.pk}/")
    awaited = next(each for each in page.context["signatures"] if each.key == "awaited")
    assert awaited.who == "乙一（替班 甲一）"


def test_a_stage_that_nobody_could_sign_is_said_on_the_list(here: Office, enter: Enter) -> None:
    client = enter(here, "head")
    said = " ".join(client.get("/desk/items/").context["unsigned"])
    assert "没有人能签" not in said.split("只有")[0], "every stage has somebody in its role"
    publishing.record_duty(here.actor("head"), publishing.NewDuty("secrecy_review", "clerk1", date(2026, 1, 1)), NOW)
    publishing.record_duty(here.actor("head"), publishing.NewDuty("second_review", "reviewer1", date(2026, 1, 1)), NOW)
    for path in ("/desk/items/", "/desk/duties/"):
        page = words_of(client.get(path).content)
        assert "保密审查：本机关没有人能签" in page, "who is named has no role for it"
        assert "只有乙一能签，乙一自己起草或者改过的稿没有人能签" in page
    assert client.get("/desk/duties/").status_code == 200
    assert not enter(here, "supervisor").get("/desk/items/").context["unsigned"], "not their house"


def test_duties_are_recorded_shown_and_taken_back(here: Office, enter: Enter) -> None:
    client = enter(here, "head")
    typed = {"stage": "first_review", "person": "reviewer1", "stand_in": "", "working_days": "2", "day": "2026-11-01"}
    sent = client.post("/desk/duties/new/", {**typed, "until": ""})
    assert sent.status_code == 302
    assert client.post("/desk/duties/new/", {**typed, "until": ""}).status_code == 302, "the same sent twice"
    table = [(row.stage, row.who, row.days) for row in client.get("/desk/duties/").context["stages"]]
    assert table[0] == ("一审", "乙一", 2)
    assert len(table) == 7
    wrong = client.post("/desk/duties/new/", {**typed, "stand_in": "reviewer1"})
    assert wrong.status_code == 422
    assert "替班人就是审签人本人" in words_of(wrong.content)
    entry = client.get(sent["Location"])
    assert "reviewer1" in words_of(entry.content)
    taken = client.post(f"{sent['Location']}do/annul/", {"reason": "换人。"})
    assert taken.status_code == 302
    shown = client.get("/desk/duties/").context
    assert shown["stages"][0].who.startswith("没有指定")
    assert [row.standing for row in shown["others"]] == ["误登，已撤销"]
