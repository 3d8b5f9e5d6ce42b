"""A scan chosen at the desk is kept while the form comes back: for its officer alone, until the act is done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.apps.papers.models import Paper, WaitingPaper
from tests.apps.files.made import a_picture
from tests.faces.desk.situations import TODAY, fresh
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def scan(name: str = "回执.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_picture())


def test_a_scan_stays_with_the_form_of_an_act_until_it_is_done(here: Office, enter: Enter) -> None:
    case, clerk = fresh(here), enter(here, "clerk")
    path = f"/desk/requests/{case.row.pk}/do/note/"
    told = {"day": TODAY.isoformat(), "based_on": 1, "go": "do", "with-paper_kind": "evidence"}
    missing = clerk.post(path, {**told, "with-files": [scan(), scan("不要的.png")]})
    assert missing.status_code == 422
    assert "已收到：回执.png" in missing.content.decode()
    assert "回执" not in enter(here, "head").get(path).content.decode(), "another officer's"
    away = re.findall(r'name="take_away" value="(\d+)"', missing.content.decode())[1]
    shown = clerk.post(path, {**told, "note": "写到一半", "take_away": away, "kept_shown": "2"})
    assert shown.status_code == 200
    assert "写到一半" in shown.content.decode()
    assert "不要的.png" not in shown.content.decode()
    assert clerk.post(path, {**told, "note": "收到回执。", "kept_shown": "1"}).status_code == 302
    assert Paper.objects.get().place == 2
    assert not WaitingPaper.objects.exists()


def test_scans_of_a_new_request_stay_with_their_field(here: Office, enter: Enter) -> None:
    clerk = enter(here, "clerk")
    page = clerk.get("/desk/requests/new/").content.decode()
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert token
    sent = {"token": token[1], "go": "do", "scan_identity": scan("身份证.png")}
    back = clerk.post("/desk/requests/new/", sent).content.decode()
    assert "已收到：身份证.png" in back
    assert WaitingPaper.objects.get().group == "identity"
