"""Forms filled wrongly: one sentence that names the field and how to mend it."""

from datetime import date

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, Refusal, request
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from tests.law.casework.telling import TODAY, told, usual

REGISTER = usual(REQUEST_FORMS["register"])
BEGUN = told(["2024-03-04 register"])


def attempt(event: str, data: object, acts: list[CaseAct]) -> None:
    new = CaseAct(len(acts) + 1, event, date(2024, 3, 5), "clerk", "1", data)  # type: ignore[arg-type]  # wrong kinds are the point
    request.attempt(acts, new, TODAY, official())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"channel": None}, "缺“提交方式”"),
        ({"channel": "  "}, "缺“提交方式”"),
        ({"channel": "pigeon"}, "没有“pigeon”这一项，可选：当面提交（counter）"),
        ({"channel": ["counter"]}, "这一项，可选"),
        ({"subject": 7}, "“事由”应为文字"),
        ({"subject": "长" * 201}, "有201个字，最多200个"),
        ({"subject": "两\n行"}, "只能填一行"),
        ({"subject": "控制\x00字符"}, "不能显示的字符"),
        ({"subject": "半个\ud800字"}, "不能显示的字符"),
        ({"subject": "\u200b\u200b"}, "不能显示的字符"),
        ({"subject": "倒写\u202egpj.exe"}, "不能显示的字符"),
        ({"subject": "不是字\uffff"}, "不能显示的字符"),
        ({"items": "1"}, "“1”不是整数"),
        ({"items": True}, "“True”不是整数"),
        ({"items": 1.5}, "不是整数"),
        ({"items": 0}, "应在 1 到 999 之间"),
        ({"items": 10**5000}, "过大的数"),
        ({"channel": [10**5000]}, "过大的数"),
        ({"items": 10**30}, "应在 1 到 999 之间"),
        ({"forwarded_on": "2024-3-5"}, "不是有效的日期"),
        ({"forwarded_on": "２０２４-03-05"}, "不是有效的日期"),
        ({"forwarded_on": "2024-02-30"}, "不是有效的日期"),
        ({"forwarded_on": "1024-02-03"}, "不是有效的日期"),
        ({"forwarded_on": 20240305}, "不是有效的日期"),
        ({"telephone": "1"}, "没有“telephone”这一栏"),
        ({"applicant_name": "某"}, "是个人信息，须另行加密保存"),
        ({"phone": "1"}, "是个人信息，须另行加密保存"),
        ({"channel": "web"}, "以双方确认之日为收到之日"),
    ],
)
def test_a_wrong_registration_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        attempt("register", {**REGISTER, **changed}, [])
    assert said in refusal.value.reason
    assert refusal.value.reason.endswith("。")


def test_optional_fields_may_be_left_empty_and_texts_may_have_lines() -> None:
    attempt("register", {**REGISTER, "forwarded_on": "", "decline_reason": None}, [])
    attempt("note", {"note": "第一行\r\n第二行\t表"}, BEGUN)


@pytest.mark.parametrize(
    ("withheld", "said"),
    [
        ("internal", "应为若干选项"),
        (["internal", "internal"], "有重复的选项"),
        (["provided"], "没有“provided”这一项"),
        ([1], "没有“1”这一项"),
    ],
)
def test_a_wrong_choice_of_several_is_refused(withheld: object, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        attempt("propose", {"decision": "partial", "reason": "有", "withheld": withheld}, BEGUN)


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(Refusal, match="请逐栏填写"):
        attempt("note", data, BEGUN)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"target": 1, "reason": "误"}, "改为哪一天"),
        ({"target": 1, "reason": "误", "annul": "yes"}, "应为是或否"),
        ({"target": 1, "reason": "误", "annul": True, "day": "2024-03-01", "data": REGISTER}, "不另填日期和内容"),
        ({"target": 1, "reason": "误", "day": "2024-03-01"}, "请逐栏填写"),
        ({"target": 1, "reason": "误", "day": "03-01", "data": REGISTER}, "改为哪一天"),
        ({"target": 1, "reason": "误", "day": "2024-03-01", "data": {**REGISTER, "contact": "1"}}, "个人信息"),
        ({"target": True, "reason": "误", "annul": True}, "不是整数"),
        ({"target": 0, "reason": "误", "annul": True}, "没有第0条"),
        ({"target": 2, "reason": "误", "annul": True}, "没有第2条"),
    ],
)
def test_a_wrong_correction_is_refused(data: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        attempt("correct", data, BEGUN)


def test_a_number_that_was_used_is_refused() -> None:
    with pytest.raises(Refusal, match="已经用过"):
        request.attempt(BEGUN, CaseAct(1, "note", date(2024, 3, 5), "clerk", "1", {"note": "x"}), TODAY, official())
