"""Every decision of the law can end a request by the procedure, and its letter says what it must."""

from datetime import date

import pytest

from gongkai.law.casework import RequestCase, outline, outline_of, silence
from gongkai.law.decisions import DECISIONS, Decision, Forums, Review
from gongkai.law.decisions.options import SILENCE_REMEDY
from gongkai.law.procedures.request_forms import LAPSES, PROPOSABLE
from tests.law.casework.telling import entered

FORUMS = Forums("铁岭市人民政府", "昌图县人民法院", "https://fuyi.example")
BEFORE = {
    "not_found": ["2024-03-05 search"],
    "third_party_rights": [
        "2024-03-05 consult_third_party",
        "2024-03-06 third_party_replied opinion=refuses_with_reason",
    ],
    "excessive": ["2024-03-05 ask_reasons", "2024-03-06 give_reasons"],
    "still_unclear": ["2024-03-05 ask_correction until=2024-03-20", "2024-03-06 receive_correction"],
}
ENDS = {
    "correction_lapsed": [
        "2024-03-05 ask_correction until=2024-03-20",
        "2024-03-21 declare_lapsed",
        "2024-03-22 serve",
    ],
    "payment_lapsed": [
        "2024-03-05 charge_fee",
        "2024-03-06 fee_notice_received",
        "2024-04-08 declare_unpaid",
        "2024-04-09 serve",
    ],
    "withdrawn": ["2024-03-05 withdraw"],
}
each_decision = pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.code)


def ended(decision: Decision) -> RequestCase:
    """A request that ends by a decision, through the hands of three persons."""
    if decision.code in ENDS:
        return entered(["2024-03-04 register", *ENDS[decision.code]])
    parts = " withheld=internal" if decision.code == "partial" else ""
    steps = [
        f"2024-03-11 propose decision={decision.code}{parts}",
        "2024-03-12 review",
        "2024-03-13 sign",
        "2024-03-14 serve",
    ]
    return entered(["2024-03-04 register", *BEFORE.get(decision.code, []), *steps])


@each_decision
def test_every_decision_ends_a_request(decision: Decision) -> None:
    case = ended(decision)
    assert case.state == "closed"
    assert case.counted == case.decision == decision.code
    assert case.late == 0


def test_decisions_are_proposed_or_follow_from_acts_of_their_own() -> None:
    assert {decision.code for decision in DECISIONS} == PROPOSABLE.keys() | LAPSES
    assert ENDS.keys() == LAPSES
    assert len(DECISIONS) >= 25


@each_decision
def test_the_letter_states_its_facts_its_line_and_the_remedy(decision: Decision) -> None:
    case = ended(decision)
    found = outline_of(case, date(2024, 3, 14), FORUMS)
    assert found is not None
    assert found.decision is decision
    assert set(decision.must_state) <= set(found.must_state)
    assert decision.grounds[0] in found.cites
    assert "表三" in found.line_note
    assert found.remedy is not None
    assert not found.lacking
    if decision.review is Review.FIRST:
        assert "应当自收到" in found.remedy.text
        assert "先向铁岭市人民政府申请行政复议" in found.remedy.text
    if decision.review is Review.NONE:
        assert not found.remedy.text


def test_a_partial_disclosure_states_the_facts_of_the_parts_withheld() -> None:
    found = outline("partial", date(2024, 3, 14), FORUMS, withheld=["state_secret"])
    assert "密级标识、保密期限" in found.must_state
    assert found.remedy is not None
    assert "不予公开的部分" in found.remedy.text


def test_a_letter_served_online_names_the_address_for_review() -> None:
    told = outline("internal", date(2024, 3, 14), FORUMS, manner="email")
    assert told.remedy is not None
    assert "https://fuyi.example" in told.remedy.text
    assert outline("internal", date(2024, 3, 14), Forums("市政府", "县法院"), manner="online").lacking


def test_without_forums_the_letter_says_what_is_lacking() -> None:
    found = outline("internal", date(2024, 3, 14), None)
    assert found.remedy is None
    assert "机构资料" in found.lacking


def test_what_is_proposed_has_an_outline_before_it_is_signed() -> None:
    case = entered(["2024-03-04 register", "2024-03-05 propose decision=partial withheld=internal"])
    found = outline_of(case, date(2024, 3, 6), FORUMS)
    assert found is not None
    assert found.decision.code == "partial"
    assert outline_of(entered(["2024-03-04 register"]), date(2024, 3, 6), FORUMS) is None


def test_silence_can_be_contested_from_the_day_after_the_last() -> None:
    case = entered(["2024-03-04 register"])
    assert silence(case, date(2024, 4, 1)) is None
    told = silence(case, date(2024, 4, 2))
    assert told is not None
    assert told[0] is Review.EITHER
    first = silence(case, date(2024, 4, 2), {SILENCE_REMEDY.name: "review_first"})
    assert first is not None
    assert first[0] is Review.FIRST


def test_no_silence_while_the_applicant_is_awaited_or_after_the_decision() -> None:
    waiting = entered(["2024-03-04 register", "2024-03-06 ask_correction until=2024-05-06"])
    assert silence(waiting, date(2024, 5, 1)) is None
    decided = entered(["2024-03-04 register", "2024-03-04 record_reply"])
    assert silence(decided, date(2024, 5, 1)) is None


def test_a_reply_that_was_signed_and_not_served_is_none() -> None:
    lines = ["2024-03-04 register", "2024-03-20 propose", "2024-03-21 review", "2024-03-22 sign"]
    assert silence(entered(lines), date(2024, 4, 1)) is None
    assert silence(entered(lines), date(2024, 4, 2)) is not None
    assert silence(entered([*lines, "2024-04-03 serve"]), date(2024, 4, 4)) is None


def test_no_silence_while_another_organ_is_awaited() -> None:
    lines = ["2024-03-04 register", "2024-03-11 consult_other_organ label=县司法局"]
    assert silence(entered(lines), date(2024, 6, 3)) is None
    assert silence(entered([*lines, "2024-03-13 other_organ_replied label=县司法局"]), date(2024, 6, 3)) is not None
