"""Scans that come with an act: the field that asks for them, what was sent, what must be chosen again.

Browsers keep what was typed, but no files: when a form is shown once more, the page says which to choose again.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import HttpRequest

from gongkai.apps.files.queries import endings
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Upload
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.requests.attaching import kind_of
from gongkai.faces.look.forms import OneOfField


class _Chooser(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ScanForm(forms.Form):
    """The files, and what they are in the case."""

    def __init__(self, request: HttpRequest, event: str) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, initial={"paper_kind": kind_of(event)}, prefix="with")
        self.fields["files"] = forms.Field(
            label="扫描件、照片（没有的不选）",
            required=False,
            widget=_Chooser(attrs={"accept": ",".join(f".{each}" for each in endings())}),
            help_text="与这次登记一起加密存入案卷，可以选几个。",
        )
        self.fields["paper_kind"] = OneOfField(label="这些材料是", choices=PaperKind.choices, required=False)
        self.uploads = [Upload(str(each.name), each.read()) for each in request.FILES.getlist("with-files")]

    def shown(self) -> list[BoundField]:
        return [self["files"], self["paper_kind"]]

    @property
    def kind(self) -> str:
        """The kind that was chosen; that of the act when none was, or none that there is."""
        chosen = str(self["paper_kind"].value() or "")
        return chosen if chosen in PaperKind.values else str(self.initial["paper_kind"])


@dataclass(frozen=True, slots=True)
class Lost:
    """Files that were sent and not kept, by name."""

    names: str


def lost(form: ScanForm | None) -> Lost | None:
    """What must be chosen again; None where nothing was sent."""
    return Lost(papers.names(form.uploads)) if form is not None and form.uploads else None
