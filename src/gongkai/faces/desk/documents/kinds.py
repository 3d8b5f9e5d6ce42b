"""The registers behind the pages of documents: their forms and acts, as those of every register (faces/desk/registers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from gongkai.apps import registered
from gongkai.apps.documents import actions, queries
from gongkai.apps.documents.models import Document
from gongkai.apps.documents.registers import AMENDMENTS, CONCLUSIONS, DOCUMENTS, END, EXTEND, FILE, KEEP
from gongkai.apps.documents.same_source import actions as same_source
from gongkai.apps.documents.same_source import queries as compared
from gongkai.apps.documents.same_source.registers import DIFFERENCES, SETTLE
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import ANNUL, RECORD, Register, Taken
from gongkai.faces.desk.registers.kinds import WITH_REASON, Act, Filled, Kind, asking, usual_acts
from gongkai.law.documents import validity
from gongkai.law.procedures.fields import Field, FieldKind, Form

SPACE = "desk:documents"
_HELPS = {
    "number": "如 昌政发〔2026〕1号；本机关内不重复。",
    "registration_number": "没有统一登记的留空；格式未见明文规定，按登记机关给的填。",
    "formed_on": "落款的日期。",
    "published_on": "备案的 15 日从这一天起算。",
    "valid_until": "最后一个有效的日子，次日自动失效；没有规定的留空。",
    "basis": "上位法或者上级文件。",
    "item": "公开这件文件的页面；在本系统公开的会自动填写。",
    "ended_by": "废止的，填废止它的文件的文号；失效的留空。",
    "ended_articles": "那件文件里写明废止的条款，如 第二十条。",
    "ended_reason": "清理目录里要公布的理由。",
}
_RECORDED = (
    "kind",
    "number",
    "title",
    "in_force_on",
    "registration_number",
    "formed_on",
    "published_on",
    "valid_until",
    "basis",
    "item",
)
_END = ("ended_on", "ended_how", "ended_by", "ended_articles", "ended_reason")


class DocumentKind(Kind):
    """The register of documents: what sets a row apart is its validity today."""

    def standing(self, row: Any, today: date) -> str:
        if row.annulled:
            return "误登，已撤销"
        state, since = row.span.state(today)
        if state in (validity.REPEALED, validity.LAPSED):
            return f"{since} {validity.STATES[state]}"
        if row.ended_on:
            return f"将于 {row.ended_on} {row.get_ended_how_display()}"
        return validity.STATES[state] if state == validity.NOT_YET else ""

    def correction(self, row: Any) -> Form:
        """Everything but what the text of its page says, which is corrected there."""
        whole = Kind.correction(self, row)
        gone = {"changes", "left_on"} | ({"extended_on"} if row.extended_on is None else set())
        return replace(whole, fields=tuple(each for each in whole.fields if each.name not in gone))

    def offered(self, row: Any) -> list[str]:
        """Filing once, and only what was published; a longer term only for what has one and has not ended."""
        possible = {
            END: row.ended_on is None,
            EXTEND: row.valid_until is not None and row.ended_on is None,
            FILE: row.filed_on is None and row.published_on is not None,
            KEEP: row.left_on is not None,
        }
        return [] if row.annulled else [event for event in self.acts if possible.get(event, True)]


@dataclass(frozen=True)
class Belonging(Kind):
    """What belongs to one document: its pages are that of the document."""

    document_id: int = 0
    document_number: str = ""

    def way(self) -> list[tuple[str, str]]:
        return [*DOCUMENT_KIND.way(), (self.document_number, self.url("entry"))]

    def url(self, name: str, *args: object) -> str:
        if name == "new":
            return reverse(f"{SPACE}:{self.key}", args=[self.document_id])
        if name == "act":
            return reverse(f"{SPACE}:{self.key}-act", args=args)
        return reverse(f"{SPACE}:entry", args=[self.document_id])


class TaskKind(Kind):
    """Differences from the list of the province."""

    def way(self) -> list[tuple[str, str]]:
        return [*DOCUMENT_KIND.way(), ("同源比对", self.url("list"))]

    def url(self, name: str, *args: object) -> str:
        names = {"list": "same-source", "entry": "difference", "act": "difference-act"}
        return reverse(f"{SPACE}:{names[name]}", args=args)

    def standing(self, row: Any, today: date) -> str:
        return str(row.get_state_display())

    def offered(self, row: Any) -> list[str]:
        return [SETTLE] if row.state == "open" else []


def _end(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    columns = told.columns
    return actions.end_document(
        actor,
        pk,
        columns["ended_on"],
        columns["ended_how"],
        columns.get("ended_by", ""),
        now,
        told.based_on,
        articles=columns.get("ended_articles", ""),
        reason=columns.get("ended_reason", ""),
    )


def _extend(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    columns = told.columns
    return actions.extend(actor, pk, columns["valid_until"], columns["extended_on"], told.reason, now, told.based_on)


def _file(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return actions.file(actor, pk, told.columns["filed_on"], now, told.based_on)


def _keep(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return actions.keep_document(actor, pk, told.reason, told.day, now, told.based_on)


def _settle(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    columns = told.columns
    return same_source.settle(
        actor, pk, columns.get("how", ""), columns.get("note", ""), columns["settled_on"], now, told.based_on
    )


def _required(form: Form, *names: str) -> Form:
    return replace(form, fields=tuple(replace(each, required=each.name in names) for each in form.fields))


_ACTS = usual_acts(
    DOCUMENTS,
    actions.correct_document,
    actions.annul_document,
    end=Act(
        _required(asking(DOCUMENTS, END, [*_END], _HELPS, "ended_on"), "ended_how"),
        "ended_on",
        "从这一天起不再有效：被别的文件废止，或者宣布失效。这一天计入本年废止的件数；期满失效的不用办理，系统自动计算。",
        _end,
    ),
    extend=Act(
        replace(
            _required(asking(DOCUMENTS, EXTEND, ["valid_until"], {}, "extended_on"), "valid_until"),
            fields=(
                Field("valid_until", "延长到哪一天（含）", FieldKind.DAY),
                Field("reason", "依据或者理由", FieldKind.LONG, help="如延长有效期的通知的文号。", most=500),
            ),
        ),
        "extended_on",
        "有效期满以前决定延长的，在这里登记；已经失效的不能延长。",
        _extend,
    ),
    file=Act(
        asking(DOCUMENTS, FILE, [], {}, "filed_on"),
        "filed_on",
        "公布之日起 15 日内报送备案，报送后在这里登记。",
        _file,
    ),
    keep=Act(
        WITH_REASON,
        "",
        "页面误发撤下、文件本身确已制发的，在这里说明：它留在登记簿，照常公开登记内容；不该制发的，请“撤销误登”。",
        _keep,
    ),
)
DOCUMENT_KIND = DocumentKind(
    "documents",
    DOCUMENTS,
    "年报表二第二十条第（一）项：本年制发、本年废止、现行有效的件数。",
    asking(DOCUMENTS, RECORD, [*_RECORDED], _HELPS),
    ("number", "title", "kind", "issued_on", "in_force_on", "valid_until"),
    ("number",),
    actions.record_row,
    lambda actor, wanted: queries.register(
        actor, queries.Filters(wanted.text, wanted.year, wanted.kind, wanted.in_force_on)
    ),
    {**_ACTS, ANNUL: replace(_ACTS[ANNUL], about=f"{_ACTS[ANNUL].about}它对其他文件的废止、修改随之撤销。")},
    ("kind", "day"),
    _END,
    space=SPACE,
)


def amendment_kind(document: Document) -> Belonging:
    """The amendments of a document."""
    asked = asking(
        AMENDMENTS,
        RECORD,
        ["kind", "by", "articles", "effective_on", "note"],
        {
            "by": "本机关或者其他机关的文号。",
            "articles": "如 第三条、第五条第二款；几处之间用顿号。",
            "effective_on": "从这一天起按修改后的执行。",
        },
    )

    def record(actor: Actor, told: Mapping[str, Any], now: datetime) -> Taken:
        if _same(AMENDMENTS, actor, document, told):
            return Taken(unchanged=1)
        actions.amend(actor, document.pk, note=told.get("note", ""), now=now, **{k: told[k] for k in _AMENDED})
        return Taken(new=1)

    return _belonging("amend", AMENDMENTS, document, asked, ("by", "kind"), record, actions.annul_amendment)


def conclusion_kind(document: Document) -> Belonging:
    """The conclusions of clean-ups about a document."""
    asked = asking(
        CONCLUSIONS,
        RECORD,
        ["round", "conclusion", "reason", "ended_on", "by"],
        {
            "round": "同一次清理用同一个名称，各目录按它汇总，如 2026年清理。",
            "reason": "会公布在清理目录里。",
            "ended_on": "只有废止、宣布失效的填写；同时登记这件文件的终止。",
            "by": "公布清理结果的文件的文号；没有的留空。",
        },
    )

    def record(actor: Actor, told: Mapping[str, Any], now: datetime) -> Taken:
        if _same(CONCLUSIONS, actor, document, told):
            return Taken(unchanged=1)
        actions.conclude(
            actor,
            document.pk,
            told["conclusion"],
            told["reason"],
            told["concluded_on"],
            told["round"],
            now,
            ended_on=told.get("ended_on"),
            by=told.get("by", ""),
        )
        return Taken(new=1)

    return _belonging("conclude", CONCLUSIONS, document, asked, ("round",), record, actions.annul_conclusion)


_AMENDED = ("by", "kind", "articles", "issued_on", "effective_on")


def _same(register: Register[Any], actor: Actor, document: Document, told: Mapping[str, Any]) -> bool:
    """Whether this very thing is recorded: the form was sent twice."""
    rows = registered.visible(register, actor).filter(document=document, annulled=False)
    return bool(rows.filter(**told).exists())


def _belonging(
    key: str,
    register: Register[Any],
    document: Document,
    form: Form,
    names: tuple[str, ...],
    record: Any,
    annul: Any,
) -> Belonging:
    def annulled(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
        return annul(actor, pk, told.reason, told.day, now, told.based_on)

    return Belonging(
        key,
        register,
        f"《{document.title}》（{document.number}）的登记。",
        form,
        names,
        names,
        record,
        lambda actor, wanted: registered.visible(register, actor).filter(document=document),
        {ANNUL: Act(WITH_REASON, "", f"不该登记的{register.word}在这里撤销：它留在登记经过里，不再起作用。", annulled)},
        ("round", "day"),
        document_id=document.pk,
        document_number=document.number,
        space=SPACE,
    )


DIFFERENCE_KIND = TaskKind(
    "difference",
    DIFFERENCES,
    "本机关的规范性文件与省级数据库一致。",
    _required(asking(DIFFERENCES, SETTLE, ["how", "note"], {}, "settled_on"), "how"),
    ("title", "number"),
    ("title",),
    lambda actor, told, now: Taken(),
    lambda actor, wanted: compared.differences(actor),
    {
        SETTLE: Act(
            _required(
                asking(
                    DIFFERENCES,
                    SETTLE,
                    ["how", "note"],
                    {"note": "报给了谁、什么时候；说明原因的，写明为什么本来如此。已改正的可以留空。"},
                    "settled_on",
                ),
                "how",
            ),
            "settled_on",
            "处理之后，下一次比对会核对：仍然不一致的重新列为待处理；已说明原因、内容没有变的不再列出。",
            _settle,
        )
    },
    (),
    space=SPACE,
)
