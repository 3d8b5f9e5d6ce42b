"""Which request of its applicant in its calendar month is this one?

Law:     信息处理费管理办法 4: the fee by requests goes by applicant and calendar month
Takes:   a request.
Gives:   `MonthPlace`: how many of the same name came in that month up to it, and in all; None when the name is not known.
Unclear: who is the same applicant: the same whole name in this organ, as registers are looked up; two people may share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from gongkai.apps.requests.models import Request
from gongkai.law.sources import fee_rules


@dataclass(frozen=True, slots=True)
class MonthPlace:
    """`month` is its first day; `place` counts from 1 by day of receipt (of arrival while there is none), then by
    registration; `several` tells that some of them hold several items."""

    month: date
    place: int
    total: int
    several: bool

    @property
    def sentence(self) -> str:
        """What the register says, with what it cannot know."""
        more = "有的一份含多项，拆分计件的请另加；" if self.several else ""
        return (
            f"按登记的姓名和收到之日，这是同一申请人{self.month:%Y}年{self.month.month}月的第 {self.place} 件"
            f"（当月共 {self.total} 件）；{more}同名不同人的请核对后再填。（{fee_rules.A4.label}）"
        )

    def doubt(self, scale: object, quantity: object) -> str:
        """Why a count that was typed should be looked at again; empty when it agrees or is one of pages."""
        if scale != "requests" or quantity == self.place or self.several:
            return ""
        return f"填的是第 {quantity} 件，登记的是第 {self.place} 件，请核对后再发收费通知。"


def place_in_month(row: Request) -> MonthPlace | None:
    """The place of a request; one query beside its own record of the applicant. A registration made by mistake has none and
    takes none."""
    found = row.person.lookup if row.person else ""
    if not found or row.voided_on is not None:
        return None
    day = row.received_on or row.arrived_on
    days = Coalesce("received_on", "arrived_on")
    same = (
        Request.objects.filter(organ_id=row.organ_id, person__lookup=found, voided_on__isnull=True)
        .annotate(came=days)
        .filter(came__year=day.year, came__month=day.month)
        .order_by("came", "pk")
    )
    listed = list(same.values_list("pk", "items"))
    place = [pk for pk, _ in listed].index(row.pk) + 1
    return MonthPlace(day.replace(day=1), place, len(listed), any(items > 1 for _, items in listed))
