"""Scans that come with an act: the field that asks for them, what was sent, what is kept of it while the form is shown once more.

Browsers keep what was typed, but no files: they are kept here, by officer, post and address (faces/look/kept_files).
"""

from __future__ import annotations

from django import forms
from django.forms import BoundField

from gongkai.apps.files.queries import endings
from gongkai.apps.papers.actions import Examined, Upload
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.requests.attaching import kind_of
from gongkai.faces.desk.gate import DeskRequest
from gongkai.faces.look.forms import OneOfField
from gongkai.faces.look.kept_files import KeptFiles


class _Chooser(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ScanForm(forms.Form):
    """The files, and what they are in the case."""

    def __init__(self, request: DeskRequest, event: str) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, initial={"paper_kind": kind_of(event)}, prefix="with")
        self.fields["files"] = forms.Field(
            label="扫描件、照片（没有的不选）",
            required=False,
            widget=_Chooser(attrs={"accept": ",".join(f".{each}" for each in endings())}),
            help_text="与这次登记一起加密存入案卷，可以选几个。",
        )
        self.fields["paper_kind"] = OneOfField(label="这些材料是", choices=PaperKind.choices, required=False)
        self.uploads = []
        for each in request.FILES.getlist("with-files"):
            # The same request may be asked for its files twice: to do the act, and to show the form once more.
            each.seek(0)
            self.uploads.append(Upload(str(each.name), each.read()))

        officer = request.officer
        self.kept = KeptFiles(request, "desk", request.path, officer.now, f"{officer.actor.person} {officer.key}")

    def everything(self) -> list[Examined | Upload]:
        """Everything that goes with the act: what was kept, what came now. Refused: as `KeptFiles.files`."""
        return [*self.kept.files(), *self.uploads]

    def keep(self) -> None:
        """The form is shown once more: what came now is kept too."""
        self.kept.keep(self.uploads)
        self.uploads = []

    def shown(self) -> list[BoundField]:
        return [self["files"], self["paper_kind"]]

    @property
    def kind(self) -> str:
        """The kind that was chosen; that of the act when none was, or none that there is."""
        chosen = str(self["paper_kind"].value() or "")
        return chosen if chosen in PaperKind.values else str(self.initial["paper_kind"])
