"""Today's page says when days must be computed anew, and then which cases moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.apps import rules
from gongkai.apps.requests import actions
from gongkai.law.calendar import official
from tests.apps.requests.test_moves import NOTICE
from tests.faces.desk.conftest import TODAY
from tests.faces.desk.world import Case, Office


def test_what_a_notice_moved_is_told_on_the_first_page(
    here: Office, elsewhere: Office, enter: Callable[[Office, str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    Case(here, date(2026, 11, 18))
    clerk = enter(here, "clerk")
    page = reverse("desk:today")
    assert "期限要重新计算" not in clerk.get(page).content.decode()
    notice = replace(NOTICE, off={date(2026, 12, 10): "试验"})
    monkeypatch.setattr(rules, "calendar", lambda: official().with_notices([notice]))
    assert "期限要重新计算" in clerk.get(page).content.decode()
    (moved,) = actions.calendar_moved(actions.calendar_before(), rules.calendar(), TODAY, timezone.now())
    text = clerk.get(page).content.decode()
    assert "期限要重新计算" not in text
    assert f"因《{notice.title}》，1 件未办结申请的期限有变动" in text
    assert f"{moved.before} 改为 {moved.after}" in text
    assert reverse("desk:request:case", args=[moved.request_id]) in text
    assert "期限有变动" not in enter(elsewhere, "clerk").get(page).content.decode()
