"""On which day was the request received?

Law:     条例 31 (2019); 207号 (2015) where the Regulation is silent
Takes:   the channel, the day of arrival (handing in, signature, submission), the confirmation, if any.
Gives:   the day of receipt, with warnings on gaps between arrival and confirmation.
Unclear: e-mail (207号 says arrival, the Regulation confirmation), arrivals on days of rest, a signed-for letter to
         another unit (207号 says confirmation, the Regulation the organ's signature): settings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.cite import Cite
from gongkai.law.clocks.ledger import Impossible
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi, receipt_2015


class Channel(Enum):
    COUNTER = "counter"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_MAIL = "ordinary_mail"
    EMAIL = "email"
    WEB = "web"
    FAX = "fax"
    ORAL = "oral"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """How a channel is called, what `arrived` means for it, on what its day of receipt rests."""

    label: str
    arrival: str
    confirmed: bool
    cite: Cite


RULES = {
    Channel.COUNTER: ChannelRule("当面提交", "提交之日", False, ogi.A31_I1),
    Channel.REGISTERED_MAIL: ChannelRule("邮寄（需签收）", "签收之日", False, ogi.A31_I2),
    Channel.ORDINARY_MAIL: ChannelRule("平信等无需签收的邮寄", "到件之日", True, ogi.A31_I2),
    Channel.EMAIL: ChannelRule("电子邮件", "邮件到达之日", True, ogi.A31_I3),
    Channel.WEB: ChannelRule("网上系统", "提交之日", True, ogi.A31_I3),
    Channel.FAX: ChannelRule("传真", "传真到达之日", True, ogi.A31_I3),
    Channel.ORAL: ChannelRule("口头（代为填写）", "代为填写之日", False, ogi.A29_1),
}


_DISPUTED = {Channel.EMAIL: law.EMAIL_RECEIPT, Channel.WEB: law.WEB_RECEIPT}


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt and how it came about. `arrived` is kept beside it: the gap between them is disputed."""

    channel: Channel
    arrived: date
    day: date
    why: str
    cite: Cite
    caveats: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def receipt(
    channel: Channel,
    arrived: date,
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
    confirmed: date | None = None,
    unreachable: date | None = None,
    forwarded: date | None = None,
) -> Receipt:
    """The day of receipt.

    `forwarded` is when a letter sent to another unit reached the disclosure office. Where a confirmation is needed and
    none is told, `arrived` is taken for the day of confirmation, with a caveat. Refused: dates in the wrong order.
    """
    _reject_disorder(arrived, confirmed, unreachable, forwarded)
    rule = RULES[channel]
    late = _forwarded_late(arrived, forwarded, calendar)
    disputed = _signed_elsewhere(channel, settings, forwarded)
    if by_confirmation(channel, settings, forwarded):
        found = _confirmed(channel, forwarded or arrived, calendar, settings, confirmed, unreachable)
        found = replace(found, caveats=(*found.caveats, *disputed), warnings=(*late, *found.warnings))
        if forwarded is not None:
            found = replace(found, arrived=arrived, cite=receipt_2015.ELSEWHERE)
        return _electronic(found, settings)
    day, caveats = _arrival(channel, arrived, calendar, settings)
    caveats = (*caveats, *disputed)
    if confirmed is not None:
        caveats = (*caveats, f"{rule.label}以{rule.arrival}为收到之日，确认日 {confirmed} 不影响期限。")
    why = f"{rule.label}，{rule.arrival}为收到之日" + ("" if day == arrived else f"（{arrived} 是休息日）")
    return _electronic(Receipt(channel, arrived, day, why, rule.cite, caveats, late), settings)


def receipt_day(channel: Channel, settings: Settings = law.DEFAULT) -> tuple[str, Cite]:
    """What to tell an applicant who asks which day counts as that of receipt, and on what it rests."""
    rule = RULES[channel]
    cite = rule.cite
    which = _DISPUTED.get(channel)
    if which is not None and getattr(settings, which.name) != which.default:
        cite = which.cite
    return ("本机关与您确认之日" if by_confirmation(channel, settings, None) else rule.arrival), cite


