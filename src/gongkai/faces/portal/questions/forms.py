"""What a citizen fills in: a message, or number and code. Labels and lengths are those of the law's form (law/procedures)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.apps.questions import codes
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.procedures.question_forms import KINDS, QUESTION_FORMS
from gongkai.proofing import proof

_ASKED = QUESTION_FORMS["receive"]
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/%-]+")
_PRIVATE = ("title", "text", "asker_name", "contact")
_SAID = {
    "consult": "咨询：政策怎样规定、事情怎样办",
    "correction": "纠错：网页上的错字、过时内容、打不开的附件",
    "opinion": "意见建议：对公开工作的批评和建议",
    "disclose": "建议主动公开：认为某一类信息应当向所有人公开（条例第四十四条）",
    "complaint": "反映未依法公开：机关没有依法主动公开或者不依法答复申请（条例第四十七条）",
}


def _text(name: str, rows: int = 0, **more: Any) -> TextField:
    asked = _ASKED.field(name)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    if not rows and name in ("asker_name", "contact"):
        widget.attrs["autocomplete"] = {"asker_name": "name", "contact": "tel"}[name]
    told: dict[str, Any] = {
        "label": asked.label,
        "required": asked.required,
        "max_length": asked.most,
        "error_messages": {"required": f"请填{asked.label}。"},
        "widget": widget,
        **more,
    }
    return TextField(**told)


class AskForm(forms.Form):
    """A message. `complaints` tells whether the organ is in charge of open government work and takes article 47."""

    title = _text("title", help_text="一句话说明，如“供热补贴怎样申请”。")
    text = _text("text", 8, help_text="写清楚什么事、在哪里、想知道什么。请不要写身份证号码、银行卡号。")
    about = _text("about", help_text="纠错的请填：网页的地址或者索引号。从网页上的链接进来的已经填好。")
    request_number = _text("request_number", help_text="申请过这条信息、建议向所有人公开的，可以填登记编号。")
    asker_name = _text("asker_name", help_text="不填也会答复。")
    contact = _text("contact", help_text="不填也可以：答复凭编号和查询码在本站查看。")
    minor = forms.BooleanField(
        label="我未满十四周岁",
        required=False,
        help_text="未满十四周岁的，请不要填姓名和联系方式；要填的，由监护人来填，并且不选这一项。",
    )
    publish = forms.BooleanField(
        label="同意公开这份留言和答复，供别人参考",
        required=False,
        help_text="公开之前去掉姓名、电话、住址等个人信息，由另一人核对签字。以后可以随时撤回同意。",
    )
    # Filled by programs that fill everything; nobody sees it.
    website = forms.CharField(
        required=False, label="请不要填这一栏", widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, str] | None = None,
        organs: Iterable[tuple[str, str]] = (),
        complaints: bool = True,
    ) -> None:
        super().__init__(data, initial={"token": codes.token(), **(initial or {})})
        kinds = [(code, _SAID[code]) for code in KINDS if complaints or code != "complaint"]
        self.fields["kind"] = OneOfField(label="您要", widget=forms.RadioSelect, choices=kinds)
        if complaints:
            self.fields["about_organ"] = OneOfField(
                label="所反映的机关",
                required=False,
                choices=[("", "（请选择）"), *organs],
                help_text="反映未依法公开的，请选是哪个机关。",
            )

    def clean_about(self) -> str:
        about: str = self.cleaned_data["about"].strip()
        if about and not _ADDRESS.fullmatch(about):
            raise forms.ValidationError(
                "这里只填索引号或者网页地址（字母、数字和 . / - _ : %），其他的话请写在内容里。"
            )
        if any(each.code.startswith("personal.") for each in proof(about)):
            raise forms.ValidationError("地址里像是有个人信息，请删去，要紧的写在内容里。")
        return about

    def clean_request_number(self) -> str:
        number: str = self.cleaned_data["request_number"].strip()
        if any(each.code.startswith("personal.") for each in proof(number)):
            raise forms.ValidationError("这里只填申请的登记编号，像是填了个人信息，请核对。")
        return number

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("“请不要填这一栏”里有内容，像是程序填写的；请清空后再提交。")
        return ""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("minor") and (told.get("asker_name") or told.get("contact")):
            raise forms.ValidationError(
                "未满十四周岁的请不要填姓名和联系方式；由监护人填写的，请不要选“我未满十四周岁”。"
            )
        if told.get("kind") == "correction" and not told.get("about") and "about" not in self.errors:
            self.add_error("about", "请填哪一页有错：网页的地址或者索引号；不知道的，写明“/”。")
        if told.get("kind") == "complaint" and not told.get("about_organ") and "about_organ" not in self.errors:
            self.add_error("about_organ", "请选所反映的机关。")
        return told

    def begin_anew(self) -> None:
        """The same words as a message of its own: shown again, they carry another token."""
        self.data = {**self.data.dict(), "token": codes.token()} if isinstance(self.data, QueryDict) else self.data

    @property
    def told(self) -> dict[str, object]:
        """What goes into the journal."""
        told = self.cleaned_data
        found: dict[str, object] = {"kind": told["kind"], "channel": "web"}
        found |= {name: told[name] for name in ("about", "about_organ", "request_number") if told.get(name)}
        return found | {name: True for name in ("publish", "minor") if told.get(name)}

    @property
    def told_privately(self) -> dict[str, str]:
        """What goes into the vault. Browsers send line breaks as two characters."""
        return {
            name: str(self.cleaned_data[name]).replace("\r\n", "\n") for name in _PRIVATE if self.cleaned_data[name]
        }


class LookForm(forms.Form):
    """Number and code, as they stand on the receipt."""

    number = TextField(
        label="留言编号",
        max_length=60,
        error_messages={"required": "请填留言编号。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    code = TextField(
        label="查询码",
        max_length=40,
        help_text="提交留言时给您的十二个字母和数字，大小写、横线都不要紧。",
        error_messages={"required": "请填查询码。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SupplementForm(forms.Form):
    """What the asker adds."""

    supplement = TextField(
        label="补充说明",
        max_length=QUESTION_FORMS["supplement"].field("supplement").most,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "请写补充的内容。"},
    )
