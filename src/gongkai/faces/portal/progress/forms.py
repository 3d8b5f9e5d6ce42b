"""What an applicant fills in on the page of his request. Labels and limits are those of the law's form (law/procedures/request_forms)."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.faces.portal.applying.sending import FilesField, SeveralFiles
from gongkai.law.casework.filling import LONGEST_TEXT
from gongkai.law.procedures.fields import Field
from gongkai.law.procedures.record_forms import RECORD_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS, SCORES

_NO_MEMORY = {"autocomplete": "off"}
_FILES_HINT = "有材料要附的，可以一次选几个文件。"


class LookForm(forms.Form):
    """Number and code, as they stand on the receipt; `organ` only where a link on the page knows it."""

    number = TextField(
        label="登记编号",
        max_length=60,
        help_text="如：2026-0001；更正申请如：2026-更1。",
        error_messages={"required": "请填登记编号。"},
        widget=forms.TextInput(attrs=_NO_MEMORY),
    )
    code = TextField(
        label="查询码",
        max_length=40,
        help_text="提交申请时给您的十二个字母和数字，大小写、横线都不要紧。",
        error_messages={"required": "请填查询码。"},
        widget=forms.TextInput(attrs=_NO_MEMORY),
    )
    organ = TextField(required=False, max_length=40, widget=forms.HiddenInput)


class WordsForm(forms.Form):
    """Words to the organ, with files."""

    attached = FilesField(
        label="附件", required=False, help_text=_FILES_HINT, widget=SeveralFiles(attrs={"multiple": True})
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.order_fields(["said", "attached"])

    @property
    def words(self) -> str:
        """Browsers send line breaks as two characters."""
        return str(self.cleaned_data["said"]).replace("\r\n", "\n")


def _said(asked: Field, missing: str, help_text: str) -> TextField:
    return TextField(
        label=asked.label,
        max_length=asked.most or LONGEST_TEXT,
        help_text=help_text,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class CorrectionForm(WordsForm):
    """The answer to a correction notice."""

    prefix = "correction"
    said = _said(
        REQUEST_FORMS["receive_correction"].field("corrected"),
        "请写补正的内容。",
        "按告知的事项，写清楚要的是什么信息。",
    )


class ReasonsForm(WordsForm):
    """Why somebody asks so often."""

    prefix = "reasons"
    said = _said(REQUEST_FORMS["give_reasons"].field("given"), "请写明理由。", "说明为什么需要这些信息。")


class EvidenceForm(WordsForm):
    """More evidence that a record is wrong."""

    prefix = "evidence"
    said = _said(
        RECORD_FORMS["add_evidence"].field("evidence"),
        "请写明补充的是什么证据。",
        "一项一项列明，每一项证明什么；身份证明也可以在这里补。",
    )


class RateForm(forms.Form):
    """How content somebody is with how the request was dealt with."""

    prefix = "rate"
    score = OneOfField(
        label=REQUEST_FORMS["rate"].field("score").label, choices=tuple(SCORES.items()), widget=forms.RadioSelect
    )
    comment = TextField(
        label=REQUEST_FORMS["rate"].field("comment").label,
        required=False,
        max_length=REQUEST_FORMS["rate"].field("comment").most,
        help_text="不用写姓名、电话。加密保存，只有办理的人能看。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
