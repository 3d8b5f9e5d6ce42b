"""The form of one act, made from what the law asks at it (law/procedures/fields).

Takes:   a form of the law, and what was typed or is to be shown.
Gives:   a Django form; once valid, `day`, `told` in JSON types without what is private, and `told_privately` apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from gongkai.faces.look.forms import DayField, OneOfField, SomeOfField, TextField, WholeField
from gongkai.law.casework.filling import LONGEST_LINE, LONGEST_TEXT
from gongkai.law.procedures.fields import Field, FieldKind, Form

Choices = Sequence[tuple[str, str]]
_NOT_CHOSEN = ("", "（请选择）")


class ListedInput(forms.TextInput):
    """A line with suggestions that may be chosen or typed over."""

    template_name = "desk/acts/listed.html"

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-options"
        context["options"] = self.options
        return context


class ActForm(forms.Form):
    """The day of the act, what the law asks, and on how many acts the person's page was based.

    `choices` replaces those of the law where fewer make sense, `listed` suggests what may be typed otherwise; fields `without` (the day may be one) are told by the page itself. A correction
    need not tell again what is private.
    """

    def __init__(
        self,
        asked: Form,
        data: Any = None,
        *,
        initial: Mapping[str, object] | None = None,
        prefix: str | None = None,
        choices: Mapping[str, Choices] | None = None,
        listed: Mapping[str, Choices] | None = None,
        without: Collection[str] = (),
        private_required: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), prefix=prefix)
        self.asked = asked
        if "day" not in without:
            self.fields["day"] = DayField(label=asked.day_label)
        for each in asked.fields:
            if each.name not in without and not each.by_program:
                self.fields[each.name] = _field(each, (choices or {}).get(each.name), (listed or {}).get(each.name))
            if each.private and not private_required:
                self.fields[each.name].required = False
                self.fields[each.name].help_text = f"{each.help}不改的留空。"
        self.fields["based_on"] = forms.IntegerField(
            required=False,
            widget=forms.HiddenInput,
            label="页面",
            error_messages={"invalid": "这一页不完整，请刷新后重新填写。"},
        )

    @property
    def day(self) -> date:
        """The day that was given. Of a valid form only, as all below."""
        chosen: date = self.cleaned_data["day"]
        return chosen

    @property
    def based_on(self) -> int | None:
        based: int | None = self.cleaned_data["based_on"]
        return based

    @property
    def told(self) -> dict[str, object]:
        """What goes into the journal; what was left out is left out."""
        return {each.name: _json(each, self.cleaned_data[each.name]) for each in self._given() if not each.private}

    @property
    def told_privately(self) -> dict[str, str]:
        """What goes into the vault."""
        return {each.name: str(_json(each, self.cleaned_data[each.name])) for each in self._given() if each.private}

    def shown(self) -> Iterator[BoundField]:
        """The fields in the order of the law, the day first."""
        return (bound for bound in self if not bound.is_hidden)

    def _given(self) -> Iterator[Field]:
        return (each for each in self.asked.fields if not _left_out(self.cleaned_data.get(each.name)))


def _left_out(value: object) -> bool:
    """Nothing was told: 0 is a number that was."""
    return value is None or value is False or value in ("", [])


def _field(asked: Field, choices: Choices | None, listed: Choices | None) -> forms.Field:
    common: dict[str, Any] = {"label": asked.label, "required": asked.required, "help_text": asked.help}
    if listed is not None:
        # What is suggested may be longer than what is kept of it.
        return TextField(widget=ListedInput(listed), max_length=LONGEST_LINE, **_text(asked), **common)
    if asked.kind is FieldKind.LONG:
        return TextField(
            widget=forms.Textarea(attrs={"rows": 4}), max_length=asked.most or LONGEST_TEXT, **_text(asked), **common
        )
    if asked.kind is FieldKind.DAY:
        return DayField(**common)
    if asked.kind is FieldKind.WHOLE and choices is None:
        field = WholeField(min_value=asked.least, max_value=asked.most, **common)
        field.error_messages |= {"required": f"请填{asked.label}，如 {max(asked.least, 1)}。"}
        return field
    if asked.kind is FieldKind.YES:
        return forms.BooleanField(**common)
    if asked.kind is FieldKind.CHOICES:
        return SomeOfField(
            choices=choices or list(asked.choices.items()), widget=forms.CheckboxSelectMultiple, **common
        )
    if asked.kind is FieldKind.CHOICE or choices is not None:
        return OneOfField(choices=[_NOT_CHOSEN, *(choices or asked.choices.items())], **common)
    return TextField(max_length=asked.most or LONGEST_LINE, **_text(asked), **common)


def _text(asked: Field) -> dict[str, Any]:
    return {"error_messages": {"required": f"请填{asked.label}。"}}


def _json(asked: Field, value: Any) -> object:
    if asked.kind is FieldKind.WHOLE:
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    # Browsers send line breaks as two characters.
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
