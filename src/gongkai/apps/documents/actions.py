"""What is entered about documents: issue, filing, longer terms, ends, what others change, clean-up, corrections.

Takes:   the actor, the document, what is told, the day. Each act is an entry in the journal.
Gives:   the row. `from_item` and `item_withdrawn` (documents/from_items) follow from the acts of a published page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.casebook import local_day
from gongkai.apps.documents import effects
from gongkai.apps.documents.effects import Step
from gongkai.apps.documents.from_items import from_item, item_withdrawn
from gongkai.apps.documents.models import Amendment, Conclusion, Document, DocumentKind, Ending
from gongkai.apps.documents.numbered import by_normal_number
from gongkai.apps.documents.registers import AMENDMENTS, CONCLUSIONS, DOCUMENTS, END, EXTEND, FILE, KEEP, REGISTERS
from gongkai.apps.documents.same_source.actions import compare, compare_data, compare_due, settle
from gongkai.apps.documents.same_source.errands import take_asked
from gongkai.apps.documents.same_source.registers import COMPARISONS, DIFFERENCES
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import Misfit, Taken
from gongkai.law.casework import Refusal
from gongkai.law.documents import changes, clean_up
from gongkai.law.documents.number import normal

__all__ = [
    "amend",
    "annul_amendment",
    "annul_conclusion",
    "annul_document",
    "compare",
    "compare_data",
    "compare_due",
    "conclude",
    "correct_document",
    "end_document",
    "extend",
    "file",
    "from_item",
    "item_withdrawn",
    "keep_document",
    "rebuild",
    "record_document",
    "record_documents",
    "record_row",
    "settle",
    "take_asked",
]


@transaction.atomic
def record_documents(actor: Actor, documents: Sequence[LedgerDocument], now: datetime) -> Taken:
    """Record documents in bulk, all or none; what is known already with the same content is left alone. What only ended
    since is ended.

    Refused (`Refusal`): columns that cannot be, a number that is known in another spelling.
    """
    rows = [asdict(each) for each in documents]
    for row in rows:
        # A ledger without this column says nothing about it.
        if row["valid_until"] is None:
            del row["valid_until"]
    registered.hold(actor)
    _refuse_other_spellings(actor.organ_id, [each.number for each in documents])
    return registered.take(DOCUMENTS, actor, rows, now, {END: ("ended_on", "ended_how", "ended_by")})


def record_document(actor: Actor, document: LedgerDocument, now: datetime) -> Document:
    """Record one rule or normative document, as a ledger has it."""
    record_documents(actor, (document,), now)
    return Document.objects.get(organ_id=actor.organ_id, number=document.number)


@transaction.atomic
def record_row(actor: Actor, columns: Mapping[str, object], now: datetime) -> Taken:
    """Record one document with every column that was told. Refused: as `record_documents`."""
    registered.hold(actor)
    _refuse_other_spellings(actor.organ_id, [str(columns["number"])])
    return registered.take(DOCUMENTS, actor, [columns], now)


def end_document(
    actor: Actor,
    document_id: int,
    day: date,
    how: str,
    by: str,
    now: datetime,
    based_on: int | None = None,
    *,
    articles: str = "",
    reason: str = "",
) -> Document:
    """A document ceases to be in force on a day, which may be to come: repealed by another (`by` is its number, `articles` the
    provision there) or declared lapsed.

    Refused (`Refusal`): an unknown way, a day before its issue or after its term, `by` of one that lapsed, a second end.
    """
    columns = {
        "ended_on": day,
        "ended_how": how,
        "ended_by": by.strip(),
        "ended_articles": articles.strip(),
        "ended_reason": reason.strip(),
    }
    _refuse_to_come(day, by, local_day(now))
    # A repeal is known before it takes effect.
    told = min(day, local_day(now))
    return registered.change(DOCUMENTS, actor, document_id, END, told, columns, now, once="ended_on", based_on=based_on)


def extend(
    actor: Actor, document_id: int, until: date, day: date, reason: str, now: datetime, based_on: int | None = None
) -> Document:
    """The term of a document is made longer by a decision of `day`. Refused: one without a term, a shorter term, a decision
    taken when it had lapsed already or was repealed.
    """
    row = Document.objects.get(pk=document_id, organ_id=actor.organ_id)
    if row.valid_until is None:
        raise Misfit("这件文件没有规定有效期，不用延长；有效期漏登的请办理更正。", "valid_until")
    if until <= row.valid_until:
        raise Misfit(f"现在的有效期到 {row.valid_until}，延长后的有效期要晚于这一天，请核对。", "valid_until")
    if row.span.end is not None and row.span.end <= day:
        raise Misfit(f"这件文件 {row.span.end} 起已不再有效，不能再延长；要继续适用的请重新制发。", "extended_on")
    if not reason.strip():
        raise Misfit("请写明延长的依据或者理由。", "reason")
    columns = {"valid_until": until, "extended_on": day}
    return registered.change(DOCUMENTS, actor, document_id, EXTEND, day, columns, now, reason, based_on=based_on)


def file(actor: Actor, document_id: int, day: date, now: datetime, based_on: int | None = None) -> Document:
    """A document was filed with the government above. Refused: before its publication, or while that day is not recorded."""
    return registered.change(
        DOCUMENTS, actor, document_id, FILE, day, {"filed_on": day}, now, once="filed_on", based_on=based_on
    )


@transaction.atomic
def amend(
    actor: Actor,
    document_id: int,
    by: str,
    kind: str,
    articles: str,
    issued_on: date,
    effective_on: date,
    note: str,
    now: datetime,
) -> Amendment:
    """Another document (`by`, of this organ or of another) amended some articles of this one, or repealed them.

    Refused (`Refusal`): articles that cannot be read, a document that was not in force by then, the same change twice.
    """
    rights.demand(actor, AMENDMENTS.right)
    registered.hold(actor)
    row = Document.objects.get(pk=document_id, organ_id=actor.organ_id)
    if row.annulled:
        raise Refusal("这件规范性文件已作为误登撤销，不能再办理；要恢复的请另行登记。")
    if normal(by) == normal(row.number):
        raise Misfit("一件文件不能修改它自己，请核对修改它的文件的文号。", "by")
    if row.span.end is not None and row.span.end <= effective_on:
        raise Misfit(f"这件文件 {row.span.end} 起已不再有效，不能在 {effective_on} 修改，请核对。", "effective_on")
    if effective_on < row.issued_on:
        raise Misfit(f"生效之日 {effective_on} 早于这件文件的制发之日 {row.issued_on}，请核对。", "effective_on")
    known = Amendment.objects.filter(document=row, kind=kind, annulled=False)
    if any(normal(each.by) == normal(by) for each in known):
        raise Misfit(f"“{by}”对这件文件的{changes.KINDS.get(kind, '修改')}已经登记过了。", "by")
    told = {
        "document_id": row.pk,
        "by": by.strip(),
        "kind": kind,
        "articles": articles.strip(),
        "issued_on": issued_on,
        "effective_on": effective_on,
        "note": note.strip(),
    }
    return registered.record(AMENDMENTS, actor, [told], now)[0]


def annul_amendment(
    actor: Actor, amendment_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Amendment:
    """Take back an amendment that was recorded by mistake."""
    return registered.annul(AMENDMENTS, actor, amendment_id, day, reason, now, based_on)


@transaction.atomic
def keep_document(
    actor: Actor, document_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Document:
    """Say that a document whose page was sent out by mistake was issued all the same: it stays in the register, and is told outside again.

    Refused (`Refusal`): without a reason; one whose page was not.
    """
    row = Document.objects.get(pk=document_id, organ_id=actor.organ_id)
    if row.left_on is None:
        raise Refusal("这件文件的页面不是误发撤下的，或者已经处理，不用再办。")
    if not reason.strip():
        raise Misfit("请写明为什么保留，如文件已经印发、另行公开。", "reason")
    return registered.change(
        DOCUMENTS, actor, document_id, KEEP, day, {"left_on": None}, now, reason, based_on=based_on
    )


@transaction.atomic
def conclude(
    actor: Actor,
    document_id: int,
    conclusion: str,
    reason: str,
    day: date,
    round_: str,
    now: datetime,
    *,
    ended_on: date | None = None,
    by: str = "",
) -> Conclusion:
    """What a clean-up concluded of a document. “废止” and “宣布失效” end it from `ended_on`, by the decision `by`.

    Refused (`Refusal`): a rule, a document that was not in force on the day, one concluded in this round already, an end
    without its day, a day of an end without such a conclusion.
    """
    rights.demand(actor, CONCLUSIONS.right)
    registered.hold(actor)
    row = Document.objects.get(pk=document_id, organ_id=actor.organ_id)
    ends = conclusion in (clean_up.REPEAL, clean_up.LAPSE)
    _refuse_conclusion(row, conclusion, day, round_.strip())
    if ends != (ended_on is not None):
        wanted = "请填写从哪一天起不再有效。" if ends else "只有废止、宣布失效的才填这一天，请清空。"
        raise Misfit(f"结论是“{clean_up.CONCLUSIONS[conclusion]}”，{wanted}", "ended_on")
    told = {
        "document_id": row.pk,
        "round": round_.strip(),
        "conclusion": conclusion,
        "concluded_on": day,
        "reason": reason.strip(),
        "ended_on": ended_on,
        "by": by.strip(),
    }
    made = registered.record(CONCLUSIONS, actor, [told], now)[0]
    if ended_on is not None:
        how = Ending.REPEALED if conclusion == clean_up.REPEAL else Ending.LAPSED
        repealing = by if how is Ending.REPEALED else ""
        end_document(actor, row.pk, ended_on, how.value, repealing, now, reason=reason)
    return made


def annul_conclusion(
    actor: Actor, conclusion_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Conclusion:
    """Take back a conclusion that was recorded by mistake; an end that it brought about is corrected at the document."""
    return registered.annul(CONCLUSIONS, actor, conclusion_id, day, reason, now, based_on)


def correct_document(
    actor: Actor,
    document_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Document:
    """Say what a document's columns should have been."""
    if isinstance(ended := columns.get("ended_on"), date):
        _refuse_to_come(ended, str(columns.get("ended_by", "")), local_day(now))
    if columns.get("item"):
        # On another page now: nothing is left to be said of the one that was sent out by mistake.
        columns = {**columns, "left_on": None}
    if "number" in columns:
        _refuse_other_spellings(actor.organ_id, [str(columns["number"])], but=document_id)
    return registered.change(
        DOCUMENTS, actor, document_id, registered.CORRECT, day, columns, now, reason, based_on=based_on
    )


