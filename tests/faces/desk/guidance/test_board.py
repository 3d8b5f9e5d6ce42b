"""The page of what was shown before applying: what is to be improved stands first, what is public no more is said, markup stays words."""

from __future__ import annotations

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.guidance import actions
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person
from gongkai.apps.search import actions as search
from gongkai.apps.search.findable import Findable, Kind
from tests.apps.office import Office, office
from tests.faces.logged_in import logged_in

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>供热补贴"


def _page(where: Office, actor: Actor, query: str = "") -> tuple[int, str]:
    answer = logged_in(Person.objects.get(pk=int(actor.person))).get(f"/desk/guidance/{query}")
    return answer.status_code, answer.content.decode()


def test_what_is_to_be_improved_stands_first() -> None:
    where, today = office(), timezone.localdate()
    status, empty = _page(where, where.clerk)
    assert status == 200
    assert "这段时间没有列出过" in empty
    search.put([Findable(Kind.QUESTION, "question:changtu/1", where.organ.pk, "1", HOSTILE, today, "到街道申请。")])
    for visit in ("a", "b", "c"):
        actions.shown(visit, ["question:changtu/1", "item:changtu/gone"], where.organ.pk, today)
        actions.opened(visit, "question:changtu/1")
    for visit in ("a", "b"):
        actions.sent_anyway(visit)
    actions.shown("d", [], where.organ.pk, today, final=True)
    _, text = _page(where, where.clerk, "?days=30")
    rows = LexborHTMLParser(text).css("tr[data-row]")
    assert len(rows) == 2
    assert "要改进" in rows[0].text()
    assert HOSTILE in rows[0].text()
    assert "<script>alert" not in text
    assert 'href="/answers/changtu/1/"' in text
    assert "已不公开（item:changtu/gone）" in rows[1].text()
    assert "33%" in text
    assert "什么也没有找到的" in text
    assert 'class="plot"' in text


def test_periods_that_are_none_are_the_usual_one() -> None:
    where = office()
    assert _page(where, where.leader, "?days=abc")[0] == 200
