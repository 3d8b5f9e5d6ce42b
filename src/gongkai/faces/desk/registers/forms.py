"""The form of an act of a register, as every form of the desk; and what a list can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from gongkai.apps.registered import CORRECT, Misfit
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.lists import ALL, Narrowing, year_field
from gongkai.faces.desk.registers.kinds import Choices, Filled, Filters, Kind
from gongkai.faces.look.forms import DayField, OneOfField, TextField
from gongkai.law.procedures.fields import Form

COLUMNS_ID = "known-columns"
"""The list of known columns on the page, which the browser offers while one is typed."""


class RegisterForm(ActForm):
    """One act of a register. `day_column` is the column that its day is, "" when no day is asked."""

    def __init__(
        self,
        kind: Kind,
        asked: Form,
        day_column: str,
        data: Any = None,
        initial: Mapping[str, object] | None = None,
        choices: Mapping[str, Choices] | None = None,
    ) -> None:
        super().__init__(asked, data, initial=initial, choices=choices, without=() if day_column else ("day",))
        self.day_column, self.defaults = day_column, kind.register.values({})
        ordered = [*kind.register.labels, "reason"]
        self.order_fields(["day" if name == day_column else name for name in ordered])
        if kind.columns and "column" in self.fields:
            self.fields["column"].widget.attrs["list"] = COLUMNS_ID

    def filled(self, today: date) -> Filled:
        """What was told, of a valid form. What was emptied has its default, so that a correction can empty it; what was
        not sent at all was not asked.
        """
        asked = self.defaults.keys() & self.data.keys()
        told = {name: value for name, value in self.cleaned_data.items() if name in asked}
        columns = {name: self.defaults[name] if value in (None, "") else value for name, value in told.items()}
        day = today
        if self.day_column:
            columns[self.day_column] = self.day
            day = today if self.asked.event == CORRECT else self.day
        return Filled(columns, day, self.cleaned_data.get("reason", "").replace("\r\n", "\n"), self.based_on)

    def refuse(self, refusal: Misfit) -> bool:
        """Say a refusal beside the field that it is about; whether there is one."""
        name = "day" if refusal.column == self.day_column else refusal.column
        if name not in self.fields:
            return False
        self.add_error(name, refusal.reason)
        return True


class RegisterFilters(Narrowing):
    """What a list can be narrowed to."""

    q = TextField(label="编号或者标题", required=False, max_length=100)
    year = year_field()
    column = OneOfField(required=False)
    kind = OneOfField(required=False)
    in_force_on = DayField(label="哪一天有效", required=False)
    organ = OneOfField(label="机关", required=False)

    def __init__(
        self, kind: Kind, columns: list[str], organs: Mapping[int, str], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        labels = kind.register.labels
        if "title" not in labels:
            self.fields["q"].label = labels["source"]
        self.fields["year"].label = "年份"
        labels = {**labels, "organ": "机关"} if organs else labels
        self._offer("organ", labels, {str(pk): name for pk, name in organs.items()})
        self._offer("column", labels, {name: name for name in columns})
        self._offer("kind", labels, kind.choices)
        if "in_force_on" not in labels:
            del self.fields["in_force_on"]

    def _offer(self, name: str, labels: Mapping[str, str], choices: Mapping[str, str]) -> None:
        if name not in labels:
            del self.fields[name]
            return
        self.fields[name] = OneOfField(label=labels[name], required=False, choices=[ALL, *choices.items()])

    @property
    def organ_id(self) -> int | None:
        """The organ that was chosen, of those offered."""
        chosen = self.cleaned_data.get("organ")
        return int(chosen) if chosen else None

    def wanted(self) -> Filters:
        """What the list is narrowed by. Fields that are wrong narrow nothing; their errors are shown."""
        told = self.cleaned_data
        return Filters(
            text=told.get("q") or "",
            year=told.get("year"),
            column=told.get("column") or "",
            kind=told.get("kind") or "",
            in_force_on=told.get("in_force_on"),
        )