@transaction.atomic
def annul_document(
    actor: Actor, document_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Document:
    """Take back a document that was recorded by mistake, and with it what its text did to others."""
    row = registered.annul(DOCUMENTS, actor, document_id, day, reason, now, based_on)
    effects.take_back(Step(actor, row, row.changes, day, now), f"“{row.number}”系误登，已撤销")
    return row


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make documents and all that belongs to them again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    registers = (*REGISTERS, COMPARISONS, DIFFERENCES)
    return Restored.all([restore(each.table, organs, progress, check, start.get(each.word, 0)) for each in registers])


def _refuse_conclusion(row: Document, conclusion: str, day: date, round_: str) -> None:
    if row.annulled:
        raise Refusal("这件规范性文件已作为误登撤销，不能再办理；要恢复的请另行登记。")
    if row.kind != DocumentKind.NORMATIVE:
        raise Refusal("定期清理的是行政规范性文件；规章的清理按规章制定程序办理，不在这里登记。", clean_up.CITES)
    if conclusion not in clean_up.CONCLUSIONS:
        raise Misfit(f"清理结论没有“{conclusion}”，可用：{'、'.join(clean_up.CONCLUSIONS.values())}。", "conclusion")
    if row.span.end is not None and row.span.end <= day:
        raise Refusal(f"这件文件 {row.span.end} 起已不再有效，不用再清理。")
    if row.in_force_on > day:
        raise Refusal(f"这件文件 {row.in_force_on} 才施行，还不用清理；不再施行的请登记废止。", clean_up.CITES)
    known = Conclusion.objects.filter(document=row, round=round_, annulled=False).first()
    if known is not None:
        said = f"“{round_}”对这件文件已有结论：{known.get_conclusion_display()}（{known.concluded_on}）。"
        raise Misfit(f"{said}登记有误的请先撤销那一条。", "round")


def _refuse_to_come(day: date, by: str, today: date) -> None:
    """Only what another document says can be known beforehand."""
    if day > today and not by.strip():
        said = "将来被别的文件废止的，请写明那件文件的文号；到期失效的，请登记有效期。"
        raise Misfit(f"“{DOCUMENTS.labels['ended_on']}”{day} 还没有到，请核对。{said}", "ended_on")


def _refuse_other_spellings(organ_id: int, numbers: Sequence[str], but: int = 0) -> None:
    """One document under two spellings of its number would be counted twice."""
    known = {key: row for key, row in by_normal_number(organ_id).items() if row.pk != but}
    for number in numbers:
        row = known.get(normal(number))
        if row is not None and row.number != number:
            raise Misfit(
                f"“{number}”与已登记的“{row.number}”是同一个文号，写法不同；请用已登记的写法，或者先更正。", "number"
            )
