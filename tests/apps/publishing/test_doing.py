"""Acts on items by the public doors: findings, duties, bundles, emergencies, what is withheld, the clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.documents.models import Document
from gongkai.apps.files import actions as files
from gongkai.apps.files import shelf
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import queries as people
from gongkai.apps.people.models import Person
from gongkai.apps.publishing import actions, queries, verification
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.duties import NewDuty
from gongkai.apps.publishing.models import Item, Publication, Signed, Version
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.files.made import a_picture
from tests.apps.office import at, member
from tests.apps.publishing.desk import (
    BODY,
    DAY,
    FIELDS,
    NORMATIVE,
    NOW,
    POLICY,
    House,
    content,
    drafted,
    house,
    published,
    signed,
    ticked,
)

pytestmark = pytest.mark.django_db
TYPO = "<p>请按装设备。</p>"
SECRET = "<p>机密★1年</p>"


@pytest.fixture
def where() -> House:
    return house()


def text(fields: object, **changed: object) -> Content:
    assert isinstance(fields, dict)
    return Content({**fields, **changed}, BODY)


def found(where: House, row: Item, family: str) -> list[str]:
    seen = queries.item(where.head, row.pk, NOW)
    return [each.found.key for each in seen.findings if each.found.code.startswith(family)]


def test_a_draft_is_saved_unfinished_and_sent_only_whole(where: House) -> None:
    row = actions.draft(where.clerk, Content({"title": "只有标题"}), NOW)
    with pytest.raises(Refusal, match="还缺：“体裁”、“栏目”、“公开属性”、“形成日期”、“信息来源”、正文"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)
    with pytest.raises(Refusal, match="缺“标题”"):
        actions.draft(where.clerk, Content({}), NOW)
    assert not Entry.objects.filter(event="refused").exists(), "slips are no attempts"


def pictured(where: House, alt: str = "", data: bytes = b"") -> Content:
    """A text with a picture, and the same as its attachment."""
    blob = files.store(where.clerk, data or a_picture(), "map.png", NOW)
    body = f'{BODY}<p><img src="file:{blob.digest}" alt="{alt}"></p>'
    return Content(FIELDS, body, (FileRef(blob.digest, "map.png", "picture", alt), FileRef(blob.digest, "造林图.png")))


def test_a_picture_needs_words_and_a_change_of_them_alone_is_another_text(where: House) -> None:
    row = actions.draft(where.clerk, pictured(where), NOW)
    with pytest.raises(Refusal, match="1张图片的替代文字"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)
    with pytest.raises(Refusal, match="一张图片没有随稿保存"):
        actions.edit(where.clerk, row.pk, Content(FIELDS, pictured(where).body), NOW)
    with pytest.raises(Refusal, match="没有上传成功"):
        actions.edit(where.clerk, row.pk, Content(FIELDS, BODY, (FileRef("0" * 64, "表.docx"),)), NOW)
    row = actions.edit(where.clerk, row.pk, pictured(where, "造林分布图"), NOW)
    before = row.working_id
    row = actions.edit(where.clerk, row.pk, pictured(where, "造林地块分布图"), NOW)
    assert row.working_id != before
    row = signed(where, row)
    assert row.state == "cleared"


def test_bytes_that_changed_on_the_disk_are_neither_signed_nor_published(where: House) -> None:
    row = actions.draft(where.clerk, pictured(where, "造林分布图", a_picture("PNG", compress_level=1)), NOW)
    row = signed(where, row)
    assert row.working is not None
    digest = row.working.files.select_related("blob")[0].blob.digest
    path = shelf.path_of(digest)
    kept = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(kept + b"x")
        with pytest.raises(Barred, match="内容与存入时不同"):
            actions.act(where.clerk, row.pk, "publish", {}, NOW)
        assert any("内容与存入时不同" in each.message for each in verification.verify())
    finally:
        path.write_bytes(kept)
    assert actions.act(where.clerk, row.pk, "publish", {}, NOW).state == "live"


def test_a_day_that_cannot_be_is_named(where: House) -> None:
    row = drafted(where, content(formed_on="2026-03-09", effective_on="2026-05-01", valid_until="2026-04-01"))
    with pytest.raises(Refusal, match=r"不晚于今天的形成日期（现在是 2026-03-09）.*不早于施行日期的有效期"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)


def test_the_same_text_once_more_changes_nothing_and_a_newer_one_is_not_written_over(where: House) -> None:
    row = drafted(where)
    again = actions.edit(where.head, row.pk, content(), NOW, based_on=1)
    assert (again.acts, Version.objects.count(), again.writer) == (1, 1, where.clerk.person)
    actions.edit(where.head, row.pk, content("<p>甲</p>"), NOW, based_on=1)
    with pytest.raises(Stale, match=f"{where.head.name}保存了第2稿"):
        actions.edit(where.clerk, row.pk, content("<p>乙</p>"), NOW, based_on=1)
    with pytest.raises(Stale, match="已有变化"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW, based_on=1)


def test_who_signs_another_text_than_the_one_that_is_there_is_kept_in_the_journal(where: House) -> None:
    row = drafted(where)
    actions.act(where.clerk, row.pk, "submit", {}, NOW)
    stage = "first_review"

    def refused() -> list[str]:
        kept = Entry.objects.filter(subject="item", subject_id=row.pk, event="refused")
        return [each.data["data"]["event"] for each in kept]

    with pytest.raises(Stale, match="不是现在这一稿"):
        actions.act(where.signer(stage), row.pk, stage, {**ticked(stage), "digest": ""}, NOW)
    assert refused() == [], "a form without a digest is a slip"
    for _ in range(2):
        with pytest.raises(Stale, match="不是现在这一稿"):
            actions.act(where.signer(stage), row.pk, stage, {**ticked(stage), "digest": "0" * 64}, NOW)
    assert refused() == [stage]
    assert not Signed.objects.exists()


def test_scripts_do_not_get_into_a_text(where: House) -> None:
    row = drafted(where, content("<p onclick='x()'>甲<script>alert(1)</script></p>"))
    assert row.working is not None
    assert "script" not in row.working.body
    assert "onclick" not in row.working.body


def test_a_typo_holds_up_the_proof_and_a_mark_of_secrecy_the_secrecy_review(where: House) -> None:
    row = signed(where, drafted(where, content(TYPO + SECRET)), "first_review")
    with pytest.raises(Barred, match="文字方面还有1处疑点没有答复（正文）"):
        actions.act(where.proofer, row.pk, "first_proof", ticked("first_proof"), NOW)
    (typo,) = found(where, row, "word.")
    answer = {"finding": typo, "verdict": "right", "reason": "引用的原文"}
    actions.act(where.proofer, row.pk, "answer", answer, NOW)
    row = signed(where, Item.objects.get(pk=row.pk), "second_proof")
    with pytest.raises(Barred, match="涉密"):
        actions.act(where.secrecy, row.pk, "secrecy_review", ticked("secrecy_review", row), NOW)
    for key in found(where, row, "secrecy."):
        told = {"finding": key, "verdict": "cleared", "reason": "已经解密"}
        with pytest.raises(Barred, match="由保密审查员、公开工作机构负责人答复"):
            actions.act(where.proofer, row.pk, "answer", told, NOW)
        actions.act(where.secrecy, row.pk, "answer", told, NOW)
    row = signed(where, Item.objects.get(pk=row.pk))
    assert row.state == "cleared"


def test_an_answer_outlives_a_change_elsewhere_and_no_change_of_its_place(where: House) -> None:
    row = drafted(where, content(TYPO))
    (key,) = found(where, row, "word.")
    actions.act(where.clerk, row.pk, "answer", {"finding": key, "verdict": "right", "reason": "原文"}, NOW)
    actions.edit(where.clerk, row.pk, content("<p>各乡镇：</p>" * 3 + TYPO), NOW)
    seen = queries.item(where.head, row.pk, NOW)
    assert [each.open for each in seen.findings if each.found.code.startswith("word.")] == [False]
    with pytest.raises(Refusal, match="已经没有了"):
        actions.act(where.clerk, row.pk, "answer", {"finding": "word.x|1", "verdict": "right", "reason": "无"}, NOW)


def test_what_a_finding_says_never_enters_the_journal(where: House) -> None:
    number = "211224199001011238"
    row = drafted(where, content(f"<p>身份证号码{number}</p>"))
    for key in found(where, row, "personal."):
        told = {"finding": key, "verdict": "cleared", "reason": "公示需要"}
        actions.act(where.secrecy, row.pk, "answer", told, NOW)
    assert not Entry.objects.filter(payload__contains=number).exists()


def login(actor: object) -> str:
    return Person.objects.get(pk=int(getattr(actor, "person"))).username  # noqa: B009 -- any actor


def test_a_duty_keeps_others_from_a_stage_and_a_stand_in_signs_in_his_own_name(where: House) -> None:
    stand_in = member(where.office.organ, "reviewer")
    duty = NewDuty("first_review", login(where.reviewer), DAY, login(stand_in), 2)
    actions.record_duty(where.head, duty, NOW)
    row = actions.act(where.clerk, drafted(where).pk, "submit", {}, NOW)
    assert row.stage_due == date(2026, 3, 4)
    with pytest.raises(Barred, match=f"指定由.*{where.reviewer.name}"):
        actions.act(where.proofer, row.pk, "first_review", ticked("first_review"), NOW)
    assert queries.items(where.proofer, queries.ItemFilters(to_sign=True), NOW).rows == ()
    assert [each.item.pk for each in queries.items(stand_in, queries.ItemFilters(to_sign=True), NOW).rows] == [row.pk]
    told = {**ticked("first_review"), "instead_of": "999"}
    actions.act(stand_in, row.pk, "first_review", told, NOW)
    signature = Signed.objects.get()
    assert (signature.person, signature.instead_of) == (stand_in.person, where.reviewer.person)
    seen = queries.item(where.head, row.pk, NOW)
    assert (seen.stages[0].person, seen.stages[0].instead_of) == (stand_in.name, where.reviewer.name)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"person": "nobody"}, "没有“nobody”这个登录名"),
        ({"stage": "draft"}, "没有“draft”"),
        ({"stand_in": "same"}, "替班人就是审签人本人"),
        ({"until": date(2026, 2, 1)}, "早于起日"),
    ],
)
def test_an_impossible_duty_is_refused(where: House, changed: dict[str, object], says: str) -> None:
    person = login(where.reviewer)
    told: dict[str, object] = {"stage": "first_review", "person": person, "since": DAY, **changed}
    told = {**told, "stand_in": person} if told.get("stand_in") == "same" else told
    with pytest.raises(Refusal, match=says):
        actions.record_duty(where.head, NewDuty(**told), NOW)  # type: ignore[arg-type]  # made of a table


def bundle(where: House) -> tuple[Item, Item, Item]:
    """A normative document with its interpretation and a piece of news, all drafted."""
    policy = drafted(where, text(NORMATIVE))
    explained = drafted(where, content(genre="text", title="《办法》解读", interprets=policy.number))
    news = drafted(where, content(genre="news", title="《办法》出台", interprets=policy.number))
    return policy, explained, news


def test_a_policy_goes_live_with_its_bundle_in_one_moment(where: House) -> None:
    policy, explained, news = bundle(where)
    policy = signed(where, policy, "secrecy_review")
    with pytest.raises(Barred, match="还没有同步的解读材料"):
        actions.act(where.leader, policy.pk, "third_review", ticked("third_review"), NOW)
    signed(where, explained, "second_proof")
    policy = signed(where, policy)
    with pytest.raises(Barred, match=r"《办法》解读”（待保密审查）、“《办法》出台”（起草）还没有审签完毕"):
        actions.act(where.clerk, policy.pk, "publish", {}, NOW)
    explained = signed(where, Item.objects.get(pk=explained.pk))
    signed(where, news)
    with pytest.raises(Barred, match="请从政策的页面一同公开"):
        actions.act(where.clerk, explained.pk, "publish", {}, NOW)
    actions.act(where.clerk, policy.pk, "publish", {}, NOW)
    assert set(Item.objects.values_list("state", "published_on")) == {("live", DAY)}
    assert Publication.objects.count() == Entry.objects.filter(subject="item", event="publish").count() == 3
    assert Document.objects.get().number == NORMATIVE["document_number"]
    assert queries.board(where.head, DAY + timedelta(days=30)).pile("late_interpretation").count == 0


def test_a_bundle_is_scheduled_and_goes_live_by_the_clock_or_not_at_all(where: House) -> None:
    policy, explained, news = bundle(where)
    signed(where, explained)
    signed(where, news)
    policy = signed(where, policy)
    policy = actions.act(where.clerk, policy.pk, "schedule", {"publish_at": "2026-03-03 09:00"}, NOW)
    assert set(Item.objects.values_list("state", flat=True)) == {"scheduled"}
    early, due = at(date(2026, 3, 3), 8), at(date(2026, 3, 3), 9)
    assert actions.publish_due(early) == []
    actions.act(where.clerk, news.pk, "unschedule", {"reason": "图片要换"}, NOW)
    actions.act(where.clerk, news.pk, "recall", {"reason": "图片要换"}, NOW)
    done = actions.publish_due(due)
    assert {each.event for each in done} == {"go_live"}
    assert all("《办法》出台”（起草）还没有一同定时" in each.refused or "请从政策" in each.refused for each in done)
    signed(where, Item.objects.get(pk=news.pk), now=due)
    assert all(each.refused for each in actions.publish_due(due)), "signed again, and not scheduled with the others"
    actions.act(where.clerk, policy.pk, "unschedule", {"reason": "图片换好了"}, due)
    actions.act(where.clerk, policy.pk, "schedule", {"publish_at": "2026-03-03 10:00"}, due)
    due = at(date(2026, 3, 3), 10)
    done = actions.publish_due(due)
    assert [(each.item_id, each.refused) for each in done] == [(policy.pk, "")]
    assert set(Item.objects.values_list("state", flat=True)) == {"live"}
    assert actions.publish_due(due) == []


def test_an_exemption_lets_a_policy_go_alone_and_its_interpretation_is_not_late(where: House) -> None:
    row = signed(where, drafted(where, text(NORMATIVE)), "secrecy_review")
    actions.act(where.head, row.pk, "exempt", {"reason": "内部程序性规定"}, NOW)
    row = signed(where, Item.objects.get(pk=row.pk))
    row = actions.act(where.clerk, row.pk, "publish", {}, NOW)
    assert (row.state, row.explain_by) == ("live", None)


def test_a_policy_without_an_interpretation_is_late_after_three_working_days(where: House) -> None:
    row = actions.act(where.leader, drafted(where, text(POLICY)).pk, "emergency", {"reason": "汛情"}, NOW)
    assert row.explain_by == date(2026, 3, 5)
    assert queries.board(where.head, date(2026, 3, 5)).pile("late_interpretation").count == 0
    assert queries.board(where.head, date(2026, 3, 6)).pile("late_interpretation").count == 1
    published(where, content(genre="picture", interprets=row.number))
    assert queries.board(where.head, date(2026, 3, 6)).pile("late_interpretation").count == 0


def test_an_emergency_needs_a_reason_and_another_hand_afterwards(where: House) -> None:
    row = drafted(where)
    with pytest.raises(Refusal, match="缺“理由”"):
        actions.act(where.head, row.pk, "emergency", {}, NOW)
    row = actions.act(where.head, row.pk, "emergency", {"reason": "暴雨红色预警"}, NOW)
    assert (row.state, row.way, row.published_on, row.stage_due) == ("owing", "emergency", DAY, date(2026, 3, 3))
    assert queries.board(where.leader, DAY).pile("owing").count == 1
    with pytest.raises(Barred, match="须由另一人"):
        actions.act(where.head, row.pk, "ratify", {"opinion": "同意"}, NOW)
    row = actions.act(where.leader, row.pk, "ratify", {"opinion": "情况属实，同意"}, NOW)
    assert (row.state, row.way, row.stage_due) == ("live", "emergency", None)
    board = queries.board(where.leader, DAY)
    assert (board.emergencies, board.published) == (1, 1)


def test_a_secret_does_not_go_out_by_the_emergency_door_either(where: House) -> None:
    row = drafted(where, content(SECRET))
    with pytest.raises(Barred, match="应急公开也不得公开"):
        actions.act(where.head, row.pk, "emergency", {"reason": "急"}, NOW)


def test_what_is_withheld_is_decided_by_another_and_looked_at_again(where: House) -> None:
    grounds = {"attribute": "withheld", "ground": "internal", "ground_reason": "内部会议安排"}
    row = drafted(where, content(**grounds))
    with pytest.raises(Refusal, match="属性不是“主动公开”"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)
    actions.act(where.clerk, row.pk, "propose_withhold", {}, NOW)
    row = actions.act(where.head, row.pk, "approve_withhold", {}, NOW)
    assert (row.state, row.evaluate_on, row.due) == ("withheld", date(2027, 3, 2), None)
    later = at(date(2027, 3, 2))
    assert queries.board(where.head, date(2027, 3, 2)).pile("evaluate").count == 1
    row = actions.act(where.head, row.pk, "reevaluate", {"reason": "情势没有变化"}, later)
    assert row.evaluate_on == date(2028, 3, 2)
    row = actions.act(where.head, row.pk, "disclose", {"reason": "可以公开了"}, later)
    assert row.state == "draft"


def test_an_amendment_leaves_the_old_text_up_until_it_is_signed_and_counts_once(where: House) -> None:
    row = published(where)
    first = row.live_id
    actions.act(where.clerk, row.pk, "correct", {"reason": "表述不准"}, NOW)
    row = actions.edit(where.clerk, row.pk, content("<p>改过的正文</p>", title="新的标题"), NOW)
    assert (row.title, row.live_id) == (FIELDS["title"], first), "the public sees the old text"
    later = at(date(2026, 4, 1))
    row = signed(where, row, now=later)
    row = actions.act(where.clerk, row.pk, "publish", {}, later)
    assert (row.title, row.published_on, row.renewed_on) == ("新的标题", DAY, date(2026, 4, 1))
    assert row.live_id != first
    assert queries.items_published(where.organ_id, 2026, date(2026, 12, 31)).count() == 1


def test_drafts_count_nowhere(where: House) -> None:
    drafted(where)
    signed(where, drafted(where))
    assert queries.items_published(where.organ_id, 2026, date(2026, 12, 31)).count() == 0
    assert queries.board(where.head, DAY).published == 0


def test_merging_names_an_item_that_is_public(where: House) -> None:
    row, other = published(where), drafted(where)
    for number in (other.number, row.number, "没有"):
        told = {"how": "merged", "successor": number, "reason": "内容重复"}
        with pytest.raises(Refusal, match="不是公开的信息"):
            actions.act(where.head, row.pk, "withdraw", told, NOW)
    target = published(where)
    row = actions.act(
        where.head, row.pk, "withdraw", {"how": "merged", "successor": target.number, "reason": "内容重复"}, NOW
    )
    assert (row.state, row.successor, row.withdrawn_how) == ("withdrawn", target.number, "merged")


def test_what_expires_goes_off_by_the_clock(where: House) -> None:
    row = published(where, content(expires_on="2026-04-01"))
    assert actions.publish_due(at(date(2026, 3, 31))) == []
    (done,) = actions.publish_due(at(date(2026, 4, 1)))
    assert (done.item_id, done.event, done.refused) == (row.pk, "expire", "")
    row.refresh_from_db()
    assert (row.state, row.withdrawn_how, row.withdrawn_on) == ("withdrawn", "lapsed", date(2026, 4, 1))


def test_a_repealed_page_ends_its_document(where: House) -> None:
    row = signed(where, drafted(where, text(NORMATIVE)), "secrecy_review")
    actions.act(where.head, row.pk, "exempt", {"reason": "程序性规定"}, NOW)
    row = signed(where, Item.objects.get(pk=row.pk))
    row = actions.act(where.clerk, row.pk, "publish", {}, NOW)
    told = {"how": "repealed", "reason": "被替代", "by": "昌政发〔2026〕9号"}
    actions.act(where.head, row.pk, "withdraw", told, at(date(2026, 6, 1)))
    assert Document.objects.get().ended_on == date(2026, 6, 1)


def test_index_numbers_follow_one_another_and_pass_over_what_a_register_holds(where: House) -> None:
    assert drafted(where).number == "changtu-2026-00001"
    Item.objects.create(
        organ_id=where.organ_id, number="changtu-2026-00002", title="登记的", column="通知", published_on=DAY
    )
    assert drafted(where).number == "changtu-2026-00003"
    assert drafted(where, now=at(date(2027, 1, 4))).number == "changtu-2027-00001"


def test_what_is_typed_is_kept_for_its_writer_and_seen_by_others_as_presence(where: House) -> None:
    row = drafted(where)
    actions.autosave(where.clerk, "page-1", row.pk, {"title": "写了一半"}, 1, NOW)
    actions.autosave(where.clerk, "page-1", row.pk, {"title": "写了一大半"}, 1, NOW)
    kept = queries.scratch(where.clerk, "page-1")
    assert kept is not None
    assert "一大半" in kept.typed
    assert queries.scratch(where.head, "page-1") is None
    assert [each.name for each in queries.present(where.head, row.pk, NOW)] == [where.clerk.name]
    assert queries.present(where.clerk, row.pk, NOW) == []
    assert queries.present(where.head, row.pk, NOW + timedelta(minutes=5)) == []
    actions.drop_scratch(where.clerk, "page-1")
    assert queries.scratch(where.clerk, "page-1") is None


def test_a_stranger_at_the_door_is_written_down_once_a_day(where: House) -> None:
    row = drafted(where)
    for _ in range(3):
        actions.note_stranger(row.pk, "page", NOW)
    actions.note_stranger(row.pk, "attachment", NOW)
    actions.note_stranger(999_999, "page", NOW)
    assert Entry.objects.filter(subject="item", event="stranger").count() == 2
    seen = queries.item(where.head, row.pk, NOW)
    assert [line.label for line in seen.lines] == ["起草", "外部访问未公开内容", "外部访问未公开内容"]
    assert people.names({"system"}) == {"system": "系统"}
