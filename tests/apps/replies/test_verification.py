"""Letters against the journal: what was written past the program is found, and what is whole is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.papers.actions import Upload
from gongkai.apps.replies import actions
from gongkai.apps.replies.models import Letter
from gongkai.apps.replies.verification import verify
from tests.apps.applying.test_progress import WEDNESDAY, decided
from tests.apps.files.made import a_picture
from tests.apps.office import Office, at
from tests.apps.replies.test_letters import house, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Office:
    return house()


@pytest.fixture
def letter(where: Office) -> Letter:
    """One that went out as a signed copy, after an earlier one was replaced."""
    found = decided(where)
    made(where, found)
    row, _, _ = made(where, found)
    return actions.scanned(where.clerk, found.request.pk, row.pk, Upload("盖章.png", a_picture()), at(WEDNESDAY, 17))


def test_letters_as_they_were_made_are_whole(where: Office, letter: Letter) -> None:
    assert verify() == []
    actions.withdraw(where.clerk, letter.request_id, letter.pk, at(WEDNESDAY, 18))
    assert verify([where.organ.pk]) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": "昌政公开〔2026〕99号"}, "制作以后被改过"),
        ({"code": "f" * 64}, "制作以后被改过"),
        ({"digest": "f" * 64}, "制作以后被改过"),
        ({"scan": "f" * 64}, "签章扫描件"),
        ({"ended": "withdrawn", "ended_on": date(2026, 3, 5)}, "是否有效"),
    ],
)
def test_a_letter_that_was_changed_past_the_program_is_told(
    letter: Letter, changed: dict[str, object], said: str
) -> None:
    Letter.objects.filter(pk=letter.pk).update(**changed)
    (found,) = verify()
    assert said in found.message
    assert found.organ_id == letter.organ_id


def test_a_replaced_letter_made_valid_again_is_told(letter: Letter) -> None:
    first = Letter.objects.get(ended="replaced")
    Letter.objects.filter(pk=letter.pk).update(ended="withdrawn", ended_on=WEDNESDAY)
    Letter.objects.filter(pk=first.pk).update(ended="", ended_on=None)
    assert len([each for each in verify() if "是否有效" in each.message]) == 2


def test_a_forged_letter_and_a_lost_one_are_told(letter: Letter) -> None:
    forged = Letter.objects.get(pk=letter.pk)
    forged.pk, forged.code, forged.place, forged.number = None, "e" * 64, 1, "昌政公开〔2026〕7号"
    forged.save(force_insert=True)
    Letter.objects.filter(ended="replaced").delete()
    told = [each.message for each in verify()]
    assert any("没有它的制作" in each and "7号" in each for each in told)
    assert any("库中没有" in each for each in told)
    assert len(told) == 2
