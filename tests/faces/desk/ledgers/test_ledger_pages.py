"""The ledger at the desk: a template, a check that changes nothing, taking in after a look, giving out."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.write import write
from gongkai.apps.journal.models import Entry
from gongkai.apps.ledgers.models import ImportRun
from gongkai.apps.organs.models import OrganName
from gongkai.apps.requests.models import Request
from tests.annual.ledger.samples import ORGAN_NAME, rich_ledger
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


@pytest.fixture
def head(here: Office, enter: Enter) -> Client:
    OrganName.objects.filter(organ=here.organ).update(name=ORGAN_NAME)
    return enter(here, "head")


def _send(client: Client, body: bytes, name: str = "台账.xlsx") -> HttpResponse:
    return client.post("/desk/ledger/check/", {"file": SimpleUploadedFile(name, body)})


def _said(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _carried(response: HttpResponse) -> str:
    return re.findall(r'name="carried" value="([^"]+)"', _said(response))[0]


def test_the_template_is_a_workbook_of_this_organ(head: Client) -> None:
    response = head.get("/desk/ledger/template.xlsx")
    assert response.content.startswith(b"PK")
    assert read(response.content).organ == ORGAN_NAME


def test_a_check_says_what_would_be_done_and_does_nothing(head: Client) -> None:
    entries = Entry.objects.count()
    response = _send(head, write(rich_ledger()))
    assert response.status_code == 200, re.findall(r"<td[^>]*>([^<]*)</td>", _said(response))
    assert "可以导入" in _said(response)
    assert f'<dt>新的申请</dt><dd class="number">{len(rich_ledger().requests)}</dd>' in _said(response)
    assert (Request.objects.count(), ImportRun.objects.count(), Entry.objects.count()) == (0, 0, entries)


def test_what_was_confirmed_is_taken_in_once(head: Client) -> None:
    checked = _send(head, write(rich_ledger()))
    told = {"carried": _carried(checked)}
    assert head.post("/desk/ledger/import/", told)["Location"] == "/desk/ledger/"
    assert Request.objects.count() == len(rich_ledger().requests)
    overview = _said(head.get("/desk/ledger/"))
    assert "已导入" in overview
    assert "台账.xlsx" in overview
    head.post("/desk/ledger/import/", told)
    assert Request.objects.count() == len(rich_ledger().requests)
    again = _send(head, write(rich_ledger()))
    assert "没有新的内容" in _said(again)
    assert 'name="carried"' not in _said(again)


def test_every_fault_is_shown_with_its_cell_and_its_remedy_and_nothing_is_taken(head: Client) -> None:
    ledger = rich_ledger()
    doubled = type(ledger)(
        ledger.organ, ledger.organ_kind, (*ledger.requests, ledger.requests[0]), ledger.remedies, ledger.items
    )
    response = _send(head, write(doubled))
    text = _said(response)
    assert response.status_code == 422
    assert "没有导入任何内容" in text
    assert "重复" in text
    assert re.search(r'data-label="单元格" class="day">[A-Z]+\d+', text)
    assert (Request.objects.count(), ImportRun.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("body", "name"), [(b"not a workbook", "台账.xlsx"), (b"%PDF-1.7", "台账.pdf"), (b"PK\x03\x04broken", "台账.xlsx")]
)
def test_a_file_that_is_no_ledger_is_refused_in_words(head: Client, body: bytes, name: str) -> None:
    response = _send(head, body, name)
    assert response.status_code == 422
    assert "没有导入任何内容" in _said(response)


def test_nothing_chosen_is_said_at_the_field(head: Client) -> None:
    response = head.post("/desk/ledger/check/")
    assert response.status_code == 422
    assert "请选一个文件。" in _said(response)


@pytest.mark.parametrize("carried", ["", "x", "YWJj:1:2"])
def test_what_the_page_did_not_carry_is_not_taken_in(head: Client, carried: str) -> None:
    response = head.post("/desk/ledger/import/", {"carried": carried})
    assert response.status_code == 422
    assert "请重新选一次文件" in _said(response)


def test_what_one_person_checked_nobody_else_takes_in(head: Client, elsewhere: Office, enter: Enter) -> None:
    carried = _carried(_send(head, write(rich_ledger())))
    assert enter(elsewhere, "clerk").post("/desk/ledger/import/", {"carried": carried}).status_code == 422
    assert Request.objects.count() == 0


def test_giving_out_comes_in_again_and_names_only_when_asked(head: Client) -> None:
    head.post("/desk/ledger/import/", {"carried": _carried(_send(head, write(rich_ledger())))})
    plain, named = head.post("/desk/ledger/export/"), head.post("/desk/ledger/export/", {"personal": "1"})
    assert "attachment" in plain["Content-Disposition"]
    assert len(read(named.content).requests) == len(rich_ledger().requests)
    name = next(iter(rich_ledger().requests[0].private.values()))["applicant_name"]
    assert name in _texts(named.content)
    assert name not in _texts(plain.content)
    assert "没有新的内容" in _said(_send(head, named.content))


def _texts(body: bytes) -> str:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
