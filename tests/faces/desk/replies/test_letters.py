"""The letters of a case on the desk: a draft to look at, the final one, its signed copy, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from gongkai.apps.replies.models import Letter
from tests.apps.replies.test_letters import text
from tests.faces.desk.conftest import TODAY
from tests.faces.desk.world import PRIVATE, Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def signed(here: Office) -> Case:
    case = Case(here, date(2026, 11, 16))
    case.do("propose", "clerk", TODAY, decision="provided", reason="本机关制作，可以公开。")
    case.do("review", "reviewer", TODAY)
    case.do("sign", "head", TODAY, number="昌政公开〔2026〕8号")
    return case


def test_from_the_draft_to_the_signed_copy(here: Office, enter: Enter) -> None:
    client, case = enter(here, "clerk"), signed(here)
    base = f"/desk/requests/{case.row.pk}/letters/"
    page = client.get(base).content.decode()
    assert "政府信息公开申请答复书" in page
    assert PRIVATE["applicant_name"] not in page
    draft = client.post(f"{base}4/draft/")
    assert (draft.status_code, draft.headers["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in draft.headers["Cache-Control"]
    assert PRIVATE["applicant_name"] in text(draft.content)
    assert Entry.objects.filter(subject="vault", event="read", payload__contains="letter").exists()
    done = client.post(f"{base}4/issue/", follow=True)
    assert "已经定稿" in done.content.decode()
    row = Letter.objects.get()
    made = client.post(f"{base}made/{row.pk}/")
    assert made.content.startswith(b"%PDF")
    assert "核验码" in text(made.content)
    nothing = client.post(f"{base}made/{row.pk}/signed/")
    assert (nothing.status_code, "没有选文件" in nothing.content.decode()) == (422, True)
    copy = SimpleUploadedFile("签章.pdf", made.content + b"\n%")
    changed = client.post(f"{base}made/{row.pk}/signed/", {"file": copy}, follow=True)
    assert "签章扫描件" in changed.content.decode()
    gone = client.post(f"{base}made/{row.pk}/withdraw/", follow=True)
    assert "还没有定稿" in gone.content.decode()
    again = client.post(f"{base}made/{row.pk}/withdraw/")
    assert (again.status_code, "已经撤销" in again.content.decode()) == (422, True)


def test_who_only_reads_sees_the_list_without_buttons(here: Office, enter: Enter) -> None:
    case = signed(here)
    page = enter(here, "leader").get(f"/desk/requests/{case.row.pk}/letters/")
    assert page.status_code == 200
    assert LexborHTMLParser(page.content.decode()).css("main form") == []


def test_another_organs_letter_is_not_there(here: Office, elsewhere: Office, enter: Enter) -> None:
    case = signed(here)
    enter(here, "clerk").post(f"/desk/requests/{case.row.pk}/letters/4/issue/")
    stranger = enter(elsewhere, "clerk")
    for way in ("letters/", "letters/4/draft/", "letters/4/issue/", f"letters/made/{Letter.objects.get().pk}/"):
        path = f"/desk/requests/{case.row.pk}/{way}"
        assert (stranger.get(path) if way == "letters/" else stranger.post(path)).status_code == 404
    other = signed(here)
    path = f"/desk/requests/{other.row.pk}/letters/made/{Letter.objects.get().pk}/"
    assert enter(here, "clerk").post(path).status_code == 404
