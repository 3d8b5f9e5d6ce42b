"""What shows the day of receipt: something for every channel, said in one sentence, never against the day."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.clocks.receipt import Channel
from gongkai.law.clocks.receipt_proof import PROOFS, doubt, lacking, told

DAY = date(2026, 11, 18)


def test_every_channel_has_something_without_which_its_day_can_hardly_be_shown() -> None:
    assert set(PROOFS) == set(Channel)
    assert all(lacking(channel, {}) for channel in Channel)
    for proofs in PROOFS.values():
        assert len({each.name for each in proofs}) == len(proofs)


def test_what_was_noted_is_one_sentence_and_the_rest_is_lacking() -> None:
    noted = {"tracking": "XA123", "signed_by": " 收发室 ", "postmarked": ""}
    assert told(Channel.REGISTERED_MAIL, noted) == "收到之日的凭据（邮寄（需签收））：邮件号 XA123；签收人 收发室。"
    assert lacking(Channel.REGISTERED_MAIL, noted) == ("邮戳日期",)
    assert told(Channel.REGISTERED_MAIL, {}) == told(Channel.FAX, noted) == ""


@pytest.mark.parametrize(("postmark", "wrong"), [("2026-11-17", False), ("2026-11-18", False), ("2026-11-19", True)])
def test_no_letter_is_stamped_after_it_came(postmark: str, wrong: bool) -> None:
    assert bool(doubt(Channel.ORDINARY_MAIL, DAY, {"postmarked": postmark})) is wrong
    assert doubt(Channel.COUNTER, DAY, {"postmarked": postmark}) == ""
