"""One asking for a matter by number and code, whatever sort of matter they name; and what is said when they name none.

Gives:   `Asked`; `do`, an act that a button asks for; `with_words`, one with words and files; the sentences and the pace that all share.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.forms import Form
from django.http import HttpRequest

from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Upload
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


def do(asked: Asked, acts: Mapping[str, Callable[[Asked], None]]) -> None:
    """Do what a button asks for. What is refused is said on the page, with what was typed."""
    act = acts.get(asked.request.POST.get("go", ""))
    if act is None:
        return
    try:
        act(asked)
    except Refusal as refusal:
        asked.said, asked.refused = refusal.reason, True


def with_words(
    asked: Asked, name: str, form: WordsForm, act: Callable[[str, Sequence[Upload]], object], done: str
) -> None:
    """Do an act that takes words and files; the form is kept under its name until that is done."""
    asked.forms[name] = form
    if not form.is_valid():
        asked.refused = True
        return
    files = form.cleaned_data["attached"]
    try:
        act(form.words, files)
    except Refusal as refusal:
        # Browsers keep words, but no files.
        again = f"附件要重新选择：{papers.names(files)}。" if files else ""
        form.add_error(None, f"{refusal.reason}{again}")
        asked.refused, asked.said, asked.unsent = True, refusal.reason, form.words
        return
    del asked.forms[name]
    asked.said = done


def ask_sure(asked: Asked) -> None:
    """Ask once more before it is taken back."""
    asked.sure = True


def settle(asked: Asked, may: Collection[str], events: Mapping[str, str]) -> None:
    """Where the form of a refused act is there still, what is wrong stands beside it, and is not said on top once more."""
    if any(events[name] in may for name in asked.forms):
        asked.said = asked.unsent = ""
