"""Markup and formulas in every word of daily casework: what applicants send, what officers write, names of files and of kept filters."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps import query_codes
from gongkai.apps.applying import actions as applying
from gongkai.apps.applying.actions import Applied
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Upload
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests.models import Request
from gongkai.apps.saved import actions as saved
from tests.apps.files.made import a_pdf
from tests.faces.desk.conftest import TODAY
from tests.faces.desk.world import ARRIVAL, Office, record

Enter = Callable[[Office, str], Client]
HOSTILE = "=1\"'><img src=x onerror=alert(1)></title></textarea><script>alert(2)</script>{{ 7|add:7 }}"
NAME = HOSTILE[:40]
LETTERS = "=甲<b onclick=alert(1)>乙"
"""For what becomes a letter: drawn by any type."""
WHO = {"applicant_name": LETTERS, "contact": HOSTILE, "content": HOSTILE}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.PAPERS_ROOT = tmp_path / "papers"


def _did(
    where: Office, row: Request, event: str, role: str = "clerk", private: dict[str, str] | None = None, **told: Any
) -> Request:
    return requests.act(where.actor(role), row.pk, event, TODAY, told, private or {}, timezone.now())


@pytest.fixture
def found(here: Office) -> Applied:
    """A request from the site with hostile words in every act, up to the reply that its applicant takes."""
    told = {**ARRIVAL, "subject": HOSTILE, "wanted_way": "online"}
    del told["channel"]
    made = applying.apply(
        here.organ.pk, TODAY, told, WHO, [Upload(f"{HOSTILE}.pdf", a_pdf())], timezone.now(), query_codes.token()
    )
    row, clerk = made.request, here.actor("clerk")
    _did(here, row, "confirm", how=HOSTILE)
    _did(here, row, "ask_department", label=NAME, what=HOSTILE, until="2026-11-24")
    _did(here, row, "search", scope=HOSTILE, words=HOSTILE, method=HOSTILE, result=HOSTILE)
    _did(here, row, "consult_third_party", label=NAME, number=NAME, private={"body_name": LETTERS})
    _did(here, row, "note", note=HOSTILE)
    papers.add(clerk, "request", row.pk, "evidence", [Upload(f"{HOSTILE}.pdf", a_pdf())], timezone.now())
    saved.keep(here.actor("head"), HOSTILE[:20], "q=%3Cimg+src%3Dx%3E&state=", True, timezone.now())
    record(here, TODAY, subject=HOSTILE)
    return made


def _harm(html: bytes) -> list[str]:
    """What a browser would run or fetch, that no page of ours has."""
    found = []
    for node in LexborHTMLParser(html).css("*"):
        told = dict(node.attributes)
        found += [f"{node.tag} {name}" for name in told if name.startswith("on")]
        found += [
            f"{node.tag} {told[name]}"
            for name in ("href", "src", "action")
            if "script:" in (told.get(name) or "").lower()
        ]
        if node.tag == "img" and told.get("src") == "x":
            found.append("img src=x")
        if node.tag == "script" and (told.get("type") or "") != "application/json" and not told.get("src"):
            found.append("script")
    return found


def _pages(pk: int) -> Iterator[str]:
    yield from ("/desk/", "/desk/requests/?state=", "/desk/requests/figures/", "/desk/requests/owing/", "/desk/alike/")
    yield from (
        "/desk/requests/export/?q=%3Cimg+src%3Dx%3E&state=",
        "/desk/records/",
        "/desk/watch/",
        "/desk/guidance/",
    )
    inside = ("", "clock/", "plan/", "try/", "split/", "departments/", "searches/", "papers/", "letters/", "receipt/")
    yield from (f"/desk/requests/{pk}/{page}" for page in inside)
    events = ("correct", "urge_department", "propose", "note")
    yield from (f"/desk/requests/{pk}/do/{event}/?note=%3Cimg+src%3Dx%3E&label=%3Cimg+src%3Dx%3E" for event in events)


def test_pages_of_casework_show_markup_as_text(here: Office, found: Applied, enter: Enter) -> None:
    officer, shown = enter(here, "clerk"), 0
    for path in _pages(found.request.pk):
        answer = officer.get(path)
        assert answer.status_code == 200, path
        assert not _harm(answer.content), path
        assert b"{{ 7" in answer.content or HOSTILE[:9].encode() not in answer.content, "templates do not reckon"
        shown += b"&lt;img src=x" in answer.content
    assert shown > 10
    told = {"why": "handling"}
    opened = officer.post(f"/desk/requests/{found.request.pk}/personal/", told)
    assert b"&lt;img src=x" in opened.content
    assert not _harm(opened.content)


def test_the_applicants_page_shows_markup_as_text(here: Office, found: Applied) -> None:
    asked = {"number": found.request.number, "code": found.code}
    for go in ("", "withdraw", "rate", "correct"):
        more = {"rate-comment": HOSTILE, "rate-score": HOSTILE, "correction-said": HOSTILE, "go": go}
        answer = Client().post("/progress/", {**asked, **more})
        assert answer.status_code in (200, 422), go
        assert not _harm(answer.content), go
        assert go == "withdraw" or b"&lt;img src=x" in answer.content


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_hold_no_formula_not_even_from_what_was_sealed(
    here: Office, found: Applied, enter: Enter, form: str
) -> None:
    told = {"query": "state=", "form": form, "personal": "1", "why": "export"}
    answer = enter(here, "head").post("/desk/requests/export/", told)
    assert answer.status_code == 200
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
    else:
        book: Any = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert not [each for row in book.active.iter_rows() for each in row if each.data_type == "f"]
        cells = [str(cell or "") for row in book.active.values for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sum(cell.startswith("'=") for cell in cells) >= 4


def test_letters_are_drawn_with_markup_as_text_and_names_of_files_break_no_header(
    here: Office, found: Applied, enter: Enter
) -> None:
    row, clerk = found.request, here.actor("clerk")
    officer = enter(here, "clerk")
    page = officer.get(f"/desk/requests/{row.pk}/letters/").content
    assert b"/draft/" in page
    for each in LexborHTMLParser(page).css("form[action$='/draft/']"):
        answer = officer.post(str(each.attributes["action"]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    for name in ("a\u202egpj.pdf", "a\r\nSet-Cookie: x=1.pdf", "a\0.pdf"):
        with pytest.raises(PaperRefusal):
            papers.examine([Upload(name, a_pdf())])
    name = "..\\../..\\甲\";filename*=x'y'z;\U0001f600<b>.pdf"
    scan = papers.add(clerk, "request", row.pk, "evidence", [Upload(name, a_pdf())], timezone.now())[0]
    answer = officer.post(f"/desk/requests/{row.pk}/papers/{scan.pk}/", {"why": "handling"})
    assert answer.status_code == 200
    way = answer["Content-Disposition"]
    assert way.startswith("attachment")
    told = Message()
    told["Content-Disposition"] = way
    assert not set(str(told.get_filename())) & set("<>\"'/\\\r\n"), way
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("parts", ["9" * 5000, "-1", "1e9", "２", "٣", "\0"])
def test_a_number_of_parts_that_nobody_means_is_none(here: Office, enter: Enter, found: Applied, parts: str) -> None:
    address = f"/desk/requests/{found.request.pk}/split/"
    assert enter(here, "clerk").post(address, {"parts": parts, "go": "parts"}).status_code == 200
