"""The form of 年报体检: this year's report as a file or as text, and if one has it last year's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from gongkai.apps.reporting.wire import PREVIOUS, REPORT
from gongkai.faces.look.forms import TextField

_MB = 1024 * 1024
ACCEPT = ".html,.htm,.txt,.docx,.pdf,.xlsx,.json"
PASTED = ""
"""Pasted text has no file name: what it is (text, the source of a page, JSON) is told by itself."""


class _EitherFile(forms.FileField):
    """A file that may be missing if the text beside it is there: no «可不填» on it, and no `required` either."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return super().clean(data, initial) if data else None


class _EitherText(TextField):
    """The text beside such a file."""

    def validate(self, value: Any) -> None:
        return None


_FILE_ERRORS = {"max_length": "文件名太长，请改短后再上传。", "invalid": "没有收到文件，请重新选择。"}


def _file(label: str, **more: Any) -> _EitherFile:
    widget = forms.FileInput(attrs={"accept": ACCEPT})
    # An empty file goes on to the reader, which says so in its own words.
    return _EitherFile(
        label=label, allow_empty_file=True, max_length=400, widget=widget, error_messages=_FILE_ERRORS, **more
    )


def _text(label: str, rows: int, **more: Any) -> _EitherText:
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})
    return _EitherText(label=label, strip=False, widget=widget, **more)


class CheckForm(forms.Form):
    """Each report comes as a file or as text; `files()` gives what came, by part."""

    use_required_attribute = False

    report_file = _file("年报文件")
    report_text = _text("或者粘贴年报的文字", 6, help_text="从网页上整页复制粘贴即可，表格也会一起复制。")
    previous_file = _file("上一年的年报文件")
    previous_text = _text("或者粘贴上一年年报的文字", 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_LIMIT_BYTES // _MB
        self.fields[
            "report_file"
        ].help_text = f"网页（html）、Word（docx）、PDF、Excel（xlsx）、纯文本（txt）或 json，合计不超过 {limit} MB。"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        for part in (REPORT, PREVIOUS):
            if data.get(f"{part}_file") and (data.get(f"{part}_text") or "").strip():
                self.add_error(f"{part}_text", "文件和文字只要一样：请清空文字，或者不选文件。")
        if not data.get("report_file") and not (data.get("report_text") or "").strip():
            self.add_error("report_file", "没有收到年报：请选择文件，或者在下面粘贴文字。")
        return data

    def files_by_part(self) -> dict[str, tuple[bytes, str]]:
        """Bytes and name of each report that was given. Only for a valid form."""
        given: dict[str, tuple[bytes, str]] = {}
        for part in (REPORT, PREVIOUS):
            file, text = self.cleaned_data[f"{part}_file"], self.cleaned_data[f"{part}_text"]
            if isinstance(file, UploadedFile):
                given[part] = (file.read(), file.name or "")
            elif text.strip():
                given[part] = (text.encode("utf-8", "replace"), PASTED)
        return given

    def refuse(self, part: str, sentence: str) -> None:
        """Put the reader's sentence beside the field that it is about, and say that the file has to be chosen again."""
        field = f"{part}_file" if self.cleaned_data.get(f"{part}_file") else f"{part}_text"
        self.add_error(field, sentence)

    def lost_files(self) -> list[str]:
        """Names of the files that were chosen and, the form coming back, are no longer."""
        return [file.name for file in self.files.values() if isinstance(file, UploadedFile) and file.name]

    def say_files_are_lost(self) -> None:
        """Say beside each file field what the browser forgets: no page can fill such a field for its reader."""
        for part in (REPORT, PREVIOUS):
            file = self.files.get(f"{part}_file")
            if file and file.name:
                field = self[f"{part}_file"]
                field.help_text = f"{field.help_text}刚才选的是“{file.name}”，浏览器不能替您保留，请重新选择。"

    def wants_previous(self) -> bool:
        """Whether anything was given for last year, so that its part of the form must be open."""
        return bool(self.files.get("previous_file") or self.data.get("previous_text"))
