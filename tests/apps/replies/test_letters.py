"""Letters through the door: what they say, when the applicant is shown them, and whether one that somebody holds is genuine."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pypdfium2
import pytest

from gongkai.apps.applying import queries as applying
from gongkai.apps.applying.actions import Applied
from gongkai.apps.journal.models import Entry
from gongkai.apps.papers.actions import Upload
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.replies import actions, queries
from gongkai.apps.replies.models import Letter
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from tests.apps.applying.test_progress import REASON, WEDNESDAY, decided
from tests.apps.applying.world import CONTENT, MONDAY, NAME, do, handled
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db
THURSDAY = MONDAY + timedelta(3)


def house(code: str = "changtu") -> Office:
    where = office(code)
    organ = where.organ
    organ.review_organ, organ.court, organ.review_online = "昌图县人民政府", "昌图县人民法院", "https://review.example/"
    organ.save()
    return where


def text(data: bytes) -> str:
    """What a reader of the PDF finds, without the breaks of its lines."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pdf))


def place(where: Office, found: Applied) -> int:
    """Of the newest letter that can be made."""
    return queries.of_case(where.clerk, found.request.pk)[0].place


def made(where: Office, found: Applied) -> tuple[Letter, bytes, str]:
    row = actions.issue(where.clerk, found.request.pk, place(where, found), at(WEDNESDAY, 16))
    data = queries.open_letter(where.clerk, found.request.pk, row.pk, at(WEDNESDAY, 16)).data
    code = re.search(r"核验码：([0-9A-Z-]{14})", text(data))
    assert code
    return row, data, code[1]


def test_a_reply_says_what_it_must_and_only_the_vault_knows_to_whom() -> None:
    where = house()
    found = decided(where)
    draft = text(actions.draft(where.clerk, found.request.pk, place(where, found), at(WEDNESDAY, 15)))
    assert "草稿" in draft
    assert "核验码：" not in draft
    row, data, _ = made(where, found)
    said = text(data)
    for words in (NAME, CONTENT, REASON, "昌政公开〔2026〕1号", "第三十六条", "申请行政复议", "答复书", "2026年3月4日"):
        assert words in said, words
    assert not Letter.objects.filter(number__contains=NAME).exists()
    assert NAME not in str(vars(row))
    assert NAME not in " ".join(Entry.objects.values_list("payload", flat=True))


def test_the_applicant_is_shown_it_once_it_was_served_and_no_more_when_that_is_taken_back() -> None:
    where = house()
    found = decided(where)
    _, data, _ = made(where, found)
    number = found.request.number

    def papers() -> list[int]:
        seen = applying.progress(number, found.code, at(THURSDAY, 18))
        assert seen is not None
        return [each.id for each in seen.papers]

    assert papers() == []
    row = do(where, "clerk", found, "serve", THURSDAY, manner="online", evidence="回执")
    (paper,) = papers()
    opened = applying.open_paper(number, found.code, paper, at(THURSDAY, 18))
    assert opened is not None
    assert opened.data == data
    assert applying.open_paper(number, "WRONG", paper, at(THURSDAY, 18)) is None
    assert Entry.objects.filter(subject="vault", event="read", person="applicant").exists()
    do(where, "head", found, "correct", THURSDAY, target=row.acts, annul=True, reason="误登")
    assert papers() == []
    assert applying.open_paper(number, found.code, paper, at(THURSDAY, 18)) is None


def test_a_code_tells_whether_letter_and_file_are_genuine() -> None:
    where = house()
    _, data, code = made(where, decided(where))
    told = queries.verify(code.lower().replace("-", " "), data, THURSDAY)
    assert told is not None
    assert (told.number, told.same, told.ended) == ("昌政公开〔2026〕1号", True, "")
    assert NAME not in str(told)
    altered = queries.verify(code, data + b" ", THURSDAY)
    assert altered is not None
    assert altered.same is False
    alone = queries.verify(code, None, THURSDAY)
    assert alone is not None
    assert alone.same is None
    assert queries.verify("AAAA-BBBB-CCCC", data, THURSDAY) is None
    assert queries.verify("", None, THURSDAY) is None


def test_the_signed_copy_goes_out_in_its_place_and_both_are_genuine() -> None:
    where = house()
    found = decided(where)
    row, data, code = made(where, found)
    copy = data + b"\n% signed"
    actions.scanned(where.clerk, found.request.pk, row.pk, Upload("签章.pdf", copy), at(WEDNESDAY, 17))
    do(where, "clerk", found, "serve", THURSDAY, manner="online", evidence="回执")
    seen = applying.progress(found.request.number, found.code, at(THURSDAY, 18))
    assert seen is not None
    (paper,) = seen.papers
    opened = applying.open_paper(found.request.number, found.code, paper.id, at(THURSDAY, 18))
    assert opened is not None
    assert opened.data == copy
    for each in (data, copy):
        told = queries.verify(code, each, THURSDAY)
        assert told is not None
        assert told.same
    with pytest.raises(Refusal):
        actions.scanned(where.clerk, found.request.pk, row.pk, Upload("x.txt", b"words"), at(THURSDAY, 19))


