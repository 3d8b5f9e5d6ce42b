"""What somebody fills in who wants a record about himself corrected. Labels and limits are those of the law's form (law/procedures/record_forms).

Law:     条例 41 (whose record, with evidence), 43 (help). Who asks is told as in an application, without how it should be given.

Where somebody saw the record has no field in the law's form: it is put below what is wrong, sealed like that.
"""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.faces.look.forms import TextField
from gongkai.faces.portal.applying.forms import NATURAL, SubjectForm, WhoForm
from gongkai.law.casework.filling import LONGEST_LINE, LONGEST_TEXT
from gongkai.law.procedures.record_forms import RECORD_FORMS

FORM = RECORD_FORMS["receive"]
_NOT_ASKED = ("wanted_form", "wanted_way")
"""Nothing is provided here, so that nobody is asked how."""
_WHERE_MOST = 200
_WRONG_MOST = LONGEST_TEXT - _WHERE_MOST - 20
"""Leaves room for where it was seen, which is put below."""


def long_text(event: str, name: str, rows: int, **more: Any) -> TextField:
    """A field of the law's form in which sentences are written."""
    asked = RECORD_FORMS[event].field(name)
    told: dict[str, Any] = {
        "label": asked.label,
        "max_length": asked.most or LONGEST_TEXT,
        "help_text": asked.help,
        "widget": forms.Textarea(attrs={"rows": rows}),
        **more,
    }
    return TextField(**{"error_messages": {"required": f"请填{told['label']}。"}, **told})


class WhatForm(SubjectForm):
    """Step 1: which record, what is wrong with it, by what that is proved."""

    SEALED = "哪里不准确"
    PLAIN = ("subject", "wrong", "seen", "evidence", "token")

    subject = TextField(
        label=FORM.field("subject").label,
        max_length=LONGEST_LINE,
        help_text="一句话，如“旧房改造补助名册上的家庭人口”。不写姓名、住址、证件号：这一行登记在台账上。",
        error_messages={"required": "请填哪一条记录。"},
    )
    wrong = long_text(
        "receive",
        "wrong",
        6,
        max_length=_WRONG_MOST,
        label=SEALED,
        help_text="记录上怎样写，应当怎样写。加密保存，只有办理的人能打开。",
    )
    seen = TextField(
        label="在哪里看到的",
        required=False,
        max_length=_WHERE_MOST,
        help_text="如网页的地址、公示的名单、以前申请公开的登记编号。",
    )
    evidence = long_text(
        "receive",
        "evidence",
        5,
        label="有哪些证据",
        help_text="一项一项列明，如户口簿、合同、判决书、缴费凭证；最后一步可以上传照片、扫描件。",
    )

    @property
    def looked_at(self) -> str:
        """The text by which other doors are recognised."""
        return "\n".join(self.data.get(name, "") for name in ("subject", "wrong", "seen"))

    @property
    def private(self) -> dict[str, str]:
        """What goes into the vault."""
        told = self.cleaned_data
        lines = [_plain(told["wrong"])]
        lines += [f"{self.fields['seen'].label}：{told['seen']}"] if told["seen"] else []
        return {"wrong": "\n".join(lines), "evidence": _plain(told["evidence"])}


class OwnerForm(WhoForm):
    """Step 2: whom the record is about. As the second step of an application, without form and way of provision."""

    PLAIN = tuple(name for name in WhoForm.PLAIN if name not in _NOT_ASKED)

    def _dress(self) -> None:
        super()._dress()
        for name in _NOT_ASKED:
            del self.fields[name]
        self.fields["applicant_name"].help_text = "记录所涉的人或者单位，与证件上的一致。"
        self.fields["address"].help_text = "希望邮寄结果的请填写，写到门牌号。"
        self.fields["email"].help_text = ""
        self.fields["on_behalf"].label = "我替别人要求更正"
        self.fields["on_behalf"].help_text = "上面填记录所涉的人；监护人替未成年人要求的也选这一项。"

    @property
    def public(self) -> dict[str, object]:
        return {"applicant": self.cleaned_data["applicant"]}


def _plain(words: str) -> str:
    """Browsers send line breaks as two characters."""
    return words.replace("\r\n", "\n").strip()


__all__ = ["FORM", "NATURAL", "OwnerForm", "WhatForm", "long_text"]
