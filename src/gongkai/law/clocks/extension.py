"""May the period be extended, and by how much?

Law:     条例 33② (agreed by the head of the disclosure office, told to the applicant, at most 20 working days)
Takes:   the period that is running, approvals and notices within it.
Gives:   working days added. Refused: after the period ended, without approval, beyond 40 working days in all.
Unclear: 「before the end」 is inferred: an extension of what has ended extends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.clocks.acts import Act, Kind, first
from gongkai.law.clocks.ledger import Impossible
from gongkai.law.sources import ogi

LONGEST_WORKING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension: agreed, told, and the working days that it adds."""

    approved: date
    notified: date
    working_days: int


def extensions(acts: Sequence[Act], working_days: int = LONGEST_WORKING_DAYS) -> tuple[tuple[Extension, ...], str]:
    """The extensions told, in order, and a caveat if one was agreed and not yet told to the applicant.

    `working_days` is the length of those that do not tell their own (`Act.working_days`).
    Refused: a length that is not 1 to 20; a notice without approval or before it.
    """
    for length in (working_days, *(act.working_days for act in acts if act.working_days)):
        if not 1 <= length <= LONGEST_WORKING_DAYS:
            raise Impossible(f"延长应为1至{LONGEST_WORKING_DAYS}个工作日，不能是{length}个。", ogi.A33_2)
    found = [Extension(act.day, act.day, act.working_days or working_days) for act in acts if act.kind is Kind.EXTENDED]
    approved, notified = first(acts, Kind.EXTENSION_APPROVED), first(acts, Kind.EXTENSION_NOTIFIED)
    caveat = ""
    if notified is not None:
        if approved is None:
            raise Impossible(f"{notified.day} 告知延期而没有延期批准，请补上公开工作机构负责人同意的日期。", ogi.A33_2)
        if notified.day < approved.day:
            raise Impossible(f"延期告知（{notified.day}）早于延期批准（{approved.day}），请核对日期。", ogi.A33_2)
        length = notified.working_days or approved.working_days or working_days
        found.append(Extension(approved.day, notified.day, length))
    elif approved is not None:
        caveat = f"{approved.day} 已批准延期但没有告知申请人，延期尚不生效；请在末日前告知。"
    return tuple(sorted(found, key=lambda each: each.notified)), caveat


def added(
    told: Sequence[Extension], running: Callable[[int], date], carried: int = 0, late: list[str] | None = None
) -> int:
    """Working days that the extensions of one period add, `carried` from an earlier period among them.

    `running(so_far)` is the last day of the period extended by so many working days. Refused: told after that day, or more
    than 20 in all. With `late` given, one told after that day stands and a warning goes there: it was told in time by the
    calendar of its day; what a setting changed since brings beyond 20 days adds nothing, and is told there too.
    """
    total = carried
    for each in told:
        last = running(total)
        if each.notified > last:
            sentence = f"延期须在期限届满前批准并告知：末日是 {last}，{each.notified} 才告知，已不能延长。"
            if late is None:
                raise Impossible(sentence, ogi.A33_2)
            late.append(f"{each.notified} 告知延期，按现在的日历已过末日 {last}；告知时在期限内的仍然有效，请核对。")
        if total + each.working_days > LONGEST_WORKING_DAYS and late is not None:
            late.append(f"{each.notified} 的延长按现在的口径使延长合计超过{LONGEST_WORKING_DAYS}个工作日，超出的不计。")
            total = LONGEST_WORKING_DAYS
            continue
        if total + each.working_days > LONGEST_WORKING_DAYS:
            raise Impossible(
                f"延长合计最多{LONGEST_WORKING_DAYS}个工作日，{each.notified} 的延长超出，总期限以40个工作日为限。",
                ogi.A33_2,
            )
        total += each.working_days
    return total
