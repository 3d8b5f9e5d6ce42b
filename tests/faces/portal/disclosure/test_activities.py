"""Activities on the portal: what is to come, what was held, what was published of it; nothing that was only handed in."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.supervision import actions
from gongkai.apps.supervision.models import Activity
from tests.faces.portal.disclosure.published import Shown, explained, policy, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db
PATH = "/xxgk/changtu/activities/"


@begun.rows
def here() -> Shown:
    return shown()


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def _planned(where: Shown, ahead: int = 5, **told: object) -> Activity:
    today = timezone.localdate()
    plan = {
        "kind": "open_day",
        "title": "第一届政务公开日",
        "planned_on": today,
        "planned_for": today + timedelta(ahead),
    }
    return actions.plan(where.house.clerk, {**plan, **told}, timezone.now())


def _session(where: Shown, whole: Activity, **told: object) -> None:
    row = {
        "activity": whole.number,
        "kind": "interpretation",
        "title": "补助办法怎么看",
        "noted_on": timezone.localdate(),
        "planned_for": whole.planned_for,
    }
    actions.add_session(where.house.clerk, {**row, **told}, timezone.now())


def test_an_organ_without_activities_says_so(client: Client, here: Shown) -> None:
    text = _text(client, PATH)
    assert "现在没有已经公布的活动" in text
    assert "还没有举行过公开活动" in text
    assert client.get(PATH + "HD-2026-01/").status_code == 404
    assert client.get("/xxgk/nobody/activities/").status_code == 404


def test_what_is_announced_has_its_sessions_policies_and_public_materials(client: Client, here: Shown) -> None:
    rule = policy(here.house)
    paper = explained(here.house, rule.number)
    day = _planned(here, place="县政务服务中心", theme="晒一晒", organiser="县政府办")
    _session(
        here, day, policies=f"{rule.number} 昌政发〔1999〕9号", items=paper.number, starts="09:30", speaker="县林草局"
    )
    listed = _text(client, PATH)
    assert f'href="{PATH}{day.number}/"' in listed
    text = _text(client, f"{PATH}{day.number}/")
    for told in ("将要举行", "县政务服务中心", "晒一晒", "县政府办", "09:30", "主讲：县林草局", "昌政发〔1999〕9号"):
        assert told in text, told
    assert f'href="{here.page(rule)}"' in text
    assert f'href="{here.page(paper)}"' in text
    withdrawn(here.house, paper, "mistaken")
    assert f'href="{here.page(paper)}"' not in _text(client, f"{PATH}{day.number}/")


def test_a_policy_leads_to_where_it_is_explained(client: Client, here: Shown) -> None:
    rule = policy(here.house, document_number="昌政发〔2026〕1号")
    day = _planned(here)
    _session(here, day, policies="昌政发〔2026〕11号")
    assert "解读活动" not in _text(client, here.page(rule)), "the number of another that begins alike"
    _session(here, day, title="第二场", policies="昌政发〔2026〕1号")
    text = _text(client, here.page(rule))
    assert "解读活动" in text
    assert f'href="{PATH}{day.number}/"' in text


def test_what_was_held_comes_newest_first_and_what_was_cancelled_never(client: Client, here: Shown) -> None:
    now, today = timezone.now(), timezone.localdate()
    held = [_planned(here, 0, title=f"第{n}届") for n in (1, 2)]
    for row in held:
        actions.hold(here.house.clerk, row.pk, today, 30, now)
    off = _planned(here, title="不办了")
    actions.cancel(here.house.clerk, off.pk, today, "场地不便", now)
    text = _text(client, PATH)
    assert re.findall(r">(第\d届)</a>", text) == ["第2届", "第1届"]
    assert "不办了" not in text
    assert client.get(f"{PATH}{off.number}/").status_code == 404
    assert "已举办" in _text(client, f"{PATH}{held[0].number}/")
    assert 'href="/xxgk/changtu/activities/"' in _text(client, "/xxgk/changtu/")
