"""What can be done with letters: a draft to look at, the final one with its verification code, the signed copy in its place, taking it back.

A final letter is a paper of the case, sealed; the journal pins its digest and that of its code. The applicant is shown it when its act has
reached him (`settling`). Only the caller knows the moment.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps import casebook, query_codes
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Examined, Upload
from gongkai.apps.papers.models import Paper, PaperKind
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand
from gongkai.apps.replies import making, pdf, settling
from gongkai.apps.replies.models import Ended, Letter
from gongkai.apps.replies.wording import DECIDING, Wording
from gongkai.law.casework import Refusal
from gongkai.law.decisions.letters import Addressee

RIGHT = "letter.make"
REQUEST = Subject.REQUEST.value
CODES = query_codes.Codes("letter")
PDF = "pdf"
_VERIFY = "/verify/"


@transaction.atomic
def draft(actor: Actor, case_id: int, place: int, now: datetime, subject: str = REQUEST) -> bytes:
    """The letter of an act as PDF, marked as a draft; nothing is stored but that names were read for it.

    `Forbidden`; not found (`Request.DoesNotExist`, `RecordCorrection.DoesNotExist`): another organ's; refused (`Refusal`): an act without a letter, characters that cannot be
    drawn.
    """
    demand(actor, RIGHT)
    case = making.case_of(actor, case_id, RIGHT, subject)
    wording = making.wording(case, place, actor, now)
    return pdf.draft(wording, organs.name_on(actor.organ_id, wording.day))


@transaction.atomic
def issue(actor: Actor, case_id: int, place: int, now: datetime, subject: str = REQUEST) -> Letter:
    """Make the letter of an act final: with a code, kept as a paper, pinned by the journal. One that is there is replaced and says so.

    As `draft`; refused besides: what is lacking (a remedy paragraph without forum and court, a name that was destroyed).
    """
    demand(actor, RIGHT)
    case = making.case_of(actor, case_id, RIGHT, subject)
    # Two who make the same letter at once: the second sees what the first made, and replaces it.
    query_codes.hold(actor.organ_id)
    wording = making.wording(case, place, actor, now)
    if wording.lacking:
        raise Refusal(f"还不能定稿：{''.join(wording.lacking)}")
    before = of_case(case.subject, case.row.pk).select_related("paper").filter(place=place, ended="").first()
    if before is not None:
        _end(actor, before, Ended.REPLACED, now)
    code = CODES.of(secrets.token_hex(16))
    data = pdf.final(wording, organs.name_on(actor.organ_id, wording.day), code, _where())
    act = case.of(place)
    paper = _kept(actor, case, act.event, place, wording, data, now)
    row = Letter.objects.create(
        organ_id=actor.organ_id,
        request_id=case.row.pk if subject == REQUEST else None,
        record_id=case.row.pk if subject != REQUEST else None,
        kind=wording.letter.code,
        name=wording.title,
        event=act.event,
        place=place,
        number=wording.number,
        day=wording.day,
        to_applicant=wording.letter.addressee is Addressee.APPLICANT,
        code=CODES.digest(code),
        digest=digest(data),
        paper=paper,
        person=actor.person,
        made_at=now,
    )
    _tell(actor, row, "letter", now)
    settling.settle(case.row.pk, case.found.acts, now, subject)
    return row


def scanned(
    actor: Actor, case_id: int, letter_id: int, upload: Upload, now: datetime, subject: str = REQUEST
) -> Letter:
    """The signed and sealed copy goes out in the place of the letter as made. Both are genuine: the code stands on both.

    Refused (`Refusal`): a letter that no longer holds, a file that is no PDF or picture, as `papers`. Not found: `Letter.DoesNotExist`.
    """
    demand(actor, RIGHT)
    files = papers.examine([upload])
    if files[0].media not in (PDF, "jpg", "png"):
        raise Refusal("签章扫描件请上传 PDF、JPG 或者 PNG 文件。")
    return _scanned(actor, case_id, letter_id, files[0], now, subject)


@transaction.atomic
def _scanned(actor: Actor, case_id: int, letter_id: int, file: Examined, now: datetime, subject: str) -> Letter:
    row = _held(actor, case_id, letter_id, subject)
    papers.show(actor, [row.paper_id], now, shown=False)
    kind = PaperKind.REPLY if row.event in DECIDING else PaperKind.NOTICE
    row.paper = papers.add(actor, subject, case_id, kind.value, [file], now, place=row.place)[0]
    row.scan = digest(file.data)
    row.save(update_fields=["paper", "scan"])
    _tell(actor, row, "scan", now)
    settling.settle(case_id, making.case_of(actor, case_id, RIGHT, subject).found.acts, now, subject)
    return row


@transaction.atomic
def withdraw(actor: Actor, case_id: int, letter_id: int, now: datetime, subject: str = REQUEST) -> Letter:
    """Take a letter back: whoever verifies it is told so, and it is shown no more. Not found: `Letter.DoesNotExist`."""
    demand(actor, RIGHT)
    row = _held(actor, case_id, letter_id, subject)
    _end(actor, row, Ended.WITHDRAWN, now)
    return row


def digest(data: bytes) -> str:
    """What is stored of the bytes of a letter: keyed, so that nobody can try words against it."""
    return vault.keyed(f"letter bytes {sha256(data).hexdigest()}")


def of_case(subject: str, case_id: int) -> QuerySet[Letter]:
    """The letters of one case."""
    return Letter.objects.filter(**{f"{subject}_id": case_id})


def _held(actor: Actor, case_id: int, letter_id: int, subject: str) -> Letter:
    found = of_case(subject, case_id).select_for_update(of=("self",)).select_related("paper")
    row = found.get(pk=letter_id, organ_id=actor.organ_id)
    if row.ended:
        raise Refusal(f"这份文书{Ended(row.ended).label}，请用现在有效的一份。")
    return row


def _end(actor: Actor, row: Letter, why: Ended, now: datetime) -> None:
    row.ended, row.ended_on = why.value, casebook.local_day(now)
    row.save(update_fields=["ended", "ended_on"])
    papers.show(actor, [row.paper_id], now, shown=False)
    _tell(actor, row, why.value, now)


def _kept(
    actor: Actor, case: making.Case, event: str, place: int, wording: Wording, data: bytes, now: datetime
) -> Paper:
    kind = PaperKind.REPLY if event in DECIDING else PaperKind.NOTICE
    # Made here, a moment ago: nothing for a scanner to look at.
    file = Examined(f"{wording.title}.{PDF}", data, PDF)
    return papers.add(actor, case.subject, case.row.pk, kind.value, [file], now, place=place)[0]


def _tell(actor: Actor, row: Letter, event: str, now: datetime) -> None:
    told: dict[str, object] = {
        "letter": row.pk,
        row.subject: row.case_id,
        "kind": row.kind,
        "place": row.place,
        "number": row.number,
        "code": row.code,
        "digest": row.scan or row.digest,
    }
    journal.append(Subject.PAPER, row.paper_id, event, casebook.local_day(now), actor, now, told)


def _where() -> str:
    domain: str = settings.SITE["domain"]
    return f"https://{domain}{_VERIFY}" if domain else "本机关网站的“文书核验”页"
