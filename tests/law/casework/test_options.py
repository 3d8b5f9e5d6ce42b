"""What the desk may offer: every event, allowed or with the reason, and what may still be entered for an earlier day."""

from datetime import date

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import Option, Refusal, remedy, request
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from tests.law.casework.telling import PERSONS, told


def offered(lines: list[str], role: str = "clerk", today: str = "2024-03-12", person: str = "") -> dict[str, Option]:
    day = date.fromisoformat(today)
    found = request.options(told(lines), role, person or PERSONS[role], day, official())
    return {each.event: each for each in found}


def test_a_case_begins_by_registering() -> None:
    found = offered([])
    assert {event for event, each in found.items() if each.allowed} == {"register", "log_arrival"}
    assert list(found) == list(REQUEST.events)
    assert all(each.form is REQUEST_FORMS[event] for event, each in found.items())


def test_what_depends_on_a_form_is_open_and_what_is_known_decides() -> None:
    found = offered(["2024-03-04 register"])
    for event in ("propose", "charge_fee", "consult_third_party", "request_extension", "ask_correction"):
        assert found[event].allowed, event
        assert found[event].reason == ""
    assert "没有向这个对象征求过意见" in found["third_party_received"].reason
    assert "还没有要求申请人说明理由" in found["give_reasons"].reason
    assert "公开工作机构负责人办理" in found["delay"].reason
    assert "“办理中”时不能“送达答复”" in found["serve"].reason
    assert all(each.cites for each in found.values())


@pytest.mark.parametrize(
    ("lines", "event", "said"),
    [
        (["2024-03-05 ask_correction until=2024-03-20", "2024-03-06 receive_correction"], "ask_correction", "只能一次性告知"),
        (["2024-03-05 consult_third_party"], "propose", "征求意见还没有结束"),
        (["2024-03-05 consult_third_party", "2024-03-06 third_party_replied"], "third_party_replied", "意见已经登记过"),
        (["2024-03-05 request_extension"], "request_extension", "已有一个延期"),
        (["2024-03-05 request_extension", "2024-03-06 approve_extension", "2024-03-06 notify_extension"], "request_extension", "最多20个工作日"),
    ],
)  # fmt: skip
def test_what_is_already_known_refuses_with_its_reason(lines: list[str], event: str, said: str) -> None:
    found = offered(["2024-03-04 register", *lines])[event]
    assert not found.allowed
    assert said in found.reason


def test_the_period_is_judged_on_the_day_of_looking() -> None:
    lines = ["2024-03-04 register"]
    assert offered(lines, today="2024-04-01")["request_extension"].allowed
    refused = offered(lines, today="2024-04-02")["request_extension"]
    assert "答复期限已经届满" in refused.reason
    lapsing = ["2024-03-04 register", "2024-03-05 ask_correction until=2024-03-20"]
    assert not offered(lapsing, "head", "2024-03-20")["declare_lapsed"].allowed
    assert offered(lapsing, "head", "2024-03-21")["declare_lapsed"].allowed


def test_the_person_who_proposed_is_not_offered_the_review() -> None:
    lines = ["2024-03-04 register", "2024-03-05 propose"]
    assert offered(lines, "reviewer")["review"].allowed
    assert "不同的人" in offered(lines, "reviewer", person="1")["review"].reason


def test_what_was_possible_earlier_may_be_entered_late() -> None:
    found = offered(["2024-03-04 register", "2024-03-04 record_reply"])
    assert not found["search"].allowed
    assert found["search"].late
    assert not found["confirm"].late
    assert not found["register"].late
    assert not found["sign"].late


def test_what_only_its_term_forbids_may_be_entered_late_and_what_nothing_called_for_may_not() -> None:
    found = offered(["2024-03-04 register"], today="2024-05-06")
    assert not found["request_extension"].allowed
    assert found["request_extension"].late
    for event in ("receive_correction", "third_party_replied", "pay_fee", "give_reasons"):
        assert not found[event].allowed
        assert not found[event].late


def test_a_role_without_part_in_requests_is_refused() -> None:
    with pytest.raises(Refusal, match="没有“compiler”这个角色"):
        request.options([], "compiler", "1", date(2024, 3, 4), official())


def test_remedies_offer_in_the_same_way() -> None:
    acts = told(["2024-07-01 notify"], REMEDY, REMEDY_FORMS)
    found = {each.event: each for each in remedy.options(acts, "clerk", "1", date(2024, 7, 2), official())}
    assert list(found) == list(REMEDY.events)
    assert found["answer"].allowed
    assert found["extend_review"].allowed
    assert "“待答复”时不能“登记履行”" in found["comply"].reason
    begin = remedy.options([], "clerk", "1", date(2024, 7, 2), official())
    assert [each.event for each in begin if each.allowed] == ["notify"]
