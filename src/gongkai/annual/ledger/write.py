"""How is a ledger written as the workbook that `read` reads back as the same ledger?

Takes:   a `Ledger`; the settings by which `read` will tell which registrations need a confirmation.
Gives:   xlsx. What fits into the row of a case stands there; every other act stands in 办理经过 with its place.
         `normal` is the form in which ledgers are equal: acts numbered 1, 2, 3 … by day, text without stray blanks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.ledger.cells import keyed, tidy
from gongkai.annual.ledger.columns import STAYS_HERE, Column, Sheet
from gongkai.annual.ledger.draft import OPENINGS
from gongkai.annual.ledger.fitting import Fitted, fit_remedy, fit_request
from gongkai.annual.ledger.look import blank
from gongkai.annual.ledger.model import Ledger, LedgerCase
from gongkai.annual.ledger.sheets import (
    ACTIVITIES,
    BODIES,
    DOCUMENTS,
    ITEMS,
    ORGAN,
    REMEDIES,
    REQUESTS,
    STEPS,
    TALLIES,
    TEXTS,
)
from gongkai.annual.ledger.steps import PROCEDURES, content
from gongkai.law import settings as law
from gongkai.law.casework import CaseAct
from gongkai.law.procedures.fields import Field, FieldKind
from gongkai.law.settings import Settings

_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
Told = Mapping[str, object]


class Unwritable(Exception):
    """A ledger that no workbook can hold: one Chinese sentence."""


def normal(ledger: Ledger) -> Ledger:
    """The ledger as it comes back from a workbook: acts in the order in which they stand, text as cells keep it."""
    return replace(
        ledger,
        organ=tidy(ledger.organ, long=False),
        requests=tuple(_normal_case("request", case) for case in ledger.requests),
        remedies=tuple(_normal_case("remedy", case) for case in ledger.remedies),
        items=tuple(
            replace(
                each,
                number=keyed(each.number),
                title=tidy(each.title, long=False),
                column=tidy(each.column, long=False),
                interprets=tidy(each.interprets, long=False),
            )
            for each in ledger.items
        ),
        documents=tuple(
            replace(
                each,
                number=keyed(each.number),
                title=tidy(each.title, long=False),
                ended_by=keyed(each.ended_by),
            )
            for each in ledger.documents
        ),
        activities=tuple(
            replace(each, number=keyed(each.number), title=tidy(each.title, long=False)) for each in ledger.activities
        ),
        tallies=tuple(replace(each, source=tidy(each.source, long=False)) for each in ledger.tallies),
        texts={key: tidy(text, long=True) for key, text in ledger.texts.items()},
    )


def write(
    ledger: Ledger,
    settings: Settings = law.DEFAULT,
    remarks: tuple[str, ...] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """The ledger as xlsx. `remarks` are sentences for the sheet that explains.

    Refused (`Unwritable`): text longer than a cell can hold.
    """
    whole = normal(ledger)
    book = blank(remarks)
    total = len(whole.requests) + len(whole.remedies)
    tables: dict[str, list[Told]] = {sheet.title: [] for sheet in (REQUESTS, BODIES, STEPS, REMEDIES)}
    for at, case in enumerate(whole.requests):
        _place(tables, fit_request(case, settings), REQUESTS, "request", case)
        progress(at + 1, total)
    for at, case in enumerate(whole.remedies, len(whole.requests)):
        _place(tables, fit_remedy(case), REMEDIES, "remedy", case)
        progress(at + 1, total)
    for sheet in (REQUESTS, BODIES, STEPS, REMEDIES):
        _fill(book[sheet.title], sheet, tables[sheet.title])
    _fill(book[ORGAN.title], ORGAN, [{"name": whole.organ, "kind": whole.organ_kind}])
    _fill(book[TEXTS.title], TEXTS, [{"year": y, "key": k, "text": text} for (y, k), text in whole.texts.items()])
    for sheet, rows in (
        (ITEMS, whole.items),
        (DOCUMENTS, whole.documents),
        (ACTIVITIES, whole.activities),
        (TALLIES, whole.tallies),
    ):
        _fill(book[sheet.title], sheet, [_fields(sheet, row) for row in rows])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _normal_case(kind: str, case: LedgerCase) -> LedgerCase:
    order = sorted(case.acts, key=lambda act: (act.event not in OPENINGS, act.day, act.seq))
    acts, private = [], {}
    for seq, act in enumerate(order, 1):
        data, own = normal_act(kind, act, case.private.get(act.seq, {}))
        acts.append(replace(act, seq=seq, data=data, person=tidy(act.person, long=False)))
        if own:
            private[seq] = own
    return replace(case, number=keyed(case.number), acts=tuple(acts), private=private)


def normal_act(kind: str, act: CaseAct, private: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str]]:
    """Data and private fields of an act as cells keep them: text tidy, what says nothing or stays here left out."""
    fields = {field.name: field for field in PROCEDURES[kind][1][act.event].fields}
    data = {name: _normal_value(name, told, fields.get(name)) for name, told in act.data.items()}
    own = {
        name: tidy(text, long=name in fields and fields[name].kind is FieldKind.LONG) for name, text in private.items()
    }
    return (
        {name: told for name, told in data.items() if _says(told) and name not in STAYS_HERE},
        {name: text for name, text in own.items() if text},
    )


def _normal_value(name: str, told: object, field: Field | None) -> object:
    if isinstance(told, str) and (field is None or field.kind in (FieldKind.TEXT, FieldKind.LONG)):
        text = tidy(told, long=field is not None and field.kind is FieldKind.LONG)
        return keyed(text) if name == "request_number" else text
    if isinstance(told, list) and field is not None and field.kind is FieldKind.CHOICES:
        return sorted(set(told), key=list(field.choices).index)
    return told


def _says(value: object) -> bool:
    """A zero says something; nothing, an empty text or list, a false do not."""
    return value is not None and value is not False and value != "" and value != []


def _place(tables: dict[str, list[Told]], fitted: Fitted, sheet: Sheet, kind: str, case: LedgerCase) -> None:
    tables[sheet.title].append({"number": case.number, **fitted.row})
    tables[BODIES.title] += [{"number": case.number, **body} for body in fitted.bodies]
    _, forms = PROCEDURES[kind]
    for act in fitted.rest:
        told = {} if act.event in OPENINGS else {**act.data, **case.private.get(act.seq, {})}
        tables[STEPS.title].append(
            {
                "kind": kind,
                "number": case.number,
                "place": act.seq,
                "event": act.event,
                "day": act.day.isoformat(),
                "role": act.role,
                "person": act.person,
                "content": content(forms[act.event], told),
            }
        )


def _fields(sheet: Sheet, row: object) -> Told:
    told = {column.key: getattr(row, column.key) for column in sheet.columns}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}


def _fill(page: Worksheet, sheet: Sheet, rows: list[Told]) -> None:
    for at, told in enumerate(rows, 2):
        for index, column in enumerate(sheet.columns, 1):
            value = told.get(column.key)
            if _says(value):
                cell = page.cell(at, index)
                assert isinstance(cell, Cell)  # No cell of ours is merged.
                _set(cell, sheet, column, value)


def _set(cell: Cell, sheet: Sheet, column: Column, value: object) -> None:
    if column.kind is FieldKind.DAY:
        cell.value = date.fromisoformat(str(value))
        cell.number_format = "yyyy-mm-dd"
        return
    if column.kind is FieldKind.WHOLE and isinstance(value, int):
        cell.value = value
        return
    if isinstance(value, list):
        text = "、".join(column.choices[str(each)] for each in value)
    elif column.kind is FieldKind.CHOICE:
        text = column.choices[str(value)]
    else:
        text = str(value)
    if len(text) > column.longest:
        raise Unwritable(
            f"“{sheet.title}”表{cell.coordinate}的“{column.heading}”有 {len(text)} 个字，最多 {column.longest} 个字，放不下。"
        )
    # What looks like an escape or a formula is text all the same.
    cell.value = _ESCAPE.sub(lambda found: "_x005F" + found[0], text)
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    cell.number_format = "@"
