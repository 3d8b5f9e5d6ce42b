"""Given all that happened to one request, which periods run, and when does each end?

Law:     条例 30–35; 信息处理费管理办法 6
Takes:   channel, arrival, facts in any order, calendar, settings.
Gives:   the day of receipt, the reply's deadline and those of everybody else involved.
Unclear: a correction or fee asked for when the period has already ended restarts nothing; a warning says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.clocks import consultation, correction, extension, fee
from gongkai.law.clocks.acts import MEANINGS, Act, Kind, first, in_order
from gongkai.law.clocks.ledger import Deadline, Impossible, Stop
from gongkai.law.clocks.receipt import Channel, Receipt, receipt
from gongkai.law.clocks.reply import Start, delayed, reply_deadline
from gongkai.law.settings import Settings
from gongkai.law.sources import fee_rules, ogi, repealed

_BEFORE_RECEIPT = (Kind.FORWARDED, Kind.UNREACHABLE, Kind.CONFIRMED)


@dataclass(frozen=True, slots=True)
class RequestClocks:
    """The day of receipt, the reply's deadline, and the other deadlines by their keys, in order of their last days.

    `stops` are the stretches of days that do not count, one for each body asked and for a payment, as they are: where they
    overlap, a day is left out once.
    """

    receipt: Receipt
    reply: Deadline
    others: tuple[Deadline, ...]
    stops: tuple[Stop, ...] = ()

    def of(self, key: str) -> Deadline:
        """The deadline of that key. KeyError when it does not run."""
        return {each.key: each for each in (self.reply, *self.others)}[key]


def request_clocks(
    channel: Channel,
    arrived: date,
    acts: Iterable[Act],
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
    extension_working_days: int = extension.LONGEST_WORKING_DAYS,
    anew: Start | None = None,
    forgiving: bool = False,
) -> RequestClocks:
    """Every clock of one request. Refused (`Impossible`): facts that cannot be together.

    `anew` is where a reopened request began again: its day stands in the place of the day of receipt, and `acts` are
    those of the new period and of the first receipt. `forgiving` is for what was recorded under an earlier calendar or
    other settings: what they alone make late, early or too long stands, with a warning.
    """
    told = in_order(acts)
    got = _receipt(channel, arrived, told, calendar, settings)
    if anew is not None:
        got = replace(got, day=anew.day, why=anew.why, cite=anew.cite, caveats=(), warnings=())
    early = _reject_strangers(told, got, forgiving)
    asked = consultation.consultations(told, calendar, settings)
    money = fee.fee(told, calendar, settings)
    extended, unnotified = extension.extensions(told, extension_working_days)
    stops = [*(each.stop for each in asked if each.stop), *([money.stop] if money.stop else [])]
    starts, late = _starts(got, told, money, calendar, settings, stops, extended, forgiving)
    reply = reply_deadline(starts, calendar, settings, stops, extended, told, forgiving)
    reply = _delay(reply, told, forgiving)
    warnings, pending = correction.remarks(got.day, told, calendar)
    after = [each.asked for each in asked if each.asked > reply.due]
    late += [f"征求意见（{day}）在期限届满（{reply.due}）之后，不再影响期限。" for day in after]
    reply = reply.noting(
        caveats=[
            *got.caveats,
            *_old_regulation(got.day),
            *(caveat for each in asked for caveat in each.caveats),
            *consultation.setting_caveats(asked, settings),
            *money.caveats,
            *([unnotified] if unnotified else []),
        ],
        warnings=[*got.warnings, *early, *warnings, *money.warnings, *late, *_answered(reply.due, told, calendar)],
        pending=pending or money.pending,
    )
    others = [correction.notice_deadline(got.day, calendar), _fee_notice(reply)]
    others += [each.deadline for each in asked if each.deadline]
    others += [money.deadline] if money.deadline else []
    return RequestClocks(got, reply, tuple(sorted(others, key=lambda each: (each.due, each.key))), tuple(stops))


def _receipt(channel: Channel, arrived: date, told: Sequence[Act], calendar: Calendar, settings: Settings) -> Receipt:
    days = {kind: act.day if (act := first(told, kind)) else None for kind in _BEFORE_RECEIPT}
    return receipt(
        channel,
        arrived,
        calendar,
        settings,
        confirmed=days[Kind.CONFIRMED],
        unreachable=days[Kind.UNREACHABLE],
        forwarded=days[Kind.FORWARDED],
    )


def _reject_strangers(told: Sequence[Act], got: Receipt, forgiving: bool) -> list[str]:
    """Facts of other clocks, facts before receipt, facts after the reply.

    `forgiving`: a setting may have moved the day of receipt behind what was done since the arrival; that stands with a
    warning, which is given back.
    """
    replied = first(told, Kind.REPLIED)
    early = []
    for act in told:
        if not MEANINGS[act.kind].about_request:
            raise Impossible(f"“{act.name}”不是申请办理中的事实，请不带收到日单独计算。")
        if act.kind in _BEFORE_RECEIPT:
            continue
        if act.day < got.day:
            if not forgiving or act.day < got.arrived:
                raise Impossible(f"“{act.name}”（{act.day}）早于收到申请之日（{got.day}），请核对日期。")
            early.append(f"“{act.name}”（{act.day}）早于按现在的口径算的收到申请之日（{got.day}），请核对。")
        if replied and act.day > replied.day and act.kind is not Kind.DELAYED_TO:
            raise Impossible(f"“{act.name}”（{act.day}）晚于答复之日（{replied.day}），请核对日期。")
    return early


def _starts(
    got: Receipt,
    told: Sequence[Act],
    money: fee.Fee,
    calendar: Calendar,
    settings: Settings,
    stops: Sequence[Stop],
    extended: Sequence[extension.Extension],
    forgiving: bool,
) -> tuple[list[Start], list[str]]:
    """Receipt, and each restart whose notice went out while the period was running; warnings for those that did not."""
    starts = [Start(got.day, got.why, got.cite)]
    warnings = []
    notice = first(told, Kind.CORRECTION_NOTICE)
    corrected = correction.restart(told)
    restarts = []
    if notice and corrected:
        restarts.append((notice, Start(corrected, "收到补正，答复期限重新计算", ogi.A30)))
    if money.notice and money.restart:
        paid = Start(money.restart, "缴清信息处理费，答复期限重新计算", fee_rules.A6_RESTART)
        restarts.append((Act(Kind.FEE_NOTICE, money.notice), paid))
    for asked, begun in sorted(restarts, key=lambda pair: pair[1].day):
        before = [each for each in extended if each.notified <= asked.day]
        last = reply_deadline(starts, calendar, settings, stops, before, forgiving=forgiving).due
        if asked.day > last:
            warnings.append(f"“{asked.name}”（{asked.day}）在答复期限届满（{last}）之后，期限不再重新计算，已经逾期。")
        else:
            starts.append(begun)
    return starts, warnings


def _delay(reply: Deadline, told: Sequence[Act], forgiving: bool) -> Deadline:
    notified, until = first(told, Kind.DELAY_NOTIFIED), first(told, Kind.DELAYED_TO)
    if notified is None and until is None:
        return reply
    if notified is None or until is None:
        raise Impossible("延迟答复要同时给出告知之日（delay_notified）和延至之日（delayed_to）。", ogi.A35)
    return delayed(reply, notified.day, until.day, forgiving)


def _old_regulation(received: date) -> list[str]:
    in_force = ogi.OGI_2019.in_force
    if in_force is None or received >= in_force:
        return []
    return [f"申请在条例修订施行（{in_force}）之前收到，当时{repealed.OLD_REPLY_TERM.gist}这里按现行条例计算。"]


def _answered(due: date, told: Sequence[Act], calendar: Calendar) -> list[str]:
    replied = first(told, Kind.REPLIED)
    if replied is None or replied.day <= due:
        return []
    return [f"答复日 {replied.day} 晚于末日 {due}，逾期{calendar.working_days_between(due, replied.day)}个工作日。"]


def _fee_notice(reply: Deadline) -> Deadline:
    """A fee may be asked for only within the running period: its last day is the reply's."""
    return Deadline(
        "fee_notice",
        "发出收费通知（如需收费）",
        reply.due,
        reply.provisional,
        reply.steps,
        fee_rules.A6_NOTICE,
        reply.reasons,
    )
