"""What does a row of 办理经过 tell, and how is an act written there?

One line a field: “检索范围：档案室”. A line that begins with no name of a field goes on with the field before it.

Takes:   rows; acts. Gives: `Draft`s; the text of an act that `read_content` reads back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.annual.ledger.cells import CellFault, label, value
from gongkai.annual.ledger.columns import Column
from gongkai.annual.ledger.draft import OPENINGS, Draft, Row
from gongkai.annual.ledger.sheets import STEPS
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS

PROCEDURES = {"request": (REQUEST, REQUEST_FORMS), "remedy": (REMEDY, REMEDY_FORMS)}
_LINE = re.compile(r"([^：:\n]{1,40})[：:](.*)")
_CONTINUED = "┆"
"""Stands before a line that would be taken for a field and is none."""


def step_draft(row: Row) -> Draft | None:
    """The act that a row tells; None where something in it is faulty."""
    kind, event, role = row.text("kind"), row.text("event"), row.text("role")
    day = row.day("day")
    if row.spoiled or not kind or day is None:
        return None
    procedure, forms = PROCEDURES[kind]
    for key, code, known in (("event", event, procedure.events), ("role", role, procedure.roles)):
        if code not in known:
            available = "、".join(known.values())
            row.fault(key, f"{STEPS.column('kind').choices[kind]}没有这个{row.heading(key)}", f"可用：{available}。")
            return None
    form = forms[event]
    told = {} if event in OPENINGS else read_content(row, form)
    if row.spoiled:
        return None
    private = {each.name for each in form.fields if each.private}
    return Draft(
        event,
        day,
        role,
        row.text("person"),
        {name: each for name, each in told.items() if name not in private},
        {name: str(each) for name, each in told.items() if name in private},
        row,
        {"day": "day", "event": "event", "role": "role", "person": "person"} | dict.fromkeys(told, "content"),
        row.whole("place"),
    )


def read_content(row: Row, form: Form) -> dict[str, object]:
    """The fields that the text tells; faults for lines without a name, names told twice, values that do not fit."""
    told: dict[str, object] = {}
    for name, lines in _split(row, form).items():
        field = form.field(name)
        try:
            found = value(_column(field), "\n".join(lines))
        except CellFault as fault:
            row.fault("content", f"“{field.label}”{fault.reason}", fault.remedy)
            continue
        if found is not None:
            told[name] = found
    for field in form.fields:
        if field.required and field.name not in told and not row.spoiled:
            row.fault("content", f"内容中没有“{field.label}”", f"请在内容中加一行“{field.label}：……”。{field.help}")
    return told


def content(form: Form, told: Mapping[str, object]) -> str:
    """An act's fields as text, one a line, which `read_content` reads back."""
    names = {_name(each): each.name for each in form.fields}
    lines = []
    for field in form.fields:
        if field.name not in told:
            continue
        first, *rest = shown(field, told[field.name]).split("\n")
        lines.append(f"{field.label}：{first}")
        lines += [_CONTINUED + line if _field(line, names) or line.startswith(_CONTINUED) else line for line in rest]
    return "\n".join(lines)


def shown(field: Field, told: object) -> str:
    """A value as it is written in a cell: labels for codes."""
    if field.kind is FieldKind.CHOICE:
        return field.choices.get(str(told), str(told))
    if field.kind is FieldKind.CHOICES and isinstance(told, list):
        return "、".join(field.choices.get(str(each), str(each)) for each in told)
    if field.kind is FieldKind.YES:
        return "是" if told else "否"
    return str(told)


def _split(row: Row, form: Form) -> dict[str, list[str]]:
    names = {_name(each): each.name for each in form.fields}
    parts: dict[str, list[str]] = {}
    current = ""
    for line in row.text("content").split("\n"):
        if found := _field(line, names):
            current, rest = found
            if current in parts:
                row.fault("content", f"“{form.field(current).label}”写了两次", "请只留一行。")
            parts[current] = [rest]
        elif current:
            parts[current].append(line.removeprefix(_CONTINUED))
        elif line and len(form.fields) == 1:
            current = form.fields[0].name
            parts[current] = [line]
        elif line:
            known = "、".join(f"“{each.label}：”" for each in form.fields) or "（这一事项没有要写的内容）"
            row.fault("content", "内容没有写明是哪一栏", f"请一行一项，以栏目的名称开头：{known}。")
            return {}
    return parts


def _field(line: str, names: Mapping[str, str]) -> tuple[str, str] | None:
    """The field that a line begins with, and the rest of the line."""
    found = _LINE.fullmatch(line)
    name = names.get(label(found[1])) if found else None
    return (name, found[2]) if found and name else None


def _name(field: Field) -> str:
    return label(field.label)


def _column(field: Field) -> Column:
    return Column(
        field.name,
        field.label,
        field.kind,
        choices=field.choices,
        least=field.least,
        most=field.most,
        private=field.private,
    )
