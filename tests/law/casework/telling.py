"""Acts in one line each, as tests tell them: `2024-03-11 consult_third_party label=第三方甲`.

A line is a day, an event, `@role` or `@role:person` where it is not the usual one, and fields as name=value. What a form
requires and a line leaves out is filled by `USUAL`; `withheld=a,b` is a list, a value of digits a whole number, `yes` true.
`correct` takes `target=3 annul=yes`, or `target=3 to=2024-03-05` and the fields that stand instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, RemedyCase, RequestCase, remedy, request
from gongkai.law.procedures import REMEDY, REQUEST, Procedure
from gongkai.law.procedures.fields import FieldKind, Form
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from gongkai.law.settings import DEFAULT, Settings

TODAY = date(2026, 6, 30)
PERSONS = {"clerk": "1", "reviewer": "2", "head": "3", "applicant": "applicant"}
USUAL = {
    "channel": "counter",
    "applicant": "natural",
    "subject": "城区供热补贴标准",
    "items": 1,
    "wanted_form": "paper",
    "wanted_way": "by_hand",
    "manner": "by_hand",
    "reason": "情况属实",
    "number": "昌政公开〔2024〕3号",
    "note": "电话联系",
    "how": "电话",
    "what": "请写明文件名称",
    "until": "2026-06-30",
    "scale": "pages",
    "quantity": 100,
    "receipt_number": "2101",
    "label": "第三方甲",
    "working_days": 20,
    "scope": "档案室",
    "method": "按文号",
    "result": "没有",
    "participants": "县司法局",
    "conclusion": "可以公开",
    "to": "李某",
    "decision": "provided",
    "evidence": "签收单",
    "ground": "review",
    "group": "review",
    "capacity": "own",
    "forum": "市人民政府",
    "outcome": "upheld",
    "rung": "first",
    "parts": 1,
    "to_organ": "ctx-land",
    "score": "5",
}
USUAL_OF = {
    ("third_party_replied", "opinion"): "agrees",
    ("co_producer_replied", "opinion"): "agrees",
    ("void", "ground"): "mistake",
    ("department_replied", "outcome"): "provided",
    **{(event, "label"): "人事科" for event in ("ask_department", "urge_department", "department_replied")},
}


def usual(form: Form) -> dict[str, object]:
    """The data of a form filled as usual: what it requires and nothing else."""
    data: dict[str, object] = {}
    for field in form.fields:
        if field.required and not field.private:
            data[field.name] = USUAL_OF.get((form.event, field.name), USUAL.get(field.name))
    return data


def told(
    lines: Sequence[str], procedure: Procedure = REQUEST, forms: Mapping[str, Form] = REQUEST_FORMS
) -> list[CaseAct]:
    """The acts that the lines tell, numbered from 1 in the order of the lines."""
    acts: list[CaseAct] = []
    for line in lines:
        acts.append(one(line, acts, procedure, forms))
    return acts


def one(line: str, before: Sequence[CaseAct], procedure: Procedure, forms: Mapping[str, Form]) -> CaseAct:
    day, event, *rest = line.split()
    role = next((row.roles[0] for row in procedure.transitions if row.event == event), "clerk")
    person = PERSONS.get(role, role)
    fields: dict[str, str] = {}
    for word in rest:
        if word.startswith("@"):
            role, _, named = word[1:].partition(":")
            person = named or PERSONS.get(role, "9")
        else:
            name, _, value = word.partition("=")
            fields[name] = value
    data = _correction(fields, before, forms) if event == "correct" else _data(fields, forms.get(event))
    return CaseAct(len(before) + 1, event, date.fromisoformat(day), role, person, data)


def _data(fields: Mapping[str, str], form: Form | None, base: Mapping[str, object] | None = None) -> dict[str, object]:
    data = dict(base if base is not None else usual(form) if form else {})
    kinds = {field.name: field.kind for field in form.fields} if form else {}
    for name, value in fields.items():
        if value == "-":
            data.pop(name, None)
        else:
            data[name] = _value(value, kinds.get(name))
    return data


def _value(text: str, kind: FieldKind | None) -> object:
    if kind is FieldKind.CHOICES:
        return text.split(",")
    if kind is FieldKind.YES:
        return text == "yes"
    return int(text) if kind is FieldKind.WHOLE and text.lstrip("-").isdigit() else text


def _correction(fields: dict[str, str], before: Sequence[CaseAct], forms: Mapping[str, Form]) -> dict[str, object]:
    data: dict[str, object] = {"target": int(fields.pop("target")), "reason": fields.pop("why", "登记有误")}
    if fields.pop("annul", "") == "yes":
        return {**data, "annul": True}
    wrong = next((act for act in before if act.seq == data["target"]), None)
    while wrong is not None and wrong.event == "correct":
        target = wrong.data["target"]
        wrong = next(act for act in before if act.seq == target)
    if wrong is None:
        return {**data, "day": "2024-01-02", "data": {}}
    day = fields.pop("to", wrong.day.isoformat())
    return {**data, "day": day, "data": _data(fields, forms[wrong.event], wrong.data)}


def entered(lines: Sequence[str], settings: Settings = DEFAULT, today: date = TODAY) -> RequestCase:
    """The request after entering the lines one by one, each tried on what was entered before."""
    acts: list[CaseAct] = []
    case: RequestCase | None = None
    for act in told(lines):
        case = request.attempt(acts, act, today, official(), settings)
        acts.append(act)
    assert case is not None
    assert case == request.replay(acts, official(), settings)
    return case


def remedy_entered(lines: Sequence[str], today: date = TODAY) -> RemedyCase:
    """The review or suit after entering the lines one by one."""
    acts: list[CaseAct] = []
    case: RemedyCase | None = None
    for act in told(lines, REMEDY, REMEDY_FORMS):
        case = remedy.attempt(acts, act, today, official())
        acts.append(act)
    assert case is not None
    assert case == remedy.replay(acts, official())
    return case


def renumbered(acts: Sequence[CaseAct]) -> tuple[CaseAct, ...]:
    """The same acts without the order in which they were entered."""
    return tuple(replace(act, seq=0) for act in acts)
