"""Step 3: files, that the notice was read, and what only programs fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.apps.papers.examining import Upload


class SeveralFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """No file, one or several."""

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        several = data if isinstance(data, list | tuple) else [data] if data else []
        return [Upload(each.name or "", each.read()) for each in several if isinstance(each, UploadedFile)]


class SendForm(forms.Form):
    """What is asked last, before an application is sent."""

    attachments = FilesField(
        label="附件",
        required=False,
        widget=SeveralFiles(attrs={"multiple": True}),
    )
    consent = forms.BooleanField(
        label="我看过“怎样对待您填的内容”，上面所填属实",
        error_messages={"required": "请看过“怎样对待您填的内容”后选这一项。"},
    )
    # Filled by programs that fill everything; nobody sees it.
    website = forms.CharField(
        required=False,
        max_length=200,
        label="请不要填这一栏",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("这一栏是防程序乱填的，请清空后再提交。")
        return ""
