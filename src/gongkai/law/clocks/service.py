"""On which day does a reply count as made, by the manner in which it is delivered?

Law:     国办公开办函〔2016〕235号 (by hand, through another organ, by mail); 民事诉讼法 87–90 and its interpretation 135 by
         analogy (receipts, electronic delivery)
Takes:   the manner. Gives: which day it is, on what that rests, what must be kept and minded.
Unclear: electronic delivery: 235号 does not name it, so that the day is inferred; the office's manner must be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.law.clocks.ledger import Impossible
from gongkai.law.sources import civil_procedure, ogi, service_2016


@dataclass(frozen=True, slots=True)
class Service:
    """One manner of delivery: its name, the day that counts, its provisions, what to mind and what to keep."""

    code: str
    name: str
    day: str
    cites: tuple[Cite, ...]
    caveats: tuple[str, ...]
    electronic: bool = False

    @property
    def meaning(self) -> str:
        """The day in one line for a form: 邮寄（邮政企业）以交邮当日为答复之日."""
        return f"{self.name}以{self.day}为答复之日"


_RECEIPT = f"留存送达回证，{civil_procedure.A87.gist}"
_REFUSED = civil_procedure.A89.gist
_CHOSEN = "申请人在申请中选择了电子方式的才能用；请留存系统显示发送成功的回执。"

SERVICES = (
    Service("by_hand", "当面送达", "申请人签收当日", (service_2016.BY_HAND, civil_procedure.A87, civil_procedure.A88), (_RECEIPT, _REFUSED)),
    Service("by_organ", "委托其他机关送达", "申请人签收当日", (service_2016.BY_HAND, civil_procedure.A87), (_RECEIPT, "签收日是申请人签收之日，不是交给受托机关之日。")),
    Service("mail", "邮寄（邮政企业）", "交邮当日", (service_2016.BY_MAIL, service_2016.CARRIER, service_2016.NO_COLLECT), (service_2016.CARRIER.gist, service_2016.NO_COLLECT.gist, "留存交邮凭证和邮件号。")),
    Service("email", "电子邮件", "本机关系统显示发送成功之日", (civil_procedure.ELECTRONIC_REPLY, ogi.A29_2_I3), (civil_procedure.ELECTRONIC_REPLY.gist, _CHOSEN), electronic=True),
    Service("online", "网上系统", "本机关系统显示发送成功之日", (civil_procedure.ELECTRONIC_REPLY, ogi.A29_2_I3), (civil_procedure.ELECTRONIC_REPLY.gist, _CHOSEN), electronic=True),
)  # fmt: skip
BY_CODE = {each.code: each for each in SERVICES}
MANNERS = {each.code: each.name for each in SERVICES}
"""Names of the manners by code, as forms offer them."""

ELECTRONIC_MANNERS = frozenset(each.code for each in SERVICES if each.electronic)


def service(manner: str) -> Service:
    """What the day of a reply means when it is delivered in a manner. Refused (`Impossible`): an unknown manner."""
    found = BY_CODE.get(manner)
    if found is None:
        raise Impossible(f"没有“{manner}”这种送达方式，可用：{'、'.join(MANNERS.values())}。", service_2016.BY_HAND)
    return found
