"""The desk's pages of the search: what was not found and what was done about it; words that mean the same, one by one and as a csv."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.apps.journal.models import Entry
from gongkai.apps.search import actions
from gongkai.apps.search.findable import Findable, Kind
from gongkai.apps.search.models import Settled, Synonym
from gongkai.apps.search.queries import Query, search
from tests.faces.desk.conftest import TODAY
from tests.faces.desk.search.wishes import DAY, searched, tended
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


@pytest.fixture
def clerk(here: Office, enter: Enter) -> Client:
    return enter(here, "clerk")


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def _listed(client: Client, query: str = "") -> list[str]:
    return [line.wanted.missed.text for line in client.get(f"/desk/search/{query}").context["lines"]]


def _public(where: Office, title: str) -> None:
    actions.put([Findable(Kind.INFORMATION, f"item:office/{title}", where.organ.pk, "N1", title, DAY, "")])


def test_what_was_not_found_is_listed_the_most_frequent_first(clerk: Client) -> None:
    searched("棚户改造", 2)
    searched("校车时刻", 5)
    searched("从前的词", 9, TODAY - timedelta(100))
    assert _listed(clerk) == ["校车时刻", "棚户改造"]
    assert _listed(clerk, "?days=400") == ["从前的词", "校车时刻", "棚户改造"]
    assert '<td class="number" data-label="次数">5</td>' in _text(clerk, "/desk/search/")


def test_what_can_be_found_by_now_is_open_no_more(clerk: Client, here: Office) -> None:
    searched("校车时刻", 5)
    _public(here, "校车时刻表")
    assert _listed(clerk) == []
    assert _listed(clerk, "?state=findable") == ["校车时刻"]
    assert "现在能搜到" in _text(clerk, "/desk/search/?state=findable")


def test_to_deal_with_it_is_an_act_in_the_journal_and_can_be_taken_back(clerk: Client) -> None:
    searched("校车时刻", 5)
    form = clerk.get("/desk/search/settle/?text=校车时刻").context["form"]
    assert form["text"].value() == "校车时刻"
    typed = {"text": "校车时刻", "how": "not_ours", "note": "教育局网站有", "day": TODAY.isoformat()}
    assert clerk.post("/desk/search/settle/", typed).status_code == 302
    assert _listed(clerk) == []
    assert _listed(clerk, "?state=settled") == ["校车时刻"]
    row = Settled.objects.get()
    entry = Entry.objects.get(subject="wish")
    assert (entry.subject_id, entry.event, entry.day) == (row.pk, "record", TODAY)
    taken_back = {"reason": "弄错了", "based_on": "1"}
    assert clerk.post(f"/desk/search/settled/{row.pk}/do/annul/", taken_back).status_code == 302
    assert _listed(clerk) == ["校车时刻"]


def test_what_is_searched_in_vain_again_is_open_again(clerk: Client) -> None:
    searched("校车时刻", 5)
    typed = {"text": "校车时刻", "how": "guidance", "note": "", "day": DAY.isoformat()}
    assert clerk.post("/desk/search/settle/", typed).status_code == 302
    assert _listed(clerk) == []
    searched("校车时刻", 1, TODAY)
    assert _listed(clerk) == ["校车时刻"]
    assert "之后又有人搜" in _text(clerk, "/desk/search/")


def test_the_same_form_sent_twice_is_done_once_and_another_answer_is_refused(clerk: Client) -> None:
    searched("校车时刻")
    typed = {"text": "校车时刻", "how": "guidance", "note": "", "day": TODAY.isoformat()}
    for _ in range(2):
        assert clerk.post("/desk/search/settle/", typed).status_code == 302
    refused = clerk.post("/desk/search/settle/", {**typed, "how": "not_ours"})
    assert refused.status_code == 422
    assert "今天已经登记为“已作指引”" in html.unescape(refused.content.decode())
    assert Settled.objects.count() == 1


def test_words_that_mean_the_same_are_recorded_corrected_and_ended(clerk: Client, here: Office) -> None:
    _public(here, "最低生活保障标准")
    typed = {"words": "低保  最低生活保障", "note": "群众的叫法", "day": TODAY.isoformat()}
    assert clerk.post("/desk/search/synonyms/new/", typed).status_code == 302
    row = Synonym.objects.get()
    assert row.words == "低保 最低生活保障"
    assert search(Query("低保"), TODAY).count == 1
    place = f"/desk/search/synonyms/{row.pk}/do/"
    mended = {
        "words": "低保 最低生活保障 低保金",
        "note": "",
        "day": TODAY.isoformat(),
        "reason": "漏了",
        "based_on": "1",
    }
    assert clerk.post(f"{place}correct/", mended).status_code == 302
    assert search(Query("低保金"), TODAY).count == 1
    ended = {"day": TODAY.isoformat(), "reason": "", "based_on": "2"}
    assert clerk.post(f"{place}end/", ended).status_code == 302
    assert search(Query("低保"), TODAY).count == 0
    assert [entry.event for entry in Entry.objects.filter(subject="synonym").order_by("seq")] == [
        "record",
        "correct",
        "end",
    ]
    assert "2026-11-20 已停用" in _text(clerk, "/desk/search/synonyms/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("低保", "至少写两个不同的词"),
        ("低保 ，。 低保", "至少写两个不同的词"),
        (" ".join(f"词{n}" for n in range(9)), "最多 8 个，现在有 9 个"),
        (f"低保 {'长' * 41}", "一个词最多 40 个字"),
    ],
)
def test_words_that_cannot_be_a_group_are_refused_beside_the_field(clerk: Client, words: str, said: str) -> None:
    answer = clerk.post("/desk/search/synonyms/new/", {"words": words, "note": "", "day": TODAY.isoformat()})
    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())
    assert Synonym.objects.count() == 0


def test_short_names_of_organs_stand_beside_the_words(clerk: Client, here: Office) -> None:
    here.organ.names.update(short_name="县府办")
    text = _text(clerk, "/desk/search/synonyms/")
    assert "县府办" in text
    assert "昌图县人民政府办公室" in text


def _sent(client: Client, content: str, encoding: str = "utf-8") -> tuple[int, str]:
    file = SimpleUploadedFile("词表.csv", content.encode(encoding), "text/csv")
    answer = client.post("/desk/search/synonyms/import/", {"file": file})
    return answer.status_code, html.unescape(answer.content.decode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_taken_in_whole_and_what_is_known_is_left_alone(clerk: Client, here: Office, encoding: str) -> None:
    tended(here)
    table = "意思相同的词,说明\n最低生活保障 低保,\n医保、医疗保险,群众的叫法\n\n"
    assert _sent(clerk, table, encoding)[0] == 302
    assert sorted(Synonym.objects.values_list("words", flat=True)) == ["低保 最低生活保障", "医保 医疗保险"]
    assert "已登记 1 组词，另有 1 组以前登记过" in _text(clerk, "/desk/search/synonyms/")


def test_a_csv_with_a_fault_is_not_taken_in_and_every_fault_has_its_line(clerk: Client) -> None:
    status, text = _sent(clerk, "意思相同的词\n医保 医疗保险\n低保\n医疗保险 医保\n")
    assert status == 422
    assert "第 3 行：“意思相同的词”至少写两个不同的词" in text
    assert "第 4 行：与第 2 行是同一组词" in text
    assert Synonym.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("词\n医保 医疗保险\n", "第一行要有“意思相同的词”这一列"),
        ("意思相同的词\n", "文件里没有一组词"),
        ('意思相同的词\n"医保 医疗保险\n', "不是完整的 csv"),
        ("意思相同的词\n" + "甲 乙\n" * 2001, "一次最多导入 2000 组"),
        ("意思相同的词\n" + "长" * 600_000, "文件最大 512 KB"),
    ],
)
def test_what_is_no_table_of_words_is_refused_in_one_sentence(clerk: Client, content: str, said: str) -> None:
    status, text = _sent(clerk, content)
    assert (status, said in text) == (422, True)


def test_the_first_page_says_that_something_is_often_not_found(clerk: Client, here: Office) -> None:
    def counted() -> int:
        found: int = next(
            each.how_many for each in clerk.get("/desk/").context["upkeep"] if each.label == "常有人搜、没有搜到的词"
        )
        return found

    searched("校车时刻", 2)
    assert counted() == 0
    searched("校车时刻", 1, date(2026, 11, 19))
    assert counted() == 1
    _public(here, "校车时刻表")
    assert counted() == 0


def test_who_only_watches_sees_no_way_to_act(here: Office, enter: Enter) -> None:
    searched("校车时刻", 2)
    text = _text(enter(here, "reviewer"), "/desk/search/")
    assert "校车时刻" in text
    assert "登记处理" not in text
