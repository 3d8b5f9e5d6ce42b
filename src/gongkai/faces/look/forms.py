"""How forms look everywhere: `{{ form }}` in a template is enough.

Label, hint, the field with what was typed before, errors beside it and summed up on top with links to the fields. The
fields here say what to write; Django's own sentences say only that it was wrong.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms.renderers import DjangoTemplates

from gongkai.law.casework.filling import unseen


class HouseRenderer(DjangoTemplates):
    """Django's renderer with this house's templates."""

    form_template_name = "portal/form.html"
    field_template_name = "portal/field.html"


class DayField(forms.DateField):
    """A day, chosen or written as 2024-03-04."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填日期，如 2024-03-04。",
        "invalid": "没有这一天，或者写法不对；请写成 2024-03-04 的样子。",
    }

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class WholeField(forms.IntegerField):
    """A whole number, 0 or more; whoever asks for it says so when it is less."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填整数，如 45。",
        "invalid": "请填整数，如 45。",
        "min_value": "不能小于 %(limit_value)s，请核对。",
        "max_value": "不能大于 %(limit_value)s，请核对。",
    }

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}), **more)


class TextField(forms.CharField):
    """Text. What came with it by a slip of copying, and no screen shows, is refused in words that say so."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_length": "最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请删短。",
    }

    def run_validators(self, value: Any) -> None:
        text = str(value)
        if found := unseen(text):
            before = text[: text.index(found)].rpartition("\n")[2][-8:]
            where = f"“{before}”之后" if before.strip() else "开头"
            raise forms.ValidationError(
                f"{where}夹有看不见的控制字符（U+{ord(found):04X}），请把这一处删去，重新键入或者复制。"
            )
        super().run_validators(value)


class OneOfField(forms.ChoiceField):
    """One of the choices on the page."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请选一项。",
        "invalid_choice": "没有“%(value)s”这一项，请在列出的里面选。",
    }


class SomeOfField(forms.MultipleChoiceField):
    """Some of the choices on the page."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请至少选一项。",
        "invalid_choice": "没有“%(value)s”这一项，请在列出的里面选。",
    }
