"""What an applicant fills in, in three steps. Labels and limits are those of the law's form (law/procedures/request_forms).

Law:     条例 29② (what an application tells), 40 (form and way of provision), 43 (help); 检查指标: nothing is asked that the law does not ask for

A field that the law's form does not have is put into one of its fields: number and years into the description, the two parts of an
identity into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from gongkai.apps import query_codes
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.faces.portal.applying import identity
from gongkai.law.casework.filling import LONGEST_LINE, LONGEST_TEXT
from gongkai.law.procedures.request_forms import APPLICANT_KINDS, REQUEST_FORMS, SERVICE_MANNERS, WANTED_FORMS
from gongkai.proofing import proof

FORM = REQUEST_FORMS["log_arrival"]
NATURAL = "natural"
WAYS = {code: name for code, name in SERVICE_MANNERS.items() if code != "by_organ"}
"""How an applicant may be given what he asks for; to have it handed over by another organ is not his choice."""
_NUMBER_MOST, _YEARS_MOST = 100, 60
_CONTENT_MOST = LONGEST_TEXT - _NUMBER_MOST - _YEARS_MOST - 40
"""Leaves room for number and years, which are put below the description."""
_HINTED = {"online": "在本网站凭编号和查询码取"}


def _text(name: str, rows: int = 0, **more: Any) -> TextField:
    asked = FORM.field(name)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    told: dict[str, Any] = {
        "label": asked.label,
        "required": asked.required,
        "max_length": asked.most or LONGEST_LINE,
        "widget": widget,
        "help_text": asked.help,
        **more,
    }
    return TextField(**{"error_messages": {"required": f"请填{told['label']}。"}, **told})


class StepForm(forms.Form):
    """One step. `PLAIN` are the fields whose words travel to the other steps as they are."""

    PLAIN: ClassVar[tuple[str, ...]] = ()

    def carried(self) -> list[tuple[str, str]]:
        """What was typed here, for the hidden fields of another step."""
        return [(name, value) for name in self.carries() if (value := self.data.get(name, ""))]

    @classmethod
    def carries(cls) -> tuple[str, ...]:
        """The names of the fields that travel."""
        return cls.PLAIN

    def typed(self) -> dict[str, str]:
        """What was typed, to show it once more without saying what is wrong with it."""
        return dict(self.carried())


class SubjectForm(StepForm):
    """Step 1: what is asked, under a `subject` that stands in the register. `SEALED` is the label of the field that is sealed.

    Refused: a subject with a number, telephone or address of a person in it.
    """

    SEALED: ClassVar[str]

    token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"].strip()
        if any(each.code.startswith("personal.") for each in proof(subject)):
            raise forms.ValidationError(
                f"这一行里像是有身份证号、电话或者住址，请删去；确实需要的写在下面“{self.SEALED}”里，那里加密保存。"
            )
        return " ".join(subject.split())

    def begin_anew(self) -> None:
        """Another token: what is sent next is another application."""
        self.data = {**{name: self.data.get(name, "") for name in self.PLAIN}, "token": query_codes.token()}


class WhatForm(SubjectForm):
    """Step 1: which information."""

    SEALED = "写具体些"
    PLAIN = ("subject", "content", "document_number", "years", "token", "visit")

    subject = _text(
        "subject",
        label="要什么信息",
        help_text="一句话，如“2024年城区供热补贴发放标准”。不写姓名、住址、证件号：这一行登记在台账上。",
    )
    content = _text(
        "content",
        7,
        label=SEALED,
        max_length=_CONTENT_MOST,
        help_text="文件名称，或者时间、地点、项目这些便于查找的特征；要哪几样请分开写。不用说明用途。",
    )
    document_number = TextField(
        label="文号",
        required=False,
        max_length=_NUMBER_MOST,
        help_text="知道的话填，如“昌政办发〔2024〕12号”。",
    )
    years = TextField(label="哪一年或者哪几年的", required=False, max_length=_YEARS_MOST, help_text="如“2022—2024年”。")
    visit = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @property
    def description(self) -> str:
        """The description as it is kept."""
        told = self.cleaned_data
        lines = [told["content"].replace("\r\n", "\n").strip()]
        lines += [f"{self.fields[name].label}：{told[name]}" for name in ("document_number", "years") if told[name]]
        return "\n".join(lines)

    @property
    def searched(self) -> str:
        """The text by which what is public already is looked for."""
        return "\n".join(self.data.get(name, "") for name in ("subject", "document_number", "content"))


class WhoForm(StepForm):
    """Step 2: who asks, and how it should be given. Identity numbers come out sealed and go in sealed."""

    PLAIN: ClassVar[tuple[str, ...]] = (
        "applicant",
        "applicant_name",
        "identity_kind",
        "phone",
        "address",
        "email",
        "representative",
        "on_behalf",
        "agent_name",
        "agent_kind",
        "needs_help",
        "wanted_form",
        "wanted_way",
    )
    NUMBERS: ClassVar[Mapping[str, str]] = {"identity_number": "identity_kept", "agent_number": "agent_kept"}
    """Fields of identity numbers, each with the hidden one that holds it sealed."""

    applicant = OneOfField(
        label=FORM.field("applicant").label, widget=forms.RadioSelect, choices=[*APPLICANT_KINDS.items()]
    )
    applicant_name = _text("applicant_name", help_text="与证件上的一致。")
    identity_kind = OneOfField(label="证件", choices=[("", "（请选择）"), *identity.KINDS.items()])
    identity_number = TextField(label="证件号码", max_length=60, error_messages={"required": "请填证件号码。"})
    representative = _text("representative", help_text="单位申请的填写。")
    phone = _text("phone")
    address = TextField(
        label="通信地址", required=False, max_length=LONGEST_LINE, help_text="选择邮寄的请填写，写到门牌号。"
    )
    email = _text("email")
    on_behalf = forms.BooleanField(
        label="我替别人申请", required=False, help_text="上面填被代理的人；监护人替未成年人申请的也选这一项。"
    )
    agent_name = _text("agent_name", label="您（代理人）的姓名", help_text="")
    agent_kind = OneOfField(
        label="您的证件",
        required=False,
        choices=[("", "（请选择）"), *((k, identity.KINDS[k]) for k in identity.OF_PERSONS)],
    )
    agent_number = TextField(label="您的证件号码", required=False, max_length=60)
    wanted_form = OneOfField(
        label=FORM.field("wanted_form").label, widget=forms.RadioSelect, choices=[*WANTED_FORMS.items()]
    )
    wanted_way = OneOfField(
        label=FORM.field("wanted_way").label,
        widget=forms.RadioSelect,
        choices=[(code, f"{name}（{_HINTED[code]}）" if code in _HINTED else name) for code, name in WAYS.items()],
    )
    needs_help = _text(
        "needs_help", 3, help_text="阅读、视听、书写有困难的，写明需要怎样的帮助，如大字版、读给我听、上门。"
    )
    identity_kept = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)
    agent_kept = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, code: str, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(self._sealing(data, code) if data is not None else None, initial=dict(initial or {}))
        told: Mapping[str, Any] = self.data if self.is_bound else self.initial
        self.kept = {name: identity.opened(code, told.get(sealed, "")) for name, sealed in self.NUMBERS.items()}
        self._dress()

    def _dress(self) -> None:
        """What browsers may fill in by themselves, and what is kept of numbers."""
        for name, number in self.kept.items():
            self.fields[name].widget.attrs["autocomplete"] = "off"
            self.fields[name].required = name == "identity_number" and not number
            if number:
                self.fields[name].help_text = f"已填 {identity.masked(number)}，不改就不用再填。"
        told = {"applicant_name": "name", "phone": "tel", "address": "street-address", "email": "email"}
        for name, what in told.items():
            self.fields[name].widget.attrs["autocomplete"] = what
        self.fields["email"].widget.input_type = "email"
        self.fields["phone"].widget.input_type = "tel"

    def _sealing(self, data: QueryDict, code: str) -> QueryDict:
        """What was sent, with every number that is right for its kind sealed and taken off the page."""
        changed = data.copy()
        for name, sealed in self.NUMBERS.items():
            kind = data.get("identity_kind" if name == "identity_number" else "agent_kind", "")
            number = identity.plain(data.get(name, ""))
            if number and number.isprintable() and len(number) <= 60 and not identity.fault(kind, number):
                changed[sealed], changed[name] = identity.sealed(code, number), ""
            elif number:
                changed[sealed] = ""
        return changed

    @classmethod
    def carries(cls) -> tuple[str, ...]:
        return (*cls.PLAIN, *cls.NUMBERS.values())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        kind, paper = told.get("applicant"), told.get("identity_kind")
        self._number("identity_number", paper or "")
        if kind and paper:
            right = identity.OF_PERSONS if kind == NATURAL else identity.OF_ORGANISATIONS
            if paper not in right:
                names = "、".join(identity.KINDS[each] for each in right)
                self.add_error("identity_kind", f"{APPLICANT_KINDS[kind]}的证件请在这些里面选：{names}。")
        if kind and kind != NATURAL and not told.get("representative"):
            self.add_error("representative", "单位申请的，请填法定代表人或者负责人的姓名。")
        self._contact(told)
        if told.get("on_behalf"):
            for name in ("agent_name", "agent_kind"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, f"替别人申请的，请填{self.fields[name].label}。")
            self._number("agent_number", told.get("agent_kind") or "")
        elif told.get("agent_name") or self.kept["agent_number"] or told.get("agent_number"):
            self.add_error("on_behalf", "填了代理人，请选“我替别人申请”；不是替别人申请的，请清空代理人的几栏。")
        return told

    def _number(self, name: str, kind: str) -> None:
        if name in self.errors:
            return
        number = self.number(name)
        wrong = identity.fault(kind, number) if number else f"请填{self.fields[name].label}。"
        if wrong:
            self.add_error(name, wrong)

    def _contact(self, told: Mapping[str, Any]) -> None:
        if not any(told.get(name) or name in self.errors for name in ("phone", "address", "email")):
            self.add_error("phone", "电话、通信地址、电子邮箱请至少填一种，好与您确认收到申请、送达答复。")
        for way, name in (("mail", "address"), ("email", "email")):
            if told.get("wanted_way") == way and not told.get(name) and name not in self.errors:
                self.add_error(name, f"选了“{WAYS[way]}”，请填{self.fields[name].label}。")
        address = told.get("email") or ""
        if address and ("@" not in address[1:-1] or " " in address):
            self.add_error("email", "电子邮箱应像 name@example.cn 的样子，请核对。")

    @property
    def public(self) -> dict[str, object]:
        """What goes into the journal."""
        return {name: self.cleaned_data[name] for name in ("applicant", "wanted_form", "wanted_way")}

    @property
    def private(self) -> dict[str, str]:
        """What goes into the vault, by the names of the law's form."""
        told = self.cleaned_data
        found = {
            "applicant_name": told["applicant_name"],
            "identity": f"{identity.KINDS[told['identity_kind']]} {self.number('identity_number')}",
            "contact": told["address"] or told["phone"] or told["email"],
            "phone": told["phone"],
            "email": told["email"],
            "needs_help": told["needs_help"].replace("\r\n", "\n").replace("\n", " "),
        }
        if told["applicant"] != NATURAL:
            found["representative"] = told["representative"]
        if told["on_behalf"]:
            found["agent_name"] = told["agent_name"]
            found["agent_identity"] = f"{identity.KINDS[told['agent_kind']]} {self.number('agent_number')}"
        return {name: value for name, value in found.items() if value}

    def number(self, name: str) -> str:
        """An identity number in clear: typed now, else kept."""
        return identity.plain(self.cleaned_data.get(name, "")) or self.kept[name]
