"""The form of a request that came in: what article 29 asks, the proof of its day by the channel, the scans.

Gives:   `RegisterForm`: in groups for the page, and once valid the `Arrival`, the files by kind of paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from gongkai.apps import query_codes, rules
from gongkai.apps.files import queries as files
from gongkai.apps.intake import Arrival
from gongkai.apps.papers.actions import Upload
from gongkai.apps.papers.models import PaperKind
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.look.forms import DayField, TextField
from gongkai.law.clocks.receipt import RULES, Channel, by_confirmation
from gongkai.law.clocks.receipt_proof import PROOFS
from gongkai.law.procedures.request_forms import REQUEST_FORMS

_FORM = replace(REQUEST_FORMS["register"], day_label="到达之日")
_LONGEST_PROOF = 100
SCANS = {
    PaperKind.APPLICATION: "申请表、来信的扫描件或者照片",
    PaperKind.IDENTITY: "身份证明、授权委托书",
    PaperKind.EVIDENCE: "信封、签收回执、传真报告等凭据",
}
"""What is asked for as files, by kind of paper."""
_GROUPS = (
    ("怎样来的", ("day", "channel", "forwarded_on", "number")),
    ("申请人", ("applicant", "applicant_name", "identity", "contact", "phone", "email", "representative")),
    ("代理人和需要的帮助（没有的不填）", ("agent_name", "agent_identity", "needs_help", "decline_reason")),
    ("要什么", ("subject", "content", "items", "wanted_form", "wanted_way")),
)
_PLAIN_KINDS = (
    "个人申请选“自然人”；公司、个体工商户、合作社选“商业企业”；大学、研究所选“科研机构”；协会、商会、基金会选“社会公益组织”；"
    "律师事务所等选“法律服务机构”；以单位名义而都不是的选“其他”。看以谁的名义申请，不看是谁来交的。"
)


_REACHED_BY = ("contact", "phone", "email")


class _Chooser(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading."""

    title: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class ProofGroup:
    """What to note for one channel; `open` when it is the chosen one."""

    channel: str
    title: str
    fields: tuple[BoundField, ...]
    open: bool


class RegisterForm(ActForm):
    """The form of an arrival, the office's own number if it has one, what was noted of the day, the token."""

    def __init__(
        self,
        data: QueryDict | None = None,
        sent: MultiValueDict[str, Any] | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(_FORM, data, initial={"token": query_codes.token(), **(initial or {})})
        self._sent = sent if sent is not None else MultiValueDict[str, Any]()
        self.fields["day"].help_text = "当面提交、签收、到件、发送到达或者代为填写的那一天。"
        self.fields["applicant"].help_text = _PLAIN_KINDS
        self.fields["number"] = TextField(
            label="登记编号", required=False, max_length=40, help_text="不填则按年份顺次编号。"
        )
        self.fields["token"] = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
        for channel, proofs in PROOFS.items():
            for each in proofs:
                told: dict[str, Any] = {"label": each.label, "required": False, "help_text": each.help}
                self.fields[_named(channel, each.name)] = (
                    DayField(**told) if each.day else TextField(max_length=_LONGEST_PROOF, **told)
                )
        for kind, label in SCANS.items():
            self.fields[f"scan_{kind}"] = forms.Field(
                label=label,
                required=False,
                widget=_Chooser(attrs={"accept": ",".join(f".{each}" for each in files.endings())}),
            )

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or self.cleaned_data
        if not any(told.get(name) for name in (*_REACHED_BY, "decline_reason")):
            self.add_error(
                "contact", "请至少填一种联系方式；申请里没有写的，在“身份证明、联系方式不全的说明”里写明，照样登记。"
            )
        return told

    def lacks(self) -> list[str]:
        """What article 29 asks for and the request does not have: registered all the same, and asked for afterwards."""
        reached = any(self.cleaned_data.get(name) for name in _REACHED_BY)
        return [
            *(() if self.cleaned_data.get("identity") else ("身份证明",)),
            *(() if reached else ("联系方式",)),
        ]

    @property
    def channel(self) -> Channel | None:
        """The chosen one, also of a form that is not valid."""
        chosen = self["channel"].value()
        return Channel(chosen) if chosen in {each.value for each in Channel} else None

    def opening(self) -> str:
        """Which act this is: the channel tells whether receipt waits for a confirmation."""
        forwarded: date | None = self.cleaned_data["forwarded_on"]
        channel = Channel(self.cleaned_data["channel"])
        return "log_arrival" if by_confirmation(channel, rules.settings(), forwarded) else "register"

    def arrival(self) -> Arrival:
        """What is registered. Of a valid form only."""
        channel = Channel(self.cleaned_data["channel"])
        noted = {each.name: self.cleaned_data[_named(channel, each.name)] for each in PROOFS[channel]}
        proof = {
            name: value.isoformat() if isinstance(value, date) else str(value or "") for name, value in noted.items()
        }
        return Arrival(
            self.opening(), self.day, self.told, self.told_privately, proof, str(self.cleaned_data["number"])
        )

    def uploads(self) -> dict[str, list[Upload]]:
        """The scans by kind of paper, as they were sent; as often as they are asked for."""
        return {kind.value: [_read(each) for each in self._sent.getlist(f"scan_{kind}")] for kind in SCANS}

    @property
    def token(self) -> str:
        """What this form alone carries."""
        return str(self["token"].value() or "")[:64]

    def begin_anew(self) -> None:
        """Another token: what is sent next is another request."""
        changed = cast(QueryDict, self.data).copy()
        changed["token"] = query_codes.token()
        self.data = changed

    def groups(self) -> Iterator[Group]:
        """The fields of article 29 under headings; what the law adds later stands at the end."""
        placed = {name for _, names in _GROUPS for name in names}
        later = [
            each.name
            for each in self.asked.fields
            if each.name not in placed and each.name in self.fields and not each.by_program
        ]
        for title, names in (*_GROUPS, ("其他", tuple(later))):
            if names:
                yield Group(title, tuple(self[name] for name in names if name in self.fields))

    def proofs(self) -> Iterator[ProofGroup]:
        """What to note of the day, for each channel."""
        for channel, proofs in PROOFS.items():
            fields = tuple(self[_named(channel, each.name)] for each in proofs)
            yield ProofGroup(channel.value, RULES[channel].label, fields, channel is self.channel)

    def scans(self) -> list[BoundField]:
        return [self[f"scan_{kind}"] for kind in SCANS]


def of_request(request: HttpRequest) -> RegisterForm:
    """The form that was sent, files and all."""
    return RegisterForm(request.POST, request.FILES)


def _read(sent: UploadedFile[Any]) -> Upload:
    sent.seek(0)
    return Upload(str(sent.name), sent.read())


def _named(channel: Channel, name: str) -> str:
    return f"proof_{channel.value}_{name}"
