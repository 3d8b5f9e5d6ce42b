"""What proofing finds in a text holds up the signature it belongs to, until somebody who may answers it."""

from __future__ import annotations

import pytest

from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Item
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.publishing.desk import (
    NOW,
    House,
    content,
    drafted,
    house,
    signed,
    ticked,
)

pytestmark = pytest.mark.django_db
TYPO = "<p>请按装设备。</p>"
SECRET = "<p>机密★1年</p>"


@pytest.fixture
def where() -> House:
    return house()


def found(where: House, row: Item, family: str) -> list[str]:
    seen = queries.item(where.head, row.pk, NOW)
    return [each.found.key for each in seen.findings if each.found.code.startswith(family)]


def test_a_typo_holds_up_the_proof_and_a_mark_of_secrecy_the_secrecy_review(where: House) -> None:
    row = signed(where, drafted(where, content(TYPO + SECRET)), "first_review")
    with pytest.raises(Barred, match="文字方面还有1处疑点没有答复（正文）"):
        actions.act(where.proofer, row.pk, "first_proof", ticked("first_proof"), NOW)
    (typo,) = found(where, row, "word.")
    answer = {"finding": typo, "verdict": "right", "reason": "引用的原文"}
    actions.act(where.proofer, row.pk, "answer", answer, NOW)
    row = signed(where, Item.objects.get(pk=row.pk), "second_proof")
    with pytest.raises(Barred, match="涉密"):
        actions.act(where.secrecy, row.pk, "secrecy_review", ticked("secrecy_review", row), NOW)
    for key in found(where, row, "secrecy."):
        told = {"finding": key, "verdict": "cleared", "reason": "已经解密"}
        with pytest.raises(Barred, match="由保密审查员、公开工作机构负责人答复"):
            actions.act(where.proofer, row.pk, "answer", told, NOW)
        actions.act(where.secrecy, row.pk, "answer", told, NOW)
    row = signed(where, Item.objects.get(pk=row.pk))
    assert row.state == "cleared"


def test_an_answer_outlives_a_change_elsewhere_and_no_change_of_its_place(where: House) -> None:
    row = drafted(where, content(TYPO))
    (key,) = found(where, row, "word.")
    actions.act(where.clerk, row.pk, "answer", {"finding": key, "verdict": "right", "reason": "原文"}, NOW)
    actions.edit(where.clerk, row.pk, content("<p>各乡镇：</p>" * 3 + TYPO), NOW)
    seen = queries.item(where.head, row.pk, NOW)
    assert [each.open for each in seen.findings if each.found.code.startswith("word.")] == [False]
    with pytest.raises(Refusal, match="已经没有了"):
        actions.act(where.clerk, row.pk, "answer", {"finding": "word.x|1", "verdict": "right", "reason": "无"}, NOW)


def test_what_a_finding_says_never_enters_the_journal(where: House) -> None:
    number = "211224199001011238"
    row = drafted(where, content(f"<p>身份证号码{number}</p>"))
    for key in found(where, row, "personal."):
        told = {"finding": key, "verdict": "cleared", "reason": "公示需要"}
        actions.act(where.secrecy, row.pk, "answer", told, NOW)
    assert not Entry.objects.filter(payload__contains=number).exists()
