"""What the list of requests can be narrowed to, as a form whose values stand in the address; and the address of what a figure counted."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from operator import attrgetter
from urllib.parse import quote_plus

from django import forms
from django.http import QueryDict

from gongkai.apps.assigning import NO_LOGIN
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Filters, Light
from gongkai.faces.desk.gate import Officer
from gongkai.faces.desk.lights import lamp
from gongkai.faces.desk.lists import ALL, Narrowing, year_field
from gongkai.faces.look.forms import DayField, OneOfField, TextField, WholeField
from gongkai.law.casework.lateness import STEPS
from gongkai.law.clocks.receipt import RULES
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import APPLICANT_KINDS

_EXTENSIONS = {"requested": "已提请", "approved": "已批准", "refused": "未批准", "notified": "已告知"}
NOBODY = "none"
"""How the list says in its address that it shows what was given to nobody."""
_OWN = ("q", "state", "light", "year", "applicant", "decision", "who", "order")
"""The fields that are always in sight; the rest lie folded until one of them is used."""


def _one(label: str, choices: list[tuple[str, str]]) -> OneOfField:
    return OneOfField(label=label, required=False, choices=[ALL, *choices])


class RequestFilters(Narrowing):
    """What the list of requests can be narrowed to."""

    q = TextField(label="编号或者事由", required=False, max_length=100)
    state = OneOfField(
        label="状态",
        required=False,
        choices=[
            ("open", "未办结"),
            ALL,
            ("valid", "全部（不含撤销登记）"),
            ("done", "已办结（含归档）"),
            *((code, name) for code, name in REQUEST.states.items() if code != "new"),
        ],
    )
    light = _one("灯", [(lamp(each).key, lamp(each).label) for each in Light])
    year = year_field()
    applicant = _one("申请人类别", list(APPLICANT_KINDS.items()))
    decision = _one("结论", [(each.code, each.name) for each in DECISIONS])
    who = OneOfField(label="承办", required=False, choices=[("", "所有人"), ("me", "交给我的"), (NOBODY, "没有交办的")])
    order = OneOfField(
        label="排序", required=False, choices=[(code, name) for code, (name, _) in requests.ORDERS.items()]
    )
    channel = _one("渠道", [(each.value, rule.label) for each, rule in RULES.items()])
    assignee = _one("承办人", [])
    assigned = TextField(label="承办人姓名", required=False, max_length=40)
    due_from = DayField(label="期限自", required=False)
    due_to = DayField(label="期限至", required=False)
    came_from = DayField(label="收到自", required=False)
    came_to = DayField(label="收到至", required=False)
    closed_from = DayField(label="办结自", required=False)
    closed_to = DayField(label="办结至", required=False)
    days_from = WholeField(label="用了至少几个工作日", required=False)
    days_to = WholeField(label="用了至多几个工作日", required=False)
    late = _one("答复", [("1", "逾期答复的"), ("0", "按期答复的")])
    late_step = _one("逾期在哪一步", list(STEPS.items()))
    waiting = _one("等待", [("asked", "第三方、其他机关未答复"), ("department", "科室协查逾期")])
    extension = _one("延期", list(_EXTENSIONS.items()))
    score = _one("评价", [(str(each), f"{each}分") for each in range(5, 0, -1)])
    origin = TextField(label="来源申请编号", required=False, max_length=60)
    taken = _one("来源", [("1", "分件、转来的")])
    organ = _one("机关", [])

    def __init__(self, data: QueryDict | None = None, officer: Officer | None = None) -> None:
        super().__init__(data)
        staff = people.staff_ever(officer.actor.organ_id) if officer else []
        known = [(str(each.pk), people.label(each)) for each in staff]
        self.fields["assignee"].choices = [ALL, *known, (requests.NO_LOGIN, NO_LOGIN)]  # type: ignore[attr-defined]  # a field of choices
        seen = rights.open_organs(officer.actor, "request.read") if officer else frozenset()
        if officer and (seen is None or len(seen) > 1):
            choices = sorted(organs.short_names(seen, officer.today).items(), key=lambda each: each[1])
            self.fields["organ"].choices = [ALL, *((str(pk), name) for pk, name in choices)]  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["organ"]

    @property
    def always(self) -> list[forms.BoundField]:
        """The fields in sight."""
        return [self[name] for name in self.fields if name in _OWN]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The others."""
        return [self[name] for name in self.fields if name not in _OWN]

    @property
    def unfolded(self) -> bool:
        """Whether one of the others is used."""
        return any(self.data.get(name) for name in self.fields if name not in _OWN)

    def wanted(self, officer_: Officer, page: int, name: str = "") -> Filters:
        """What the app narrows by. Fields that are wrong narrow nothing; their errors are shown."""
        told = self.cleaned_data
        state, light, late = told.get("state") or "", told.get("light") or "", told.get("late") or ""
        return Filters(
            states=(state,) if state in REQUEST.states else (),
            light=Light[light.upper()] if light else None,
            due_from=told.get("due_from"),
            due_to=told.get("due_to"),
            applicant=told.get("applicant") or "",
            text=told.get("q") or "",
            name=name,
            assigned=(told.get("assigned") or "").strip(),
            assignee=officer_.actor.person if told.get("who") == "me" else told.get("assignee") or "",
            unassigned=told.get("who") == NOBODY,
            year=told.get("year"),
            open={"open": True, "done": False}.get(state),
            decision=told.get("decision") or "",
            extension=told.get("extension") or "",
            channel=told.get("channel") or "",
            came_from=told.get("came_from"),
            came_to=told.get("came_to"),
            closed_from=told.get("closed_from"),
            closed_to=told.get("closed_to"),
            days_from=told.get("days_from"),
            days_to=told.get("days_to"),
            late={"1": True, "0": False}.get(late),
            late_step=told.get("late_step") or "",
            score=int(told["score"]) if told.get("score") else None,
            asked_open=told.get("waiting") == "asked",
            department_late=told.get("waiting") == "department",
            origin=(told.get("origin") or "").strip(),
            taken_out=bool(told.get("taken")),
            valid=state == "valid",
            organ_id=int(told["organ"]) if told.get("organ") else None,
            order=told.get("order") or "due",
            page=page,
        )


_PLAIN = tuple(
    sorted(frozenset(each.name for each in fields(Filters)) & frozenset(RequestFilters.base_fields) - {"light", "late"})
)
_TOLD = attrgetter(*_PLAIN)


def address(wanted: Filters) -> str:
    """The rest of the address (behind `?`) of the list that `wanted` tells; what a figure counted is what it shows. Without a word of `text` or a
    name that somebody typed there is nothing to quote: a page of figures has hundreds of them.
    """
    told = [
        f"{name}={_quoted(value)}" for name, value in zip(_PLAIN, _TOLD(wanted), strict=True) if value not in ("", None)
    ]
    told.append(f"state={'open' if wanted.open else 'valid' if wanted.valid else ''}")
    if wanted.unassigned:
        told.append(f"who={NOBODY}")
    if wanted.late is not None:
        told.append(f"late={'1' if wanted.late else '0'}")
    if wanted.organ_id is not None:
        told.append(f"organ={wanted.organ_id}")
    return "&".join(told)


def _quoted(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if text.isascii() and (text.isidentifier() or text.isdigit()) else quote_plus(text)


def plain(told: QueryDict) -> str:
    """An address with nothing in it but fields of the form that are filled."""
    kept = QueryDict(mutable=True)
    for name in RequestFilters.base_fields:
        if value := told.get(name, "").strip():
            kept[name] = value
    if "state" not in kept:
        kept["state"] = ""
    text: str = kept.urlencode()
    return text
