"""The form on which a text is written: its attribute at the source first, then what it is, where it belongs, and the text.

Takes:   the fields of a draft (law/procedures/publication_forms.CONTENT_FIELDS), the columns and policies that may be chosen.
Gives:   `ItemForm`; once valid, `told` in JSON types. Text and files are read apart (editing_text, editing_files).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from gongkai.faces.desk.acts.form import ActForm, ListedInput
from gongkai.faces.desk.items.editing_text import HTML, LINES
from gongkai.faces.look.forms import OneOfField
from gongkai.law.procedures.publication_forms import ATTRIBUTES, GENRES, INTERPRETATIONS, PUBLICATION_FORMS
from gongkai.law.sources import platform_61

ABOUT_POLICIES = (*sorted(INTERPRETATIONS), "news")
"""Genres that may name the policy which they explain or accompany."""
_NORMATIVE = ("registration_number", "effective_on", "valid_until", "changes")
_GROUNDS = ("ground", "ground_reason")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together, before the text or beside it. `shown_for` names a field and its values for which they make sense."""

    title: str
    names: tuple[str, ...]
    shown_for: str = ""
    beside: bool = False


GROUPS = (
    Group("", ("attribute",)),
    Group("不主动公开的依据和理由", _GROUNDS, "attribute on_request withheld"),
    Group("", ("title",)),
    Group("体裁和栏目", ("genre", "column"), beside=True),
    Group("与政策同步", ("interprets",), " ".join(("genre", *ABOUT_POLICIES)), beside=True),
    Group("行政规范性文件", _NORMATIVE, "genre normative", beside=True),
    Group("来源和索引", ("formed_on", "document_number", "source", "keywords", "summary", "expires_on"), beside=True),
)
NEEDED_TO_SAVE = ("title", "attribute")
"""Without these nothing is saved but what is kept automatically; everything else is asked when it is sent to review."""


class ItemForm(ActForm):
    """A text with everything that is told of it. `columns` are the organ's open columns, `policies` its latest ones by number.

    Unless `whole`, what review will ask for may still be missing: `missing` then says what.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        initial: Mapping[str, object] | None = None,
        columns: Sequence[str] = (),
        policies: Sequence[tuple[str, str]] = (),
        today: date,
        whole: bool = True,
    ) -> None:
        had = str((data or initial or {}).get("column") or "")
        # A column that was closed since stays to be seen, and is refused in words rather than dropped.
        offered = [(each, each) for each in columns]
        closed = [(had, f"{had}（已不开放）")] if had and columns and had not in columns else []
        super().__init__(
            PUBLICATION_FORMS["draft"],
            data,
            initial=initial,
            without=("day",),
            choices={"column": [*offered, *closed]} if columns else None,
        )
        self.columns, self.today, self.whole = columns, today, whole
        self.missing: list[str] = []
        self.fields["interprets"].widget = ListedInput(policies)
        self.fields["attribute"] = OneOfField(
            label="公开属性",
            choices=list(ATTRIBUTES.items()),
            widget=forms.RadioSelect,
            help_text=f"制作信息时同步确定（{platform_61.ATTRIBUTE.label}）。",
        )
        for name in _GROUNDS:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = f"不主动公开的，须写明{self.fields[name].label}。"
        self.fields["title"].widget.attrs["maxlength"] = 200
        self.fields["written"] = OneOfField(
            label="正文写成", choices=[(LINES, "一行一段的文字"), (HTML, "网页代码（HTML）")], widget=forms.RadioSelect
        )
        self.fields["body"] = forms.CharField(label="正文", required=False, strip=False, widget=forms.Textarea)
        for name in ("key", "rich", "mark"):
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def groups_of(self, beside: bool) -> Iterator[tuple[Group, list[BoundField]]]:
        """The fields before the text, or those beside it, as they stand on the page."""
        for group in GROUPS:
            if group.beside is beside:
                yield group, [self[name] for name in group.names]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.whole:
            self._leave_missing()
        self._check_attribute(told)
        self._check_genre(told)
        if told.get("column") and self.columns and told["column"] not in self.columns:
            self.add_error("column", f"栏目“{told['column']}”已经不开放，请选另一个。")
        if told.get("formed_on") and told["formed_on"] > self.today:
            self.add_error("formed_on", "形成日期不能晚于今天，请核对。")
        begins, ends = told.get("effective_on"), told.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", f"有效期不能止于施行日期（{begins}）之前，请核对。")
        return told

    def _leave_missing(self) -> None:
        for name in self._lacking():
            if name not in (*NEEDED_TO_SAVE, *_GROUNDS):
                del self.errors[name]
                self.missing.append(str(self.fields[name].label))

    def _lacking(self) -> list[str]:
        """Fields of which nothing is wrong but that they are empty."""
        told = self.errors.as_data().items()
        return [name for name, errors in told if all(each.code == "required" for each in errors)]

    def _check_attribute(self, told: dict[str, Any]) -> None:
        if told.get("attribute") in ("on_request", "withheld"):
            return
        # Grounds are asked of what is not proactive; of everything else they have to be empty.
        for name in set(self._lacking()) & set(_GROUNDS):
            del self.errors[name]
            told[name] = ""
        for name in _GROUNDS:
            if told.get("attribute") == "proactive" and told.get(name):
                self.add_error(name, "公开属性是“主动公开”，这一项请留空；不主动公开的请改公开属性。")

    def _check_genre(self, told: Mapping[str, Any]) -> None:
        genre = told.get("genre")
        if not genre:
            return
        for name in _NORMATIVE:
            if genre != "normative" and told.get(name):
                self.add_error(name, f"体裁是“{GENRES[genre]}”，这一项只在体裁为“{GENRES['normative']}”时填写。")
        if genre not in ABOUT_POLICIES and told.get("interprets"):
            self.add_error("interprets", f"体裁是“{GENRES[genre]}”，不解读其他政策，这一项请留空。")
