"""What is recorded of activities and tallies, and which columns cannot be together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.journal.models import Subject
from gongkai.apps.registered import Misfit, Register
from gongkai.apps.supervision.models import Activity, Tally, TallyKind


def _anything(row: Mapping[str, Any]) -> None:
    """The columns of an activity leave each other free."""


def _tally(row: Mapping[str, Any]) -> None:
    since, until = row["since"], row["until"]
    if until < since:
        raise Misfit(f"统计区间的止日 {until} 早于起日 {since}，请核对。", "until")
    if since.year != until.year:
        kind = TallyKind(row["kind"]).label
        raise Misfit(f"“{kind}”的统计区间 {since} 至 {until} 跨年，分不清计入哪一年，请按年拆成两条。", "since")


ACTIVITIES = Register(
    "活动",
    Subject.ACTIVITY.value,
    "activity.record",
    Activity,
    "held_on",
    {"number": "编号", "kind": "种类", "title": "名称", "held_on": "举办之日", "attendance": "参加人数"},
    _anything,
    unique="number",
)
TALLIES = Register(
    "统计数",
    Subject.TALLY.value,
    "tally.record",
    Tally,
    "until",
    {"kind": "种类", "since": "起日", "until": "止日", "amount": "数量", "source": "来源"},
    _tally,
)
