"""A request lived through by the pages of strangers and officers; then every table, file, log, session and mail is read for its words.

Nothing personal may lie anywhere in plain: what is sealed is sealed at every step, by whichever door it came in and went out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from gongkai.apps.notices import actions as notices
from gongkai.apps.papers.models import Paper
from gongkai.apps.people.models import Person
from gongkai.apps.records import actions as records
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.replies import actions as letters
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests.models import Request
from gongkai.apps.saved import actions as saved
from gongkai.apps.saved import queries, tables
from gongkai.apps.watch import actions as watch
from tests.apps.files.made import a_pdf
from tests.apps.office import Office, at
from tests.apps.questions.world import MONDAY
from tests.apps.replies.test_letters import house
from tests.faces.portal.applying.filled import AGENT, CARD, NAME, PHONE, checked, receipt, step
from tests.faces.portal.correcting.filled import PATH as OWNER_PATH
from tests.faces.portal.correcting.filled import checked as owner_checked
from tests.faces.private_world import entered

pytestmark = pytest.mark.django_db
PUBLIC = "2024年城区供热补贴发放标准"
"""The subject, which stands in the ledger: what is looked for would be found."""
MAIL = "ouyang.jinxiu@example.net"
SEALED = {
    "content": "我家供热补贴的发放记录，户号青龙九三七",
    "needs_help": "需要朱雀大字版",
    "address": "白虎巷十九号三单元",
    "file": "玄武户主的申请书.pdf",
    "bytes": "Kirin file of an applicant",
    "corrected": "补正：麒麟年份二〇二四",
    "comment": "凤凰一般满意",
    "third": "饕餮商贸有限公司",
    "letter_name": "端木留香",
    "letter_content": "貔貅路改造工程的预算文件",
    "asked": "我家在狻猊小区",
    "asker": "令狐小冲",
    "wrong": "名册把我家写成梼杌屯三口人",
    "seen": "穷奇路公示栏",
    "proof": "混沌村委会的证明",
    "more_proof": "再附睚眦医院的出生证明",
}
WORDS = (NAME, CARD, PHONE, MAIL, AGENT["agent_name"], AGENT["agent_number"], *SEALED.values())


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Office:
    settings.DATA, settings.PAPERS_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "papers", tmp_path / "files"
    settings.VAULT_KEYS = str(tmp_path / "keys.json")
    settings.MAIL_FROM = "gongkai@example.org"
    # However few they are, tables are made in the background, where they lie on a disk.
    monkeypatch.setattr(tables, "AT_ONCE", 0)
    monkeypatch.setattr(queries, "AT_ONCE", 0)
    monkeypatch.setattr(timezone, "now", lambda: at(MONDAY, 14))
    found = house()
    Person.objects.update(email="officer@example.org")
    return found


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile(SEALED["file"], a_pdf(SEALED["bytes"]))


def _did(
    where: Office, row: Request, event: str, by: str = "clerk", private: dict[str, str] | None = None, **told: Any
) -> None:
    requests.act(getattr(where, by), row.pk, event, MONDAY, told, private or {}, timezone.now())


def _applied(client: Client) -> tuple[str, str, str]:
    """Number, code, and the mark from which the code follows."""
    told = {name: SEALED[name] for name in ("content", "needs_help", "address")}
    page = checked(client, subject=PUBLIC, email=MAIL, wanted_way="email", **told, **AGENT)
    client.post("/apply/changtu/near/", {"text": SEALED["content"], "visit": "ab" * 16})
    answer = step(client, page.content, "send", consent="on", attachments=_file())
    token = re.search(rb'name="token" value="([0-9a-f]{32})"', page.content)
    assert token
    return (*receipt(answer.content), token[1].decode())


def _handled(where: Office, client: Client, number: str, code: str) -> None:
    """Correction, third party, reply, its taking and rating."""
    row, own = Request.objects.get(number=number), {"number": number, "code": code}
    _did(where, row, "confirm", how="电话")
    _did(where, row, "ask_correction", what="写明年份", until="2026-03-13", manner="email")
    sent = {**own, "go": "correct", "correction-said": SEALED["corrected"], "correction-attached": _file()}
    assert client.post("/progress/", sent).status_code == 200
    _did(where, row, "consult_third_party", label="第三方一", number="1号", private={"body_name": SEALED["third"]})
    _did(where, row, "third_party_replied", label="第三方一", opinion="agrees")
    _did(where, row, "propose", decision="provided", reason="可以公开。")
    _did(where, row, "review", "reviewer")
    _did(where, row, "sign", "head", number="昌政公开〔2026〕1号")
    letters.issue(where.clerk, row.pk, Request.objects.get(pk=row.pk).acts, timezone.now())
    _did(where, row, "serve", manner="online", evidence="回执")
    rated = {**own, "go": "rate", "rate-score": "4", "rate-comment": SEALED["comment"]}
    assert client.post("/progress/", rated).status_code == 200


def _worked(where: Office, officer: Client) -> str:
    """A letter taken in, names looked for, personal data opened, tables made; the code of the letter."""
    letter = {
        "channel": "counter",
        "applicant": "natural",
        "subject": "某路",
        "items": "1",
        "wanted_form": "paper",
        "wanted_way": "mail",
    }
    who = {"applicant_name": SEALED["letter_name"], "contact": SEALED["address"], "content": SEALED["letter_content"]}
    answer = officer.post("/desk/requests/new/", {**letter, **who, "day": f"{MONDAY}", "token": "cd" * 16}, follow=True)
    code = re.search(r'id="code"[^>]*>([0-9A-Z-]{14})<', answer.content.decode())
    assert code, answer.content.decode()[-3000:]
    assert officer.post("/desk/requests/", {"name": NAME}).status_code == 200
    for row in Request.objects.all():
        for path in ("", "papers/", "letters/", "departments/", "clock/"):
            assert officer.get(f"/desk/requests/{row.pk}/{path}").status_code == 200
        assert officer.post(f"/desk/requests/{row.pk}/personal/", {"why": "handling"}).status_code == 200
    for form in ("csv", "xlsx"):
        assert officer.post("/desk/requests/export/", {"query": "state=", "form": form}).status_code == 302
    return code[1]


def _corrected(where: Office, client: Client, officer: Client) -> str:
    """A record corrected for whoever asked by the web: identity, evidence, papers, the reply; the code."""
    told = {"wrong": SEALED["wrong"], "seen": SEALED["seen"], "evidence": SEALED["proof"]}
    page = owner_checked(client, subject="补助名册上的家庭人口", email=MAIL, address=SEALED["address"], **told, **AGENT)
    answer = step(client, page.content, "send", OWNER_PATH, consent="on", attachments=_file())
    number, code = receipt(answer.content)
    own, row = {"number": number, "code": code}, RecordCorrection.objects.get(number=number)
    sent = {**own, "go": "evidence", "evidence-said": SEALED["more_proof"], "evidence-attached": _file()}
    assert client.post("/progress/", sent).status_code == 200
    for by, event, data in (
        ("clerk", "identify", {"result": "same", "how": "电话"}),
        ("clerk", "verify", {"finding": "accurate", "how": "查原件"}),
        ("clerk", "propose", {"outcome": "refused", "reason": "与原件一致"}),
        ("head", "sign", {}),
        ("clerk", "tell", {"manner": "online"}),
    ):
        records.act(getattr(where, by), row.pk, event, MONDAY, data, {}, timezone.now())
    for path in ("", "papers/"):
        assert officer.get(f"/desk/records/{row.pk}/{path}").status_code == 200
    assert officer.post(f"/desk/records/{row.pk}/personal/", {"why": "handling"}).status_code == 200
    for paper in Paper.objects.filter(subject="record"):
        assert officer.post(f"/desk/records/{row.pk}/papers/{paper.pk}/", {"why": "handling"}).status_code == 200
    assert client.post("/progress/", own).status_code == 200
    return code


def _every_value() -> str:
    """All that stands in the database, as text; sessions and what was packed in them too; on SQLite the very pages of the file."""
    said = [str(each.get_decoded()) for each in Session.objects.all()]
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            for row in cursor.fetchall():
                said += [
                    bytes(each).decode("utf-8", "replace") if isinstance(each, bytes | memoryview) else str(each)
                    for each in row
                ]
    if connection.vendor == "sqlite":
        said.append(connection.connection.serialize().decode("utf-8", "replace"))
    return "\n".join(said)


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is logged, by a handler of the test's own: nobody but it takes it away."""
    root, said = logging.getLogger(), StringIO()
    level, hears = root.level, logging.StreamHandler(said)
    root.addHandler(hears)
    root.setLevel(logging.DEBUG)
    yield said
    assert hears in root.handlers, "somebody set up the logging anew"
    root.removeHandler(hears)
    root.setLevel(level)


