"""The day of receipt by channel, the confirmations it needs, and the gaps that it reports."""

from datetime import date

import pytest

from gongkai.law.calendar import official
from gongkai.law.clocks import Channel, Impossible, Receipt
from gongkai.law.clocks.receipt import RULES, receipt
from gongkai.law.settings import Settings

FRIDAY, SUNDAY, MONDAY, TUESDAY, THURSDAY = (date(2024, 3, n) for n in (8, 10, 11, 12, 14))


def got(channel: str, arrived: date = FRIDAY, chosen: dict[str, object] | None = None, **days: date) -> Receipt:
    return receipt(Channel(channel), arrived, official(), Settings.from_mapping(chosen or {}), **days)


@pytest.mark.parametrize("channel", ["counter", "registered_mail", "oral"])
def test_handing_in_signing_and_filling_in_are_receipt(channel: str) -> None:
    assert got(channel).day == FRIDAY
    assert not got(channel).caveats


@pytest.mark.parametrize("channel", ["ordinary_mail", "email", "web", "fax"])
def test_what_needs_a_confirmation_is_received_when_confirmed(channel: str) -> None:
    assert got(channel, confirmed=MONDAY).day == MONDAY
    assert got(channel, confirmed=MONDAY).arrived == FRIDAY


@pytest.mark.parametrize("channel", ["ordinary_mail", "email", "web", "fax"])
def test_without_a_confirmation_the_arrival_stands_in_and_says_so(channel: str) -> None:
    found = got(channel)
    assert found.day == FRIDAY
    assert any("没有给出确认日" in caveat for caveat in found.caveats)


def test_a_confirmation_does_not_move_what_was_handed_in() -> None:
    found = got("counter", confirmed=MONDAY)
    assert found.day == FRIDAY
    assert any("不影响期限" in caveat for caveat in found.caveats)


class TestGaps:
    def test_ordinary_mail_must_be_confirmed_on_the_day_it_arrives(self) -> None:
        assert any("应在收到当日" in warning for warning in got("ordinary_mail", confirmed=MONDAY).warnings)
        assert not got("ordinary_mail", confirmed=FRIDAY).warnings

    def test_an_applicant_who_could_not_be_reached_explains_the_gap(self) -> None:
        assert not got("ordinary_mail", confirmed=THURSDAY, unreachable=FRIDAY).warnings

    def test_the_next_working_day_is_no_delay(self) -> None:
        assert not got("web", confirmed=MONDAY).warnings

    def test_a_longer_gap_is_reported_with_its_length(self) -> None:
        assert any("隔4个工作日" in warning for warning in got("web", confirmed=THURSDAY).warnings)

    def test_how_long_a_gap_may_be_is_a_setting(self) -> None:
        assert not got("web", chosen={"confirmation_gap": 5}, confirmed=THURSDAY).warnings
        assert got("web", chosen={"confirmation_gap": "0"}, confirmed=MONDAY).warnings

    def test_a_letter_to_another_unit_counts_from_the_organs_signature_and_says_so(self) -> None:
        found = got("registered_mail", forwarded=TUESDAY, confirmed=TUESDAY)
        assert found.day == FRIDAY
        assert any("letter_elsewhere" in caveat for caveat in found.caveats)

    def test_it_may_count_from_confirmation_by_the_notice_of_2015_and_names_the_gap(self) -> None:
        found = got(
            "registered_mail", chosen={"letter_elsewhere": "confirmation"}, forwarded=TUESDAY, confirmed=TUESDAY
        )
        assert found.day == TUESDAY
        assert any("隔2个工作日" in warning for warning in found.warnings)
        assert "207号" in found.cite.label
        assert any("letter_elsewhere" in caveat for caveat in found.caveats)

    def test_a_letter_signed_for_by_the_office_itself_rests_on_no_setting(self) -> None:
        assert not got("registered_mail").caveats


class TestSettings:
    def test_email_may_follow_the_notice_of_2015(self) -> None:
        found = got("email", chosen={"email_receipt": "arrival"}, confirmed=TUESDAY)
        assert found.day == FRIDAY
        assert "207号" in found.cite.label

    def test_which_reading_was_taken_is_always_said_for_email_and_web(self) -> None:
        for channel, name in (("email", "email_receipt"), ("web", "web_receipt")):
            assert any(name in caveat for caveat in got(channel, confirmed=FRIDAY).caveats)

    def test_mail_on_a_day_of_rest(self) -> None:
        assert got("registered_mail", SUNDAY).day == SUNDAY
        later = got("registered_mail", SUNDAY, {"nonworking_arrival": "next_working_day"})
        assert later.day == MONDAY
        assert any("nonworking_arrival" in caveat for caveat in later.caveats)

    def test_what_is_handed_in_on_a_day_of_rest_is_received_then(self) -> None:
        assert got("counter", SUNDAY, {"nonworking_arrival": "next_working_day"}).day == SUNDAY


@pytest.mark.parametrize(
    "days",
    [
        {"confirmed": date(2024, 3, 7)},
        {"unreachable": date(2024, 3, 7)},
        {"forwarded": date(2024, 3, 7)},
        {"forwarded": TUESDAY, "confirmed": MONDAY},
        {"unreachable": TUESDAY, "confirmed": MONDAY},
    ],
)
def test_dates_in_the_wrong_order_are_refused(days: dict[str, date]) -> None:
    with pytest.raises(Impossible, match="早于"):
        got("ordinary_mail", **days)


def test_every_channel_has_a_rule() -> None:
    assert set(RULES) == set(Channel)
