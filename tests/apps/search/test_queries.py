"""The same questions on both databases, against answers told by looking through every text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from gongkai.apps.columns.models import Column
from gongkai.apps.organs.models import Organ, OrganName
from gongkai.apps.search import actions, index, searching, wishes
from gongkai.apps.search.counting import Effort
from gongkai.apps.search.findable import Attached, Findable, Kind
from gongkai.apps.search.models import Content, Entry, Synonym
from gongkai.apps.search.queries import MOST, Query, near, search, suggest
from gongkai.texts.grams import asked, normal
from tests.apps.search.conftest import TODAY, Tell

pytestmark = pytest.mark.django_db


def found(text: str = "", **more: object) -> list[str]:
    return [each.number for each in search(Query(text, **more), TODAY).entries]  # type: ignore[arg-type]  # as each test says


def test_words_are_found_wherever_they_stand(tell: Tell) -> None:
    tell("1", "关于做好防汛工作的通知", "各乡镇人民政府：请做好水库巡查。")
    tell("2", "公示", "附件见下。", attachments=(Attached(3, "名单.xlsx", "水库移民名单"),))
    assert found("防汛") == found("汛") == found("防汛 水库") == ["1"]
    assert found("水库") == ["1", "2"]
    assert found("水库 -移民") == ["1"]
    assert found("水移") == found("库水") == []
    within = search(Query("移民"), TODAY).entries[0].attachment
    assert within is not None
    assert (within.place, within.name) == (3, "名单.xlsx")


def test_every_piece_of_every_text_is_found(organ: Organ) -> None:
    random = Random(5)
    letters = "政府信息公开办法水利局通知2024年，。 （）AbＣ"
    texts = ["".join(random.choices(letters, k=60)) for _ in range(40)]
    actions.put(
        Findable(Kind.INFORMATION, f"item:office/{at}", organ.pk, str(at), f"第{at}号", TODAY - timedelta(at), text)
        for at, text in enumerate(texts)
    )
    for _ in range(150):
        text = random.choice(texts)
        start = random.randrange(len(text))
        piece = text[start : start + random.randint(1, 8)]
        words = asked(piece).wanted
        truth = {
            at for at, each in enumerate(texts) if all(word in normal(each) or word in f"第{at}号" for word in words)
        }
        got = {int(number) for page in (1, 2) for number in found(piece, page=page)} if words else set()
        assert got == (truth if words else set()), piece


def test_the_order_is_one(tell: Tell) -> None:
    old = TODAY - timedelta(2000)
    tell("body", "其他", "城镇低保标准。", TODAY)
    tell("title", "城镇低保标准调整的通知", "", old)
    tell("number", "甲", "", old, document_number="昌政发〔2020〕3号")
    tell("mentions", "关于贯彻昌政发〔2020〕3号的通知", "", TODAY)
    tell("attached", "附件", "", TODAY, attachments=(Attached(1, "a", "城镇低保标准"),))
    tell("ended", "其他的", "城镇低保标准。", TODAY, in_force_from=old, ended_on=TODAY)
    assert found("城镇低保") == ["title", "body", "ended", "attached"]
    assert found("城镇低保", sort="newest") == ["attached", "body", "ended", "title"]
    for typed in ("昌政发〔2020〕3号", "昌政发[2020]3号", "昌政发（2020）3号", "昌政发【2020】3号"):
        assert found(typed) == ["number", "mentions"]
    assert search(Query("昌政发2020年3号"), TODAY).corrected == "昌政发〔2020〕3号"


def test_filters_narrow_and_are_counted(tell: Tell) -> None:
    tell("1", "水利通知", day=date(2025, 5, 1), column="通知公告")
    tell("2", "水利办法", day=date(2026, 5, 1), column="规范性文件", kind=Kind.POLICY, in_force_from=date(2026, 7, 1))
    tell(
        "3",
        "水利规定",
        day=date(2024, 5, 1),
        kind=Kind.POLICY,
        in_force_from=date(2024, 5, 1),
        ended_on=date(2026, 6, 1),
    )
    tell("4", "水利细则", day=date(2024, 4, 1), kind=Kind.POLICY, in_force_from=date(2024, 4, 1))
    assert found("水利", kind="policy") == ["2", "4", "3"]
    assert found("水利", year=2025) == found("水利", column="通知公告") == ["1"]
    assert found("水利", validity="in_force") == ["4"]
    assert found("水利", validity="ended") == ["3"]
    assert found("水利", organ="nobody") == found("水利", kind="x") == []
    assert search(Query("水利", organ="nobody"), TODAY).said
    # A day later what was to come is in force, without anybody's hand.
    assert [each.number for each in search(Query(validity="in_force"), date(2026, 7, 1)).entries] == ["2", "4"]
    counted = search(Query("水利"), TODAY).facets
    assert [(each.value, each.count) for each in counted["kind"]] == [("policy", 3), ("information", 1)]
    assert [each.value for each in counted["year"]] == ["2026", "2025", "2024"]
    assert counted["organ"][0].label == "测试县人民政府办公室"


def _many(organ: Organ, count: int, text: str) -> None:
    day = date(2020, 1, 1)
    actions.put(
        Findable(Kind.INFORMATION, f"item:office/{at}", organ.pk, str(at), f"第{at}号", day + timedelta(at), text)
        for at in range(count)
    )
    actions.put([Findable(Kind.POLICY, "item:office/old", organ.pk, "old", "常见的词汇", date(2001, 1, 1), "")])


@pytest.mark.parametrize("word", ["常见的词", "常见"])
def test_all_are_counted_where_more_are_found_than_are_ranked(organ: Organ, word: str) -> None:
    _many(organ, MOST + 30, "常见的词。")
    answer = search(Query(word), TODAY, thorough=True)
    assert (answer.counted, answer.over, answer.partly) == (f"{MOST + 31}条", False, False)
    assert (answer.pages, answer.listed) == (MOST // 20, MOST)
    assert [each.number for each in answer.entries[:2]] == ["old", str(MOST + 29)]
    assert [(each.value, each.count) for each in answer.facets["year"]] == [("2020", MOST + 30), ("2001", 1)]
    assert {each.value: each.count for each in answer.facets["kind"]} == {"information": MOST + 30, "policy": 1}


@pytest.mark.parametrize("word", ["常见的词", "常见"])
def test_who_only_wants_an_answer_is_told_that_there_is_more(organ: Organ, word: str) -> None:
    _many(organ, MOST + 30, "常见的词。")
    answer = search(Query(word), TODAY)
    assert (answer.counted, answer.over, answer.of, answer.partly) == (f"超过{MOST}条", True, MOST, True)
    assert [each.number for each in answer.entries[:2]] == ["old", str(MOST + 29)]


@pytest.mark.parametrize(
    ("word", "count", "over"), [("常见的词", MOST + 41, True), ("常见", 361, False), ("", 361, False)]
)
def test_what_is_not_counted_is_said(
    organ: Organ, monkeypatch: pytest.MonkeyPatch, word: str, count: int, over: bool
) -> None:
    monkeypatch.setattr(searching, "QUICK", Effort(40, 40))
    _many(organ, MOST + 60, "常见的词。")
    answer = search(Query(word), TODAY)
    assert (answer.count, answer.over, answer.of, answer.partly) == (count, over, MOST + 41, True)
    assert answer.counted == (f"超过{count}条" if over else f"{count}条")


def test_whatever_narrows_is_counted_exactly(organ: Organ) -> None:
    _many(organ, MOST + 80, "常见的词，第一。")
    actions.put(
        Findable(
            Kind.POLICY, f"p{at}", organ.pk, f"p{at}", "常见的词", date(2019, 1, 1 + at), "第二", in_force_from=TODAY
        )
        for at in range(9)
    )
    actions.set_validity("p0", date(2019, 1, 1), date(2020, 1, 1))
    asked = {
        Query("常见 -第二"): MOST + 81,
        Query("常见", validity="in_force"): 8,
        Query("常见", validity="ended"): 1,
        Query("常见的词 第一"): MOST + 80,
        Query("常见", kind="policy"): 10,
        Query("", year=2019): 9,
        Query(""): MOST + 90,
    }
    assert {query: search(query, TODAY, thorough=True).count for query in asked} == asked


def test_things_are_found_under_what_their_column_is_called_now(organ: Organ, tell: Tell) -> None:
    since = date(2010, 1, 1)
    Column.objects.create(organ=organ, slug="a", name="惠农政策", former="农业补贴", kind="news", opened_on=since)
    other = Organ.objects.create(code="other", kind="office", level="county", since=since)
    OrganName.objects.create(organ=other, name="别的机关", since=since)
    tell("1", "造林的补贴", column="农业补贴")
    tell("2", "种地的补贴", column="惠农政策")
    tell("3", "别处的补贴", column="农业补贴", key="item:other/3", organ_id=other.pk)
    answer = search(Query("补贴"), TODAY)
    assert {each.label: each.count for each in answer.facets["column"]} == {"惠农政策": 2, "农业补贴": 1}
    assert {each.number: each.column for each in answer.entries} == {"1": "惠农政策", "2": "惠农政策", "3": "农业补贴"}
    assert {each.number for each in search(Query(column="惠农政策"), TODAY).entries} == {"1", "2"}
    assert {each.number for each in search(Query("补贴", column="惠农政策", organ="other"), TODAY).entries} == set()
    assert {each.number for each in search(Query(column="农业补贴"), TODAY).entries} == {"1", "2", "3"}


def test_a_flood_of_words_is_not_kept(organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishes, "MOST_A_DAY", 3)
    assert [actions.record(f"词{at}", False, TODAY) for at in range(5)] == [True, True, True, False, False]
    assert actions.record("词1", False, TODAY), "known of today already"
    assert actions.record("词4", False, TODAY + timedelta(1))
    assert actions.forget(TODAY + timedelta(1)) == 3


def test_marks_are_pieces_of_plain_text(tell: Tell) -> None:
    tell("1", "<b>ＡＢＣ</b>评估", "前文，" * 60 + "信息公\n开工作<script>。后文" + "长" * 300)
    one = search(Query("abc 信息公开"), TODAY).entries[0]
    assert [(each.text, each.match) for each in one.title] == [("<b>", False), ("ＡＢＣ", True), ("</b>评估", False)]
    assert "信息公 开" in [each.text for each in one.snippet if each.match]
    assert sum(len(each.text) for each in one.snippet) < 130


def test_what_was_meant_is_guessed_by_sound_and_by_one_character(tell: Tell) -> None:
    tell("1", "关于开展政务公开工作的通知")
    assert search(Query("政雾公开"), TODAY).corrected == "政务公开"
    assert search(Query("郑务工开"), TODAY).corrected == "政务公开"
    assert search(Query("政务公升"), TODAY).corrected == "政务公开"
    assert search(Query("县府半"), TODAY).corrected == "县府办"
    assert search(Query("无关的话"), TODAY).corrected == ""


def test_words_that_mean_the_same_are_looked_for_too(tell: Tell, organ: Organ) -> None:
    tell("1", "城镇居民最低生活保障办法")
    Synonym.objects.create(organ=organ, words="低保 最低生活保障", since=TODAY)
    answer = search(Query("低保"), TODAY)
    assert [each.number for each in answer.entries] == ["1"]
    assert answer.expanded[0].by == ("最低生活保障",)
    assert [each.text for each in answer.entries[0].title if each.match] == ["最低生活保障"]


def test_what_was_told_again_or_taken_back(tell: Tell) -> None:
    told = tell("1", "防汛通知", "原来的内容")
    assert actions.put([told]) == 0
    tell("1", "抗旱通知", "后来的内容", TODAY - timedelta(3))
    assert found("防汛") == found("原来") == []
    assert found("抗旱") == found("后来") == ["1"]
    assert actions.set_validity("item:office/1", TODAY, None)
    assert found("抗旱", validity="in_force") == ["1"]
    assert actions.drop(["item:office/1"]) == 1
    assert found("抗旱") == []
    assert (Entry.objects.count(), Content.objects.count()) == (0, 0)
    assert index.places(index.WORDS, -1, 5) == index.places(index.NAMES, -1, 5) == []


def test_a_book_is_found_and_left_out_of_nothing(organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_BYTES", 600)
    text = "".join(chr(0x4E00 + at) for at in range(500)) + "，水库"
    actions.put([Findable(Kind.INFORMATION, "item:office/1", organ.pk, "1", "大书", TODAY, text)])
    assert found("水库") == found(text[100:106]) == found("水") == ["1"]
    assert found("库水") == found("鑫") == []


def test_a_day_that_is_full_goes_on(organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_DENSE", 2)
    actions.put(
        Findable(Kind.INFORMATION, f"item:office/{at}", organ.pk, str(at), f"通知{at}", TODAY, "") for at in range(11)
    )
    assert len(found("通知")) == 11
    assert connection.vendor != "sqlite" or Entry.objects.values("place").distinct().count() == 11


def test_suggestions_lead_on(tell: Tell) -> None:
    tell("1", "关于防汛工作的通知", document_number="昌政发〔2026〕1号")
    tell("2", "防汛预案")
    for day in range(6):
        actions.record("防汛工作", True, TODAY - timedelta(day % 3))
        # One person in one hour makes no suggestion for everybody.
        actions.record("防汛一人所问", True, TODAY)
    actions.record("防汛某某", True, TODAY)
    assert [(each.kind, each.text) for each in suggest("防汛")] == [
        ("query", "防汛工作"),
        ("title", "防汛预案"),
        ("title", "关于防汛工作的通知"),
    ]
    assert suggest("昌政发")[0].entry == ("information", "office", "1")
    assert suggest("，") == []


def test_what_is_near_a_longer_text(tell: Tell) -> None:
    tell("1", "农村危房改造补助标准", "每户补助一万四千元。")
    tell("2", "春季造林任务")
    for at in range(3, 8):
        tell(str(at), "通知", "请各单位办理。")
    asking = "您好，我家房子是危房，想了解2026年农村危房改造的补助标准是多少，怎样申请？"
    assert [each.number for each in near(asking)] == ["1"]
    assert near("，。") == near("") == []


@pytest.mark.parametrize(
    "text", ["210102199003071234", "王某 13812345678", "电话024-12345678", "someone@example.cn", "一" * 41]
)
def test_what_may_be_somebodys_is_not_kept(text: str, organ: Organ) -> None:
    assert not actions.record(text, False, TODAY)


def test_what_was_not_found_is_counted_by_day(organ: Organ) -> None:
    from gongkai.apps.search.queries import missed

    for day in (TODAY, TODAY, TODAY - timedelta(1)):
        actions.record("医保 报销", False, day)
    actions.record("找到的", True, TODAY)
    assert [(each.text, each.times, each.days) for each in missed(TODAY - timedelta(7))] == [("医保 报销", 3, 2)]


def test_nobody_waits_for_the_count_while_another_writes(organ: Organ) -> None:
    assert actions.record("防汛", True, TODAY), "held by this transaction until its end"

    def elsewhere() -> bool:
        try:
            return actions.record("防汛", True, TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        assert not other.submit(elsewhere).result(timeout=10)
