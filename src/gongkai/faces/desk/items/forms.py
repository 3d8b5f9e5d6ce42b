"""The form of one act of an item, made from what the law asks at it (law/procedures/publication_forms).

Gives:   `PublicationForm`: no day is asked, for these acts are done when they are sent; the hour of a schedule and the ways of
         withdrawing have fields of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.look.forms import OneOfField, SomeOfField
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS, WITHDRAWALS
from gongkai.law.publication.item import PUBLISH_AT

WHAT_CITIZENS_SEE: Mapping[str, str] = {
    "repealed": "地址不变，正文和附件保留，页首标明“已废止”和废止它的文件。",
    "lapsed": "地址不变，正文和附件保留，页首标明“已失效”。",
    "merged": "打开原地址就转到并入的那一条。",
    "mistaken": "打开原地址只看到“这条信息已撤下”，正文和附件都不再提供；本机关内部留存。",
}


class MomentField(forms.DateTimeField):
    """A day and an hour by the office's clock."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填日期和时间，如 2026-03-04 09:00。",
        "invalid": "没有这个时间，或者写法不对；请写成 2026-03-04 09:00 的样子。",
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **more)


class PublicationForm(ActForm):
    """What one event asks. `told` is what the action takes."""

    def __init__(
        self,
        event: str,
        data: Any = None,
        *,
        initial: Mapping[str, object] | None = None,
        without: Collection[str] = (),
        prefix: str | None = None,
    ) -> None:
        super().__init__(
            PUBLICATION_FORMS[event],
            data,
            initial=initial,
            without=("day", "instead_of", *without),
            prefix=prefix,
        )
        if "publish_at" in self.fields:
            old = self.fields["publish_at"]
            self.fields["publish_at"] = MomentField(label=old.label, help_text="到这个时间系统自动公开，最多晚一分钟。")
        if event == "withdraw":
            choices = [(code, f"{name}：{WHAT_CITIZENS_SEE[code]}") for code, name in WITHDRAWALS.items()]
            self.fields["how"] = OneOfField(label=self.fields["how"].label, choices=choices, widget=forms.RadioSelect)
        for field in self.fields.values():
            if isinstance(field, SomeOfField):
                # The law says which lines are missing, by name; Django would only say that one is.
                field.required = False

    @property
    def told(self) -> dict[str, object]:
        found = super().told
        moment = self.cleaned_data.get("publish_at")
        if isinstance(moment, datetime):
            found["publish_at"] = timezone.localtime(moment).strftime(PUBLISH_AT)
        return found
