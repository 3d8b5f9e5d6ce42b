"""What does a reader of the library ask for? The fields of its form, and addresses that change one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from gongkai.apps.documents.marks import AMENDED
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import library
from gongkai.apps.publishing.library import Wanted
from gongkai.faces.look.forms import DayField, OneOfField, TextField
from gongkai.law.documents.validity import IN_FORCE, LAPSED, NOT_YET, REPEALED

ALL = "all"
VALIDITIES: Mapping[str, str] = {
    IN_FORCE: "现行有效",
    AMENDED: "已修改",
    NOT_YET: "尚未施行",
    REPEALED: "废止",
    LAPSED: "失效",
    ALL: "全部",
}
"""By which readers narrow, in the order shown; what was amended is in force as well."""
_FIRST_YEAR = 1949


class LibraryForm(forms.Form):
    """What narrows the library. Nothing has to be filled in."""

    all_optional = True

    q = TextField(label="标题里的字词", max_length=60, required=False, help_text="几个词用空格分开，都要有。")
    document_number = TextField(label="文号", max_length=60, required=False, help_text="整个或者一部分。")
    organ = OneOfField(label="发布机构", required=False)
    kind = OneOfField(label="种类", required=False, choices=[("", "全部种类"), *library.KINDS.items()])
    year = forms.IntegerField(
        label="公开年份",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"invalid": "年份请写成 2024 的样子。"},
    )
    day = DayField(label="看哪一天", required=False, help_text="填过去的一天，看当时哪些有效；不填是今天。")

    def __init__(self, sent: QueryDict, today: date) -> None:
        super().__init__(sent)
        self._today = today
        alive, gone = organs.tree(today), organs.dissolved(today)
        self.codes = {each.organ.code: each.organ.pk for each in (*alive, *gone)}
        choices = [("", "全部机构"), *((each.organ.code, each.name) for each in alive)]
        choices += [(each.organ.code, f"{each.name}（已撤销）") for each in gone]
        field = self.fields["organ"]
        assert isinstance(field, OneOfField)
        field.choices = choices

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not _FIRST_YEAR <= year <= self._today.year:
            raise ValidationError(f"年份请填 {_FIRST_YEAR} 到 {self._today.year} 之间的一年。")
        return year

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > self._today:
            raise ValidationError(f"{day} 还没有到，请填今天或者以前的一天；下面是今天的情况。")
        return day


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was sent, and what of it can be used: a field that is wrong narrows nothing, and says so."""

    form: LibraryForm
    validity: str
    kind: str
    day: date
    wanted: Wanted

    @property
    def narrowed(self) -> bool:
        """Whether more was asked than the validity."""
        return any(self.form.data.get(name, "").strip() for name in self.form.fields)

    def address(self, **changed: object) -> str:
        """The same question with something changed, from its first page; what is empty is left out."""
        kept = {name: self.form.data.get(name, "").strip() for name in self.form.fields}
        kept |= {"validity": self.validity if self.validity != IN_FORCE else ""}
        kept |= {name: str(value) for name, value in changed.items()}
        told = {name: value for name, value in kept.items() if value}
        return f"?{urlencode(told)}" if told else "./"


def asked(sent: QueryDict, today: date) -> Asked:
    """What the address asks for; an unknown validity is that of today's rule: in force."""
    form = LibraryForm(sent, today)
    form.is_valid()
    told: dict[str, Any] = form.cleaned_data
    validity = sent.get("validity", "")
    validity = validity if validity in VALIDITIES else IN_FORCE
    day = told.get("day") or today
    organ = told.get("organ", "")
    wanted = Wanted(
        on=day,
        state="" if validity == ALL else validity,
        organ_ids=frozenset({form.codes[organ]}) if organ else None,
        year=told.get("year"),
        number=told.get("document_number", ""),
        words=tuple(told.get("q", "").split()),
    )
    return Asked(form, validity, told.get("kind", ""), day, wanted)
