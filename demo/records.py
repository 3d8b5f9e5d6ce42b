"""Requests to correct records (article 41), each led from act to act through the doors that officers use.

Takes:   `county/records.toml`. Gives: acts on the agenda.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from demo import county
from demo.agenda import Agenda
from demo.doors import token
from demo.officers import Officers
from demo.questions import steps
from gongkai.apps.applying import record_actions as applying
from gongkai.apps.records import actions
from gongkai.law.calendar import Calendar
from gongkai.law.procedures import RECORD
from gongkai.law.procedures.record_forms import WEB

_ORGAN = "changtu-office"
MARK = "record:"
"""Before the subject of a record that was asked for by the web: from both follows its code (`codes.told`)."""
_TOLD: Mapping[str, Mapping[str, object]] = {
    "ask_evidence": {"what": "请补充能够证明记录有误的材料。", "manner": "mail"},
    "identify": {"how": "比对了身份证照片，电话核对。"},
    "verify": {"how": "核对了原始申报表和审批卷，问了业务科室。"},
    "mend": {"where": "名册电子台账和纸质存档各一处。"},
    "pass_on": {"evidence": "转送函，挂号邮寄"},
    "tell": {"manner": "mail", "evidence": "挂号信回执"},
    "withdraw": {"evidence": "申请人签名的撤回书"},
    "void": {"reason": "记录由县人力资源社会保障局保存，申请书误投本机关。"},
}
_MAIN = {"identify": "result", "verify": "finding", "propose": "outcome", "void": "ground"}
"""The field that a word behind an event fills."""
_REASONS = {
    "corrected": "原始申报表与记录不一致，以原始申报表为准。",
    "refused": "记录与原始材料一致。",
    "transferred": "这条记录由其他机关制作、保存。",
    "directed": "这条记录由其他机关制作、保存。",
}
_BY_OUTCOME = {"transferred": "县自然资源局", "directed": "县自然资源局"}


class Records:
    """Puts all of them on the agenda."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today

    def put_all(self) -> None:
        for place, told in enumerate(county.table("county/records.toml")["record"]):
            made: list[int] = []
            day = county.working_days_before(self._calendar, self._today, told["back"])
            self._agenda.put(day, self._receiving(told, place, made))
            for event, later, word in steps(told["steps"]):
                day = self._calendar.advance(day, later)
                self._agenda.put(day, self._doing(event, word, made))

    def _receiving(self, told: Mapping[str, Any], place: int, made: list[int]) -> Callable[[datetime], None]:
        def receive(now: datetime) -> None:
            data = {"channel": told["channel"], "applicant": "natural", "subject": told["subject"]}
            private = {
                "applicant_name": told["name"],
                "identity": f"示例证件 0001{place:04}",
                "contact": f"024-0002-{place:04}",
                "wrong": told["wrong"],
                "evidence": told["evidence"],
            }
            if told["channel"] == WEB:
                private["email"] = f"record{place}@example.cn"
                organ_id = self._officers.actor(_ORGAN, "clerk").organ_id
                asked = applying.ask(organ_id, data, private, [], now, token(f"{MARK}{told['subject']}"))
                made.append(asked.record.pk)
                return
            made.append(
                actions.open_record(self._officers.actor(_ORGAN, "clerk"), localdate(now), data, private, now).pk
            )

        return receive

    def _doing(self, event: str, word: str, made: list[int]) -> Callable[[datetime], None]:
        def do(now: datetime) -> None:
            role = next(row.roles[0] for row in RECORD.transitions if row.event == event)
            data = dict(_TOLD.get(event, {}))
            if word:
                data[_MAIN[event]] = word
            if event == "propose":
                data["reason"] = _REASONS[word]
            if organ := _BY_OUTCOME.get(word):
                data["organ"] = organ
            private = {"evidence": "原始材料的照片两张。"} if event == "add_evidence" else {}
            actions.act(self._officers.actor(_ORGAN, role), made[0], event, localdate(now), data, private, now)

        return do
