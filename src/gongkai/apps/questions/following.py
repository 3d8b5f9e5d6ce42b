"""What must be known before an act, and what follows from it elsewhere?

Takes:   a message, its entries, what was told of the act. Gives: `prepared`, the data as the program completes them; `hand_over`, the
         message with another organ, its day kept; `opened_text`, what was written, opened by the program with a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.apps.casebook import local_day, story
from gongkai.apps.entering import Told
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.questions import codes, showing
from gongkai.apps.questions.doubts import doubts, refuse_own
from gongkai.apps.questions.models import Question
from gongkai.law.casework import Refusal
from gongkai.law.casework.filling import text
from gongkai.law.questions.case import QuestionCase
from gongkai.law.sources import ogi

REASON = "question"
_OPENINGS = ("receive", "take_over")
_ORGAN_FIELDS = {"transfer": "to_organ", "urge": "organ", "criticise": "organ"}


@dataclass(frozen=True, slots=True)
class Ready:
    """The public data of an act as they go into the journal; `texts` what it makes public, for `publish`."""

    data: Mapping[str, object]
    texts: Mapping[str, str] = field(default_factory=dict)


def prepared(
    row: Question,
    written: Sequence[Entry],
    event: str,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
) -> Ready:
    """What the program adds. Refused: an organ or an item that there is not; the asker's own name or contact in a public text."""
    if event in _ORGAN_FIELDS:
        _refuse_unknown_organ(row, event, text(data, _ORGAN_FIELDS[event]), local_day(now))
    if event == "adopt" and not publishing.has_number(row.organ_id, text(data, "item")):
        raise Refusal(
            f"本机关没有索引号为“{text(data, 'item')[:40]}”的信息，请先在“信息发布”起草，再填它的索引号。", (ogi.A44,)
        )
    if event == "prepare":
        refuse_own(private, opened_text(row, written, _OPENINGS, now))
        return Ready({**data, "doubts": " ".join(each.key for each in doubts(private))})
    if event == "publish":
        texts = opened_text(row, written, ("prepare",), now)
        # The rules may have learned something since it was prepared.
        known = text(_last(written, ("prepare",)).data["data"], "doubts").split() if texts else []
        if any(each.key not in known for each in doubts(texts)):
            raise Refusal("校对规则更新后有新的疑点，请重新整理拟公开的文字。", (ogi.A17,))
        return Ready({**data, "digest": showing.text_digest(texts)}, texts)
    return Ready(data)


def opened_text(
    row: Question, written: Sequence[Entry], events: Sequence[str], now: datetime, why: str = REASON
) -> dict[str, str]:
    """The private fields of the last act of some event, opened by the program; empty where there is none or it is shredded."""
    found = [each for each in written if each.event in events]
    if not found or found[-1].personal is None or found[-1].personal.shredded_at is not None:
        return {}
    return vault.open_(found[-1].personal, program(row.organ_id), why, now)


def of_asker(number: str, code: str) -> Question | None:
    """The message that a number and a code name, where it is now with another organ that one; None for any mistake."""
    row = Question.objects.select_related("organ").filter(number=number.strip()).first()
    if row is None or not codes.fits(row, code):
        return None
    seen = set()
    while row.moved_to and row.pk not in seen:
        seen.add(row.pk)
        further = Question.objects.select_related("organ").filter(origin=row.number).first()
        if further is None:
            break
        row = further
    return row


def hand_over(
    row: Question,
    case: QuestionCase,
    written: Sequence[Entry],
    day: date,
    now: datetime,
    opened: Callable[[Actor, int, str, Told, datetime], Question],
) -> Question:
    """The message with the organ to which it was handed, sealed anew under its key, with the day on which it first came."""
    organ = codes.hold(Organ.objects.get(code=case.moved_to).pk)
    private = dict(opened_text(row, written, _OPENINGS, now))
    if not private:
        raise Refusal("留言的内容已经销毁，不能再转办。")
    for added in (each for each in written if each.event == "supplement" and each.personal is not None):
        more = vault.open_(added.personal, program(row.organ_id), REASON, now) if added.personal else {}
        private["text"] = f"{private['text']}\n\n（{added.day} 补充）{more.get('supplement', '')}"
    first = story(written).acts[0].data
    data = {
        "kind": case.kind,
        "channel": "forwarded",
        "received_on": case.since.isoformat(),
        "origin": row.number,
        **{name: first[name] for name in ("about", "about_organ", "request_number", "minor") if first.get(name)},
        **({"publish": True} if case.allowed else {}),
    }
    told = Told("take_over", day, data, private)
    return opened(program(organ.pk), organ.pk, codes.following(organ, day), told, now)


def _last(written: Sequence[Entry], events: Sequence[str]) -> Entry:
    return next(each for each in reversed(written) if each.event in events)


def _refuse_unknown_organ(row: Question, event: str, code: str, day: date) -> None:
    try:
        found = organs.organ(code, day)
    except organs.NoSuchOrgan as missing:
        raise Refusal(missing.reason, (ogi.A10_1,)) from missing
    if found.code != code:
        raise Refusal(f"请填机关的代码“{found.code}”。", (ogi.A10_1,))
    if event == "transfer" and found.pk == row.organ_id:
        raise Refusal("不能转给本机关自己。", (ogi.A10_1,))
