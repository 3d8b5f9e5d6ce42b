"""By which day must something be published, withdrawn, filed or announced?

Law:     条例 26 (20 working days), 行政处罚法 48②、85 (3 working days), 预算法 14 (20 days), 辽宁备案办法 3 (15 days),
         土地管理法实施条例 31 (15 working days)
Gives:   one deadline each. Natural days do not roll; their reminder is the last working day at or before the end.
Unclear: whether the filing period rolls off a day of rest: a setting.
"""

from __future__ import annotations

from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.cite import Cite
from gongkai.law.clocks.ledger import Deadline, Step, deadline, natural_days, reminder_before, start, working_days
from gongkai.law.settings import Settings
from gongkai.law.sources import budget_law, land_rules, liaoning, ogi, penalty_law

PUBLICATION_WORKING_DAYS = 20
WITHDRAWAL_WORKING_DAYS = 3
LAND_WORKING_DAYS = 15
FILING_DAYS = 15
BUDGET_DAYS = 20


def publication(formed: date, calendar: Calendar) -> Deadline:
    """Information formed or changed on `formed` is published within 20 working days."""
    found = _working("publication", "主动公开", formed, "信息形成或变更", PUBLICATION_WORKING_DAYS, ogi.A26, calendar)
    return found.noting(caveats=("法律、法规对公开期限另有规定的，从其规定。",))


def penalty_withdrawal(revoked: date, calendar: Calendar) -> Deadline:
    """A published penalty that was changed, revoked, found illegal or void is withdrawn within 3 working days."""
    return _working(
        "penalty_withdrawal", "撤回处罚信息并公开说明理由", revoked, "处罚被变更、撤销、确认违法或无效",
        WITHDRAWAL_WORKING_DAYS, penalty_law.A48_2, calendar,
    )  # fmt: skip


def land_announcement(received: date, calendar: Calendar) -> Deadline:
    """An expropriation is announced within 15 working days of the day on which its approval was received."""
    return _working(
        "land_announcement",
        "征收土地公告",
        received,
        "收到征收土地批准文件",
        LAND_WORKING_DAYS,
        land_rules.A31,
        calendar,
    )


def document_filing(issued: date, calendar: Calendar, settings: Settings = law.DEFAULT) -> Deadline:
    """A normative document is filed within 15 natural days of its publication (Liaoning)."""
    rolls = settings.filing_roll == "next_working_day"
    begun = start(issued, "规范性文件公布", liaoning.FILING_A3)
    steps = [begun, *natural_days(calendar, issued, FILING_DAYS, liaoning.FILING_A3, rolls=rolls)]
    found = _unrolled("document_filing", "规范性文件备案", steps, liaoning.FILING_A3, calendar)
    return found.noting(caveats=("辽宁省规定；其他地方请按本地规定。", settings.caveat(law.FILING_ROLL)))


def budget(approved: date, calendar: Calendar, *, department: bool) -> Deadline:
    """Budgets and accounts: 20 natural days from approval by the congress, or from the reply to a department."""
    cite = budget_law.A14_2 if department else budget_law.A14_1
    name, why = (
        ("部门预决算公开", "预算、决算批复") if department else ("政府预决算公开", "人大或其常委会批准预算、决算")
    )
    steps = [start(approved, why, cite), *natural_days(calendar, approved, BUDGET_DAYS, cite, rolls=False)]
    return _unrolled("budget", name, steps, cite, calendar)


def _working(key: str, name: str, day: date, why: str, length: int, cite: Cite, calendar: Calendar) -> Deadline:
    return deadline(key, name, [start(day, why, cite), *working_days(calendar, day, length, cite)], cite, calendar)


def _unrolled(key: str, name: str, steps: list[Step], cite: Cite, calendar: Calendar) -> Deadline:
    """A last day that the law does not roll: the reminder comes before it."""
    reminder, caveats = reminder_before(steps[-1].day, calendar)
    return deadline(key, name, steps, cite, calendar, reminder).noting(caveats=caveats)
