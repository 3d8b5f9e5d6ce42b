"""Which days do not count because others were asked, and until when must they answer?

Law:     条例 32 (third party, 15 working days, silence: the organ decides), 33③ (the time does not count),
         34 (co-producer, 15 working days, silence: consent)
Takes:   asked, received by the one asked, answered; one set per body.
Gives:   stops, and the deadline of each body. A silent body's stop ends with its own 15 working days.
Unclear: whether the days of asking and of answering count: settings. Other organs (33③) have no term of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.cite import Cite
from gongkai.law.clocks.acts import MEANINGS, Act, Kind, first
from gongkai.law.clocks.ledger import Deadline, Impossible, Stop, deadline, start, working_days
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

OPINION_WORKING_DAYS = 15


@dataclass(frozen=True, slots=True)
class Body:
    """A sort of body that may be asked. `term` is the provision that gives it 15 working days, None without a term."""

    key: str
    label: str
    asked: Kind
    received: Kind | None
    replied: Kind
    term: Cite | None
    silence: str


BODIES = (
    Body(
        "third_party", "第三方", Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_RECEIVED, Kind.THIRD_PARTY_REPLIED, ogi.A32,
        "逾期未提出意见的，由行政机关决定是否公开（不是视为同意）",
    ),
    Body(
        "co_producer", "共同制作机关", Kind.CO_PRODUCER_ASKED, Kind.CO_PRODUCER_RECEIVED, Kind.CO_PRODUCER_REPLIED,
        ogi.A34, "逾期未提出意见的，视为同意公开",
    ),
    Body("other_organ", "其他机关", Kind.OTHER_ORGAN_ASKED, None, Kind.OTHER_ORGAN_REPLIED, None, ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Consultation:
    """One body asked: the days that stop the clock (None while a body without a term has not answered)."""

    asked: date
    stop: Stop | None
    deadline: Deadline | None
    caveats: tuple[str, ...] = ()


def opinion_deadline(body: Body, received: date, calendar: Calendar, label: str = "") -> Deadline:
    """The last day for a body's opinion: 15 working days after it received the question."""
    if body.term is None:
        raise Impossible(f"条例没有规定{body.label}提出意见的期限。", ogi.A33_3)
    steps = [start(received, f"{body.label}收到征求意见书")]
    steps += working_days(calendar, received, OPINION_WORKING_DAYS, body.term)
    name = f"{body.label}{f'（{label}）' if label else ''}提出意见"
    found = deadline(f"{body.key}_opinion", name, steps, body.term, calendar)
    return found.noting(caveats=(f"{body.silence}。",))


def consultations(acts: Sequence[Act], calendar: Calendar, settings: Settings) -> tuple[Consultation, ...]:
    """Every body asked. Refused: an answer or a receipt without a question, or before it."""
    found = []
    for body in BODIES:
        kinds = {body.asked, body.received, body.replied} - {None}
        for label in sorted({act.label for act in acts if act.kind in kinds}):
            found.append(_consultation(body, label, acts, calendar, settings))
    return tuple(found)


def _consultation(body: Body, label: str, acts: Sequence[Act], calendar: Calendar, settings: Settings) -> Consultation:
    replied = first(acts, body.replied, label)
    received = first(acts, body.received, label) if body.received else None
    asked = _question(body, first(acts, body.asked, label), received, replied)
    caveats: list[str] = []
    own: Deadline | None = None
    end = replied.day if replied else None
    if body.term is not None and (received is not None or replied is None):
        own = opinion_deadline(body, received.day if received else asked.day, calendar, label)
        if received is None:
            caveats.append(f"没有给出{body.label}收到征求意见书之日，暂按发函当日 {asked.day} 收到推算，收到后请补录。")
        if end is None:
            caveats.append(f"{body.label}尚未答复，按沉默到 {own.due} 期满推算；提前收到意见的，末日相应提前。")
        elif end > own.due:
            caveats.append(f"{body.label}的意见（{end}）晚于期满日 {own.due}，不计入的时间到期满日为止。")
        end = min(end, own.due) if end else own.due
    if end is None:
        caveats.append(f"{body.label}尚未答复：征求意见所需时间不计入，答复后须重算；下列末日没有扣除这段时间，偏早。")
        return Consultation(asked.day, None, own, tuple(caveats))
    return Consultation(asked.day, _stop(body, label, asked.day, end, settings), own, tuple(caveats))


def _question(body: Body, asked: Act | None, received: Act | None, replied: Act | None) -> Act:
    """The question that the other facts answer. Refused: none, or one that comes after them."""
    cite = body.term or ogi.A33_3
    later = [act for act in (received, replied) if act is not None]
    if asked is None:
        told = "、".join(f"“{act.name}”（{act.day}）" for act in later)
        raise Impossible(f"有{told}而没有“{MEANINGS[body.asked].label}”，请补上发函日期。", cite)
    for act in later:
        if act.day < asked.day:
            raise Impossible(f"“{act.name}”（{act.day}）早于发函征求意见（{asked.day}），请核对日期。", cite)
    if received is not None and replied is not None and replied.day < received.day:
        raise Impossible(
            f"“{replied.name}”（{replied.day}）早于“{received.name}”（{received.day}），请核对日期。", cite
        )
    return asked


def _stop(body: Body, label: str, asked: date, end: date, settings: Settings) -> Stop | None:
    first_day = asked if settings.stop_first_day == "stops" else asked + timedelta(1)
    last_day = end if settings.stop_last_day == "stops" else end - timedelta(1)
    if last_day < first_day:
        return None
    return Stop(first_day, last_day, f"征求{body.label}{f'（{label}）' if label else ''}意见期间", ogi.A33_3)


def setting_caveats(found: Sequence[Consultation], settings: Settings) -> tuple[str, ...]:
    """The two settings on which every stop rests, when there is a stop."""
    if not any(each.stop for each in found):
        return ()
    return settings.caveat(law.STOP_FIRST_DAY), settings.caveat(law.STOP_LAST_DAY)
