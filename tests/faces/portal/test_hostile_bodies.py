"""Forms as no browser sends them, at every door that strangers have: each is answered by a page, none by a failure of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.apps.office import Office, at, office
from tests.apps.questions import world
from tests.faces.portal.applying.filled import WHAT, WHO
from tests.faces.portal.correcting.filled import RECORD

pytestmark = pytest.mark.django_db
DOORS = (
    "/apply/changtu/",
    "/apply/changtu/near/",
    "/correct/changtu/",
    "/progress/",
    "/progress/paper/",
    "/verify/",
    "/ask/changtu/",
    "/ask/progress/",
)
FIELDS = (
    *("text", "subject", "content", "number", "code", "title", "organ", "go", "visit", "said", "kind", "applicant"),
    *("token", "identity_kept", "agent_kept", "identity_number", "identity_kind", "paper", "name"),
    *("challenge_puzzle", "challenge_solution", "challenge_answer", "correction-said", "rate-score"),
    *("wrong", "seen", "evidence", "evidence-said"),
)
FORM = "multipart/form-data; boundary=X"
HEAD = b'--X\r\nContent-Disposition: form-data; name="attachments"; filename='


@pytest.fixture(autouse=True)
def where(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: at(world.MONDAY, 14))
    return office()


def body(*parts: bytes) -> bytes:
    return b"".join(part + b"\r\n" for part in parts) + b"--X--\r\n"


def field(name: str, value: bytes) -> bytes:
    return b'--X\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), value)


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    "told",
    [
        body(*(field(f"f{number}", b"x") for number in range(3000))),
        body(*(HEAD + b'"a%d.pdf"\r\n\r\nx' % number for number in range(200))),
        body(HEAD + b'""\r\n\r\nx'),
        body(HEAD + '"a\u202egpj.exe"\r\nX: "y\r\n\r\nx'.encode()),
        body(b"--X\r\nContent-Disposition: form-data\r\n\r\nx"),
        body(HEAD + b'"a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!'),
        HEAD,
        b"",
    ],
    ids=["fields", "files", "no name", "turned name", "no field", "no base64", "cut off", "nothing"],
)
def test_a_body_that_no_browser_sends_is_answered(told: bytes) -> None:
    for door in DOORS:
        assert Client().generic("POST", door, told, FORM).status_code < 500, door


HOSTILE = {
    "NUL": "a\0b",
    "turned": "\u202eabc",
    "four bytes": "\U0001f600\U00020000" * 50,
    "long": "x" * 100_000,
    "lines": "\n" * 5000,
    "query": "AND NEAR( * \" ' OR 1=1--",
    "key": f"{'9' * 5000}:AAAA",
    "digits": "１２",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_value_of_a_field_is_a_failure_of_ours(value: str) -> None:
    client = Client()
    for door in DOORS:
        assert client.post(door, dict.fromkeys(FIELDS, value)).status_code < 500, door
    for name in ("content", "applicant_name", "identity_number", "token", "visit", "identity_kept"):
        told = {**WHAT, **WHO, "consent": "on", "go": "send", name: value}
        assert client.post("/apply/changtu/", told).status_code < 500, name
    for name in ("subject", "wrong", "seen", "evidence", "applicant_name", "token"):
        told = {**RECORD, **WHO, "consent": "on", "go": "send", name: value}
        assert client.post("/correct/changtu/", told).status_code < 500, name
