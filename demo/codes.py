"""With which number and code may a visitor follow requests of the demo county?

Gives:   `told`, a few requests that show what applicants see. Nothing secret: their persons are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demo.doors import token
from demo.records import MARK
from gongkai.apps.query_codes import RECORDS, REQUESTS
from gongkai.apps.records import queries as records
from gongkai.apps.requests.models import Request

_SHOWN = {
    "daily:W01": "已经答复，可以下载答复书、核验，已评价",
    "daily:W03": "等申请人补正，可以在网上答复",
    "daily:W02": "正在征求第三方意见",
    "daily:W05": "等申请人缴费",
}
_RECORDS = {
    "旧房改造补助名册上的家庭人口": "要求更正自身信息记录，已经更正并告知",
    "公益林补偿公示名单上的面积": "要求更正自身信息记录，等申请人补充证据",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One request: number and code, and what there is to see."""

    number: str
    code: str
    what: str


def told() -> Iterator[Shown]:
    """Those that are there, in the order of what is most to be seen."""
    for reference, what in _SHOWN.items():
        code = REQUESTS.of(token(reference))
        row = Request.objects.filter(code=REQUESTS.digest(code)).first()
        if row is not None:
            yield Shown(row.number, code, what)
    for subject, what in _RECORDS.items():
        code = RECORDS.of(token(f"{MARK}{subject}"))
        record = records.of_code(RECORDS.digest(code))
        if record is not None:
            yield Shown(record.number, code, what)
