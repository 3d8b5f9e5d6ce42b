"""A decision that was corrected after its signature is told; one that was corrected before, or in other words only, is not."""

from gongkai.law.casework.changed import changed_decision
from tests.law.casework.telling import entered

SERVED = ["2024-03-04 register", "2024-03-06 propose", "2024-03-07 review", "2024-03-08 sign", "2024-03-11 serve"]


def test_a_decision_changed_after_service_is_told_with_what_was_signed() -> None:
    said = changed_decision(entered([*SERVED, "2024-03-12 correct @head target=2 decision=internal"]))
    assert said.startswith("结论在 2024-03-08 签发之后由“予以公开”更正为“")
    assert "第6条" in said
    replied = ["2024-03-04 register", "2024-03-06 record_reply", "2024-03-12 correct @head target=2 decision=internal"]
    assert "2024-03-06 签发之后" in changed_decision(entered(replied))


def test_nothing_is_told_of_what_changed_before_the_signature_or_leaves_the_decision() -> None:
    assert changed_decision(entered(SERVED)) == ""
    assert changed_decision(entered([*SERVED, "2024-03-12 correct @head target=2 reason=措辞"])) == ""
    before = [*SERVED[:2], "2024-03-06 correct @head:4 target=2 decision=internal", *SERVED[2:]]
    assert changed_decision(entered(before)) == ""


def test_taken_back_again_nothing_is_told() -> None:
    acts = [
        *SERVED,
        "2024-03-12 correct @head target=2 decision=internal",
        "2024-03-13 correct @head target=6 annul=yes",
    ]
    assert changed_decision(entered(acts)) == ""