def _reject_disorder(arrived: date, confirmed: date | None, unreachable: date | None, forwarded: date | None) -> None:
    for name, day in (("转交", forwarded), ("联系不上", unreachable), ("确认", confirmed)):
        if day is not None and day < arrived:
            raise Impossible(f"“{name}”（{day}）早于申请到达之日（{arrived}），请核对日期。")
    if confirmed is not None and forwarded is not None and confirmed < forwarded:
        raise Impossible(f"确认（{confirmed}）早于转到公开工作机构之日（{forwarded}），请核对日期。")
    if confirmed is not None and unreachable is not None and confirmed < unreachable:
        raise Impossible(f"确认（{confirmed}）早于联系不上之日（{unreachable}），请核对日期。")


def _forwarded_late(arrived: date, forwarded: date | None, calendar: Calendar) -> tuple[str, ...]:
    gap = _gap(calendar, arrived, forwarded) if forwarded is not None else 0
    return (f"申请 {arrived} 到达本机关，{forwarded} 才转到公开工作机构，隔{gap}个工作日。",) if gap else ()


def _signed_elsewhere(channel: Channel, settings: Settings, forwarded: date | None) -> tuple[str, ...]:
    signed = channel is Channel.REGISTERED_MAIL and forwarded is not None
    return (settings.caveat(law.LETTER_ELSEWHERE),) if signed else ()


def by_confirmation(channel: Channel, settings: Settings, forwarded: date | None = None) -> bool:
    """Whether a request by this channel counts as received only when the applicant has confirmed it."""
    if channel is Channel.EMAIL:
        return settings.email_receipt == "confirmation"
    if channel is Channel.WEB:
        return settings.web_receipt == "confirmation"
    if channel is Channel.REGISTERED_MAIL:
        return forwarded is not None and settings.letter_elsewhere == "confirmation"
    return RULES[channel].confirmed


def _confirmed(
    channel: Channel,
    arrived: date,
    calendar: Calendar,
    settings: Settings,
    confirmed: date | None,
    unreachable: date | None,
) -> Receipt:
    rule = RULES[channel]
    if confirmed is None:
        caveat = (
            f"{rule.label}以与申请人确认之日为收到之日；没有给出确认日，暂把 {arrived} 当作确认之日，"
            "请补充“确认”（confirmed）之日，并留存确认记录。"
        )
        return Receipt(channel, arrived, arrived, f"{rule.label}，暂按当日确认", rule.cite, (caveat,))
    why = f"{rule.label}，{arrived} 到达，与申请人确认之日为收到之日"
    warnings: list[str] = []
    gap = _gap(calendar, arrived, confirmed)
    if channel is Channel.ORDINARY_MAIL and confirmed > arrived and unreachable is None:
        warnings.append(f"平信应在收到当日（{arrived}）与申请人确认，实际 {confirmed} 才确认，又无联系不上的记录。")
    elif gap > settings.confirmation_gap and unreachable is None:
        warnings.append(
            f"{arrived} 到达、{confirmed} 才确认，隔{gap}个工作日；拖延确认常被质疑为推迟起算，请说明原因并留存记录。"
        )
    return Receipt(channel, arrived, confirmed, why, rule.cite, (), tuple(warnings))


def _gap(calendar: Calendar, earlier: date, later: date) -> int:
    return calendar.working_days_between(earlier, later)


def _arrival(channel: Channel, arrived: date, calendar: Calendar, settings: Settings) -> tuple[date, tuple[str, ...]]:
    if channel in (Channel.COUNTER, Channel.ORAL) or calendar.works(arrived):
        return arrived, ()
    caveats = (settings.caveat(law.NONWORKING_ARRIVAL),)
    if settings.nonworking_arrival == "same_day":
        return arrived, caveats
    return calendar.on_or_after(arrived), caveats


def _electronic(found: Receipt, settings: Settings) -> Receipt:
    """Adds the caveat of the setting that decided, for the two channels whose rule is disputed."""
    which = _DISPUTED.get(found.channel)
    if which is None:
        return found
    chosen = getattr(settings, which.name)
    cite = found.cite if chosen == which.default else which.cite
    return replace(found, cite=cite, caveats=(*found.caveats, settings.caveat(which)))
