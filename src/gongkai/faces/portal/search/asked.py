"""What does a reader search for? The fields of the address, what is wrong with them, and addresses that change one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from gongkai.apps.organs import queries as organs
from gongkai.apps.search.queries import SORTS, VALIDITIES, Query
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.faces.look.found import WORDS

NARROWING = ("kind", "organ", "column", "year", "validity", "document_number")
"""What narrows a search, in the order in which it is shown."""
LABELS: Mapping[str, str] = {
    "kind": "类别",
    "organ": "机构",
    "column": "栏目",
    "year": "年份",
    "validity": "有效性",
    "document_number": "文号",
}
EXACT = "exact"
"""In the address where the words that mean the same are not to be looked for."""
_LONGEST, _FIRST_YEAR = 100, 1949


class SearchForm(forms.Form):
    """The words, and what narrows them. Nothing has to be filled in."""

    all_optional = True

    q = TextField(
        label="要找的字词",
        max_length=_LONGEST,
        required=False,
        error_messages={"max_length": "要找的字词最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请删短。"},
    )
    kind = OneOfField(label=LABELS["kind"], required=False, choices=[("", "全部类别"), *WORDS.items()])
    organ = OneOfField(label=LABELS["organ"], required=False)
    column = TextField(label=LABELS["column"], required=False, max_length=60)
    year = forms.IntegerField(
        label=LABELS["year"],
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "年份请写成 2024 的样子。"},
    )
    validity = OneOfField(
        label=LABELS["validity"],
        required=False,
        choices=[("", "不限"), *((code, word) for code, word in VALIDITIES.items() if code != "all")],
    )
    document_number = TextField(label=LABELS["document_number"], required=False, max_length=60)

    def __init__(self, sent: QueryDict, today: date) -> None:
        super().__init__(sent)
        self._today = today
        self.names = {each.organ.code: each.name for each in organs.tree(today)}
        self.names |= {each.organ.code: f"{each.name}（已撤销）" for each in organs.dissolved(today)}
        field = self.fields["organ"]
        assert isinstance(field, OneOfField)
        field.choices = [("", "全部机构"), *self.names.items()]

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not _FIRST_YEAR <= year <= self._today.year:
            raise ValidationError(f"年份请填 {_FIRST_YEAR} 到 {self._today.year} 之间的一年。")
        return year


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing that narrows the search now, and the address without it."""

    label: str
    word: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields as they were sent, and what of them can be used: what is wrong narrows nothing, and is said."""

    form: SearchForm
    query: Query
    exact: bool

    @property
    def narrowed(self) -> bool:
        return any(_told(getattr(self.query, name)) for name in NARROWING)

    @property
    def empty(self) -> bool:
        """Whether nothing was asked for: then the newest of everything is shown."""
        return not self.query.text and not self.narrowed

    @property
    def faults(self) -> list[str]:
        """What is wrong, a sentence each."""
        return [str(said) for errors in self.form.errors.values() for said in errors]

    def address(self, **changed: object) -> str:
        """The same search with something changed, from its first page."""
        told: dict[str, object] = {"q": self.query.text}
        told |= {name: getattr(self.query, name) for name in NARROWING}
        told |= {"sort": self.query.sort if self.query.sort != "relevance" else "", EXACT: "1" if self.exact else ""}
        told |= changed
        kept = {name: str(value) for name, value in told.items() if _told(value)}
        return f"{reverse('portal:search:search')}{f'?{urlencode(kept)}' if kept else ''}"

    def chosen(self) -> Iterator[Chosen]:
        """Each thing that narrows the search."""
        for name in NARROWING:
            value = getattr(self.query, name)
            if _told(value):
                yield Chosen(LABELS[name], self._word(name, str(value)), self.address(**{name: ""}))

    def _word(self, name: str, value: str) -> str:
        match name:
            case "kind":
                return WORDS[value]
            case "organ":
                return self.form.names[value]
            case "validity":
                return VALIDITIES[value]
            case "year":
                return f"{value}年"
            case _:
                return value


def asked(sent: QueryDict, today: date) -> Asked:
    """What the address asks for. Words that are wrong are shown again in their field, and nothing is searched for them."""
    form = SearchForm(sent, today)
    form.is_valid()
    told: dict[str, Any] = form.cleaned_data
    sort = sent.get("sort", "")
    exact = sent.get(EXACT) == "1"
    query = Query(
        text=told.get("q", "").strip(),
        kind=told.get("kind", ""),
        organ=told.get("organ", ""),
        column=told.get("column", ""),
        year=told.get("year"),
        validity=told.get("validity", ""),
        document_number=told.get("document_number", ""),
        page=_whole(sent.get("page", "")),
        sort=sort if sort in SORTS else "relevance",
        synonyms=not exact,
    )
    return Asked(form, query, exact)


def _told(value: object) -> bool:
    return value not in ("", None)


def _whole(typed: str) -> int:
    """The page that was asked for; the first for what is no number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
