"""May the organ still ask for a correction, and what does the correction do to the period?

Law:     条例 30
Gives:   the last day of the notice (7 working days, once); the restart on the day the correction is received.
Unclear: what follows from a late notice; the Regulation names nothing, so the clock restarts and a warning is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.clocks.acts import Act, Kind, first
from gongkai.law.clocks.ledger import Deadline, Impossible, deadline, start, working_days
from gongkai.law.sources import ogi

NOTICE_WORKING_DAYS = 7


def notice_deadline(received: date, calendar: Calendar) -> Deadline:
    """The last day on which the applicant may be told, once, what to correct."""
    steps = [start(received, "收到申请"), *working_days(calendar, received, NOTICE_WORKING_DAYS, ogi.A30)]
    return deadline("correction_notice", "补正告知", steps, ogi.A30, calendar)


def restart(acts: Sequence[Act]) -> date | None:
    """The day on which the period begins anew, or None.

    Refused: a correction received without notice or before it; a lapse before the notice.
    """
    notice, corrected = first(acts, Kind.CORRECTION_NOTICE), first(acts, Kind.CORRECTION_RECEIVED)
    lapsed = first(acts, Kind.CORRECTION_LAPSED)
    for later in (corrected, lapsed):
        if later is None:
            continue
        if notice is None:
            raise Impossible(f"有“{later.name}”（{later.day}）而没有补正告知，请补上补正告知的日期。", ogi.A30)
        if later.day < notice.day:
            raise Impossible(f"“{later.name}”（{later.day}）早于补正告知（{notice.day}），请核对日期。", ogi.A30)
    return corrected.day if corrected else None


def remarks(received: date, acts: Sequence[Act], calendar: Calendar) -> tuple[tuple[str, ...], str]:
    """Warnings on what was done late, and the sentence that says why no period runs while a correction is awaited."""
    notice, corrected = first(acts, Kind.CORRECTION_NOTICE), first(acts, Kind.CORRECTION_RECEIVED)
    lapsed = first(acts, Kind.CORRECTION_LAPSED)
    if notice is None:
        return (), ""
    warnings = []
    last = notice_deadline(received, calendar).due
    if notice.day > last:
        warnings.append(
            f"补正告知（{notice.day}）超过7个工作日的末日 {last}；条例没有写明后果，期限仍按收到补正之日重新计算，请评估风险。"
        )
    if corrected is not None:
        if lapsed is not None and corrected.day > lapsed.day:
            warnings.append(f"补正（{corrected.day}）晚于补正期限 {lapsed.day}；有正当理由的才重新计算，请核实理由。")
        return tuple(warnings), ""
    pending = (
        f"已于 {notice.day} 告知补正、尚未收到补正：答复期限自收到补正之日重新计算，下列末日按没有补正推算，只供参考。"
    )
    if lapsed is not None:
        pending += f"{lapsed.day} 补正期满，无正当理由逾期不补正的视为放弃申请，不再处理。"
    return tuple(warnings), pending