def test_a_letter_made_again_or_taken_back_says_so() -> None:
    where = house()
    found = decided(where)
    first, _, old = made(where, found)
    second, _, new = made(where, found)
    told, fresh = queries.verify(old, None, THURSDAY), queries.verify(new, None, THURSDAY)
    assert told is not None
    assert fresh is not None
    assert ("代替" in told.ended, fresh.ended) == (True, "")
    with pytest.raises(Refusal):
        actions.withdraw(where.clerk, found.request.pk, first.pk, at(THURSDAY))
    actions.withdraw(where.clerk, found.request.pk, second.pk, at(THURSDAY))
    gone = queries.verify(new, None, THURSDAY)
    assert gone is not None
    assert "撤销" in gone.ended


def test_without_forum_and_court_a_reply_stays_a_draft() -> None:
    where = office()
    found = decided(where)
    with pytest.raises(Refusal, match="救济段"):
        actions.issue(where.clerk, found.request.pk, place(where, found), at(WEDNESDAY, 16))
    assert actions.draft(where.clerk, found.request.pk, place(where, found), at(WEDNESDAY, 16)).startswith(b"%PDF")


def test_every_notice_on_the_way_has_its_letter() -> None:
    where = house()
    found = handled(where)
    do(where, "clerk", found, "ask_correction", MONDAY, what="写明#年份$ [x] *y*", until="2026-03-13", manner="online")
    _, data, _ = made(where, found)
    assert "写明#年份$[x]*y*" in text(data)
    assert "视为放弃申请" in text(data)
    seen = applying.progress(found.request.number, found.code, at(WEDNESDAY, 18))
    assert seen is not None
    assert [each.kind for each in seen.papers] == ["notice"]


def test_a_lapse_says_when_the_applicant_was_asked_and_until_when() -> None:
    where = house()
    found = handled(where)
    tuesday = MONDAY + timedelta(1)
    do(where, "clerk", found, "ask_correction", tuesday, what="写明年份", until="2026-03-13", manner="online")
    asked = text(actions.draft(where.clerk, found.request.pk, place(where, found), at(tuesday, 15)))
    assert "最迟于2026年3月13日（含当日，遇法定休假日顺延）补正" in asked
    later = MONDAY + timedelta(14)
    do(
        where,
        "head",
        found,
        "declare_lapsed",
        later,
        number="昌政公开〔2026〕9号",
        reason="期满没有补正，也没有说明理由。",
    )
    said = text(actions.draft(where.clerk, found.request.pk, place(where, found), at(later, 15)))
    assert "2026年3月3日，本机关告知您补正，期限至2026年3月13日，您没有补正" in said


@pytest.mark.parametrize(
    ("withheld", "called"), [("internal", "其中不予公开的部分"), ("not_found", "其余没有提供的部分")]
)
def test_what_was_not_found_is_not_called_withheld(withheld: str, called: str) -> None:
    where = house()
    found = handled(where)
    do(where, "clerk", found, "search", WEDNESDAY, scope="档案室", method="按文号", result="没有")
    do(where, "clerk", found, "propose", WEDNESDAY, decision="partial", withheld=[withheld], reason=REASON)
    do(where, "reviewer", found, "review", WEDNESDAY)
    do(where, "head", found, "sign", WEDNESDAY, number="昌政公开〔2026〕1号")
    said = text(actions.draft(where.clerk, found.request.pk, place(where, found), at(WEDNESDAY, 15)))
    assert called in said
    assert ("先向" in said) is (withheld == "internal")


def test_an_extension_tells_no_day_that_another_organ_may_still_move() -> None:
    where = house()
    found = handled(where)
    do(where, "clerk", found, "request_extension", WEDNESDAY, working_days=10, reason="需要调取档案")
    do(where, "head", found, "approve_extension", WEDNESDAY)
    do(where, "clerk", found, "notify_extension", WEDNESDAY, manner="online", evidence="回执")
    one = place(where, found)
    assert "延长10个工作日，至2026年4月14日" in text(
        actions.draft(where.clerk, found.request.pk, one, at(WEDNESDAY, 15))
    )
    do(where, "clerk", found, "consult_other_organ", THURSDAY, label="县司法局", number="昌政公开函〔2026〕3号")
    said = text(actions.draft(where.clerk, found.request.pk, one, at(THURSDAY, 15)))
    assert "延长10个工作日。特此告知" in said


def test_a_third_party_gets_a_letter_that_does_not_name_the_applicant() -> None:
    where = house()
    found = handled(where)
    do(where, "clerk", found, "consult_third_party", MONDAY, label="第三方甲", number="昌征1号", body_name="端木蓝田")
    row, data, _ = made(where, found)
    said = text(data)
    assert "端木蓝田：" in said
    assert NAME not in said
    assert not row.to_applicant
    seen = applying.progress(found.request.number, found.code, at(WEDNESDAY, 18))
    assert seen is not None
    assert seen.papers == ()


def test_who_may_not_and_another_organs_case() -> None:
    where, other = house(), house("kangping")
    found = decided(where)
    at_place = place(where, found)
    for refused in (where.leader, where.compiler, where.reviewer):
        with pytest.raises(Forbidden):
            actions.draft(refused, found.request.pk, at_place, at(WEDNESDAY))
    with pytest.raises(Request.DoesNotExist):
        actions.issue(other.clerk, found.request.pk, at_place, at(WEDNESDAY))
    with pytest.raises(Refusal):
        actions.issue(where.clerk, found.request.pk, 99, at(WEDNESDAY))