def test_nothing_personal_lies_anywhere_in_plain(where: Office, tmp_path: Path, client: Client, log: StringIO) -> None:
    number, code, token = _applied(client)
    _handled(where, client, number, code)
    asked = {
        "kind": "consult",
        "title": SEALED["asked"],
        "text": SEALED["asked"],
        "asker_name": SEALED["asker"],
        "contact": PHONE,
    }
    answer = client.post("/ask/changtu/", {**asked, "go": "anyway", "token": "ef" * 16})
    _, question_code = receipt(answer.content)
    officer = entered(where.clerk)
    other_code, record_code = _worked(where, officer), _corrected(where, client, officer)
    assert client.post("/progress/", {"number": number, "code": "AAAA"}).status_code == 404
    saved.make_waiting(timezone.now())
    watch.round_of_the_day(timezone.now(), again=True)
    notices.tell_applicant(where.organ.pk, Request.objects.get(number=number).pk, "served", "已经答复", timezone.now())
    notices.gather(timezone.now(), digests=True)
    notices.send_due(timezone.now() + timedelta(days=1))
    words = (*WORDS, code, code.replace("-", ""), other_code, question_code, record_code, token)
    kept = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert [each for each in kept if each.suffix == ".csv"]
    assert [each for each in kept if each.parent.parent.name == "papers"]
    for what, text in {
        "the database": _every_value(),
        "the files": "\n".join(each.read_bytes().decode("utf-8", "replace") for each in kept),
        "their names": "\n".join(str(each.relative_to(tmp_path)) for each in kept),
        "the log": log.getvalue(),
        "the mails": "\n".join(f"{each.subject}\n{each.body}\n{each.extra_headers}" for each in mail.outbox),
    }.items():
        assert text, what
        assert not [word for word in words if word in text], what
        assert what not in ("the database", "the files") or PUBLIC in text, "what is public would be found"
    assert MAIL in [to for each in mail.outbox for to in each.to]
