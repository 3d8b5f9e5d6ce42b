"""Activities at the desk: the year with what is owed, a plan led to its evaluation by forms, sessions with materials."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client

from gongkai.apps.supervision import queries
from gongkai.apps.supervision.models import Activity, Session
from tests.faces.desk.activities.season import TODAY, late, scheduled
from tests.faces.desk.registers.shelf import as_shown
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_year_says_what_is_owed(here: Office, enter: Enter) -> None:
    scheduled(here)
    late(here)
    client = enter(here, "clerk")
    said = text(client, "/desk/activities/")
    assert "政务公开日（2026-05-15）还没有计划" in said
    assert "日子已经过去 189 天" in said
    assert "日子过了，还没有登记结果" in said
    assert "待办 1 场" in said
    narrowed = client.get("/desk/activities/?kind=training&state=planned&year=2026")
    assert [row.title for month in narrowed.context["months"] for row in month.rows] == ["依申请公开培训"]
    assert "这一年还没有活动" in text(client, "/desk/activities/?year=2019")
    assert client.get("/desk/activities/?year=x&kind=x&state=²").status_code == 200
    assert "编制活动计划" not in text(enter(here, "leader"), "/desk/activities/")


def test_a_plan_is_led_to_its_evaluation(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    plan = {"kind": "open_day", "title": "第二十届政务公开日", "day": "2026-11-02", "planned_for": "2026-11-18"}
    assert client.post("/desk/activities/new/", {**plan, "planned_for": ""}).status_code == 422
    done = client.post("/desk/activities/new/", plan)
    row = Activity.objects.get()
    page = f"/desk/activities/{row.pk}/"
    assert (done["Location"], row.number, row.state) == (page, "HD-2026-01", "planned")
    assert "计划的日子 2026-11-18 已过" in text(client, page)
    new = "/desk/sessions/new/"
    assert f"{new}?activity=HD-2026-01&amp;planned_for=2026-11-18" in text(client, page)
    form = as_shown(client, f"{new}?activity=HD-2026-01&planned_for=2026-11-18")
    assert form["activity"] == "HD-2026-01"
    typed = {**form, "kind": "interpretation", "title": "以旧换新补贴解读"}
    assert client.post(new, typed).status_code == 302
    session = Session.objects.get()
    hold = f"{page}do/hold/"
    assert client.post(hold, {**as_shown(client, hold), "day": "2026-11-21"}).status_code == 422
    assert client.post(hold, {**as_shown(client, hold), "day": "2026-11-18", "attendance": "200"}).status_code == 302
    evaluate = f"{page}do/evaluate/"
    typed = {**as_shown(client, evaluate), "day": "2026-11-20", "result": "群众满意。"}
    refused = client.post(evaluate, typed)
    assert (refused.status_code, "还有1场没有登记结果" in refused.content.decode()) == (422, True)
    told = f"/desk/sessions/{session.pk}/do/hold/"
    results = {"day": "2026-11-18", "attendance": "35", "asked": "4", "answered": "5"}
    refused = client.post(told, {**as_shown(client, told), **results})
    assert "比“提问”还多" in str(refused.context["form"].errors["answered"])
    assert client.post(told, {**as_shown(client, told), **results, "answered": "4"}).status_code == 302
    assert client.post(evaluate, typed).status_code == 302
    assert Activity.objects.get().state == "evaluated"
    said = text(client, page)
    assert "提问 4 个，当场答复 4 个" in said
    assert "加一场" not in said
    assert queries.session_count(here.organ.pk, 2026, TODAY, "interpretation") == 1


def test_an_activity_is_put_off_and_called_off_with_reasons(here: Office, enter: Enter) -> None:
    found = scheduled(here)
    client = enter(here, "head")
    page = f"/desk/activities/{found['activity']}/"
    postpone = f"{page}do/postpone/"
    assert client.post(postpone, {**as_shown(client, postpone), "day": "2026-12-15"}).status_code == 422
    typed = {**as_shown(client, postpone), "day": "2026-12-15", "reason": "暴雪"}
    assert client.post(postpone, typed).status_code == 302
    adjust = f"{page}do/adjust/"
    assert as_shown(client, adjust)["planned_for"] == "2026-12-15"
    assert client.post(adjust, {**as_shown(client, adjust), "place": "县图书馆"}).status_code == 302
    cancel = f"{page}do/cancel/"
    typed = {**as_shown(client, cancel), "day": "2026-11-20", "reason": "改为线上解读"}
    assert client.post(cancel, typed).status_code == 302
    said = text(client, page)
    assert "理由：改为线上解读" in said
    assert "已取消" in said
    assert Session.objects.get().state == "cancelled"
    assert "活动取消：改为线上解读" in text(client, f"/desk/sessions/{found['session']}/")


def test_materials_are_handed_in_and_out_at_the_desk_alone(here: Office, elsewhere: Office, enter: Enter) -> None:
    found = scheduled(here)
    client = enter(here, "clerk")
    page = f"/desk/sessions/{found['session']}/"
    got = client.get(f"{page}files/{found['material']}/")
    assert (got.status_code, got.content) == (200, "解读提纲\n".encode())
    assert got["Content-Disposition"].startswith("attachment")
    assert client.get(f"{page}files/{'0' * 64}/").status_code == 404
    assert enter(elsewhere, "clerk").get(f"{page}files/{found['material']}/").status_code == 404
    assert Client().get(f"{page}files/{found['material']}/").status_code == 302
    sheet = BytesIO("问答\n".encode())
    sheet.name = "问答.txt"
    client.post(f"{page}files/", {"file": sheet})
    assert "问答.txt" in text(client, page)
    script = BytesIO(b"MZ\x90\x00")
    script.name = "说明.exe"
    client.post(f"{page}files/", {"file": script})
    assert "说明.exe" not in str(client.get(page).context["row"].files)
    client.post(f"{page}files/", {"digest": found["material"]})
    client.post(f"{page}files/", {})
    assert "没有选文件" in text(client, page)
    assert [name for _, name in Session.objects.get().materials] == ["问答.txt"]


def test_what_was_only_recorded_has_its_page_too(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    typed = {"number": "JD-1", "kind": "interpretation", "title": "一场解读", "day": "2026-05-16", "attendance": "30"}
    assert client.post("/desk/registers/activities/new/", typed).status_code == 302
    row = Activity.objects.get()
    said = text(client, f"/desk/activities/{row.pk}/")
    assert "年报里按它的种类计一场" in said
    assert f'href="/desk/registers/activities/{row.pk}/"' in said
    assert "现在不能更正" in text(client, f"/desk/activities/{row.pk}/do/correct/")
    correct = f"/desk/registers/activities/{row.pk}/do/correct/"
    form = as_shown(client, correct)
    assert client.post(correct, {**form, "attendance": "31", "reason": "漏计一人"}).status_code == 302
    assert Activity.objects.get().attendance == 31
    evaluate = f"/desk/activities/{row.pk}/do/evaluate/"
    typed = {**as_shown(client, evaluate), "day": "2026-11-20", "result": "反响好。"}
    assert client.post(evaluate, typed).status_code == 302
    assert Activity.objects.get().state == "evaluated"
