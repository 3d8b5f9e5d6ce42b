"""One asking for a matter by number and code, whatever sort of matter they name; and what is said when they name none.

Gives:   `Asked`; `do`, an act that a button asks for; `with_words`, one with words and files; the sentences and the pace that all share.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.forms import Form
from django.http import HttpRequest

from gongkai.apps.papers.actions import Examined, Upload
from gongkai.faces.look.kept_files import TAKE_AWAY, KeptFiles
from gongkai.faces.portal.progress.forms import WordsForm
from gongkai.law.casework import Refusal

HERE = "办理进度查询"
LOOKED_A_MINUTE = 20
"""How often one address may try number and code in a minute: codes of 60 bits are not guessed at this pace."""
UNKNOWN = "没有这样的登记编号和查询码。请核对回执；查询码丢了的，请带身份证明到收到申请的机关询问。"
TOO_OFTEN = "这个网络地址一分钟内查得太多，请过一分钟再查。"
UNREADABLE = "现在读不出这件申请，请稍后再试，或者联系收到申请的机关。"


@dataclass(slots=True)
class Asked:
    """One asking: who asks, for which request, what is said back, and the forms as they were filled."""

    request: HttpRequest
    number: str
    code: str
    organ: str
    now: datetime
    said: str = ""
    refused: bool = False
    unsent: str = ""
    """What was written for an act that can be done no more: shown again, so that it is not lost."""
    sure: bool = False
    """Whether it is to be asked once more before the request is taken back."""
    forms: dict[str, Form] = field(default_factory=dict)
    doors: dict[str, KeptFiles] = field(default_factory=dict)

    def kept(self, name: str) -> KeptFiles:
        """The files that are kept for one form of this matter: they are found by number and code alone, from the same browser."""
        if name not in self.doors:
            secret = f"{self.number} {self.code} {self.organ}"
            self.doors[name] = KeptFiles(self.request, f"progress {name}", secret, self.now)
        return self.doors[name]

    def kept_anyway(self, kept: KeptFiles, files: Sequence[Upload]) -> bool:
        """Whether a button asked for nothing but taking one file away; what was chosen anew then is kept."""
        if not kept.take_away():
            return False
        kept.keep(files)
        return True


def do(asked: Asked, acts: Mapping[str, Callable[[Asked], None]]) -> None:
    """Do what a button asks for. What is refused is said on the page, with what was typed."""
    told = asked.request.POST
    # Taking a file away is a button of its own; which form it stands in is told beside it.
    act = acts.get(told.get("form", "") if TAKE_AWAY in told else told.get("go", ""))
    if act is None:
        return
    try:
        act(asked)
    except Refusal as refusal:
        asked.said, asked.refused = refusal.reason, True


def with_words(
    asked: Asked, name: str, form: WordsForm, act: Callable[[str, Sequence[Upload | Examined]], object], done: str
) -> None:
    """Do an act that takes words and files; the form is kept under its name until that is done."""
    asked.forms[name] = form
    valid, kept = form.is_valid(), asked.kept(name)
    files = form.cleaned_data.get("attached") or []
    if asked.kept_anyway(kept, files):
        return
    if not valid:
        kept.keep(files)
        asked.refused = True
        return
    try:
        act(form.words, [*kept.files(), *files])
    except Refusal as refusal:
        kept.keep(files)
        form.add_error(None, refusal.reason)
        asked.refused, asked.said, asked.unsent = True, refusal.reason, form.words
        return
    kept.forget()
    del asked.forms[name]
    asked.said = done


def ask_sure(asked: Asked) -> None:
    """Ask once more before it is taken back."""
    asked.sure = True


def settle(asked: Asked, may: Collection[str], events: Mapping[str, str]) -> None:
    """Where the form of a refused act is there still, what is wrong stands beside it, and is not said on top once more."""
    if any(events[name] in may for name in asked.forms):
        asked.said = asked.unsent = ""
