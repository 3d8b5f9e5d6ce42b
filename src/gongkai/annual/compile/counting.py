"""Which groups of the material fall into a cell, and what is its figure?

Takes:   a definition (`cells`) and the material.
Gives:   `falls`, whether one group is counted by a definition; `count`, the figure; `Inconsistent` for material that
         says two things at once, which nobody may count.
"""

from __future__ import annotations

from decimal import Decimal

from gongkai.annual.compile.cells import Definition, DocumentCount, RemedyFilter, RequestFilter, TallySum, outcomes_of
from gongkai.annual.compile.material import DocumentCounts, Material, RemedyGroup, RequestGroup, When
from gongkai.annual.model import Number
from gongkai.law.decisions.table import BY_CODE
from gongkai.law.procedures.remedy_forms import CAPACITIES
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.returns import CASE_GROUPS


class Inconsistent(ValueError):
    """Material that cannot be: one Chinese sentence with what and how to mend."""


def falls(group: RequestGroup | RemedyGroup, definition: Definition) -> bool:
    """Whether the cell counts this group."""
    if not isinstance(definition.counts, tuple):
        return False
    return any(_fits(group, each) for each in definition.counts)


def _fits(group: RequestGroup | RemedyGroup, wanted: RequestFilter | RemedyFilter) -> bool:
    if group.received not in wanted.received or group.closed not in wanted.closed:
        return False
    if isinstance(wanted, RequestFilter):
        return (
            isinstance(group, RequestGroup)
            and (wanted.decisions is None or group.counted in wanted.decisions)
            and (wanted.applicants is None or group.applicant in wanted.applicants)
        )
    return (
        isinstance(group, RemedyGroup)
        and group.group == wanted.group
        and group.capacity == wanted.capacity
        and (wanted.outcomes is None or group.outcome in wanted.outcomes)
    )


def count(definition: Definition, material: Material) -> Number | None:
    """The figure of a cell; None where nobody records what it wants."""
    wanted = definition.counts
    if wanted is None:
        return None
    if isinstance(wanted, DocumentCount):
        return int(getattr(material.documents.get(wanted.kind, DocumentCounts()), wanted.what))
    if isinstance(wanted, TallySum):
        whole = sum(material.tallies.get(kind, 0) for kind in wanted.kinds)
        return in_ten_thousands(whole) if wanted.ten_thousands else whole
    groups = material.requests if definition.place.table == 3 else material.remedies
    return sum(n for group, n in groups.items() if falls(group, definition))


def in_ten_thousands(yuan: int) -> Number:
    """万元 from 元, exact: a whole number where it is one, else with as few decimals as it needs (four at most)."""
    whole, rest = divmod(yuan, 10_000)
    return whole if rest == 0 else Decimal(f"{whole}.{rest:04d}".rstrip("0"))


def refuse_inconsistent(material: Material) -> None:
    """Refused (`Inconsistent`): unknown codes, negative counts, what was closed without a decision or an outcome."""
    for request, n in material.requests.items():
        if request.applicant not in APPLICANT_KINDS:
            raise Inconsistent(f"没有“{request.applicant}”这类申请人，可用：{'、'.join(APPLICANT_KINDS)}。")
        if request.counted and request.counted not in BY_CODE:
            raise Inconsistent(f"没有“{request.counted}”这种答复结论，可用：{'、'.join(BY_CODE)}。")
        if request.closed is When.WITHIN and not request.counted:
            raise Inconsistent("有的申请已经办结却没有答复结论，请在台账中补登结论。")
        _whole(n, "申请")
    for remedy, n in material.remedies.items():
        if remedy.group not in CASE_GROUPS:
            raise Inconsistent(f"没有“{remedy.group}”这类案件，可用：{'、'.join(CASE_GROUPS)}。")
        if remedy.capacity not in CAPACITIES:
            raise Inconsistent(f"没有“{remedy.capacity}”这种身份，可用：{'、'.join(CAPACITIES)}。")
        known = [each.code for each in outcomes_of(remedy.group)]
        if remedy.closed is When.WITHIN and remedy.outcome not in known:
            raise Inconsistent(
                f"{CASE_GROUPS[remedy.group]}案件的结果不能是“{remedy.outcome}”，可用：{'、'.join(known)}。"
            )
        _whole(n, "案件")
    for kind, amount in material.tallies.items():
        _whole(amount, f"统计数“{kind}”")
    for counts in material.documents.values():
        for n in (counts.issued, counts.ended, counts.in_force):
            _whole(n, "文件")
    _whole(material.fee_requests, "收费件数")
    _whole(material.fee_yuan, "信息处理费")


def _whole(n: int, what: str) -> None:
    if n < 0:
        raise Inconsistent(f"{what}的数不能小于 0，收到 {n}；请核对台账。")
