"""A form in three steps: which page comes next, and what is asked before anything is sent?

Takes:   `ThreeSteps`: its pages, and what sends it. Gives: the page of the step asked for, of the earliest in which something is wrong, or the receipt.

Every step carries the words of the others in hidden fields and all of them are looked at again at the end; nothing typed stands in an
address or a log, and nothing typed is lost. Whoever sends or turns pages too often is told so above his words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse

from gongkai.apps.applying.actions import SentBefore
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.examining import Examined, Upload
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.faces.look import challenge, throttle
from gongkai.faces.look.kept_files import TAKE_AWAY, KeptFiles
from gongkai.faces.portal.applying.forms import SubjectForm, WhoForm
from gongkai.faces.portal.applying.sending import SendForm
from gongkai.faces.portal.disclosure.places import Place, place
from gongkai.law.casework import Refusal

OK, GONE, REFUSED, TOO_OFTEN = 200, 410, 422, 429
SENT_A_MINUTE, STEPS_A_MINUTE = 4, 60
"""How many forms, and how many pages of a form, one address may send in a minute."""
_AGAIN = "您填的内容都还在下面。"


class Filling(Protocol):
    """What one reader has filled in so far, for one organ."""

    @property
    def request(self) -> HttpRequest: ...
    @property
    def where(self) -> Place: ...
    @property
    def what(self) -> SubjectForm: ...
    @property
    def who(self) -> WhoForm: ...
    @property
    def kept(self) -> KeptFiles: ...


F = TypeVar("F", bound=Filling)


@dataclass(frozen=True, slots=True)
class ThreeSteps(Generic[F]):
    """One sort of form. `key` is what it is called where addresses are counted (throttle, challenge).

    `begun` takes what was sent so far. A page that is shown as `OK` does not judge what stands in it; another status does. `send` does the
    act and gives the receipt: what it refuses is said above the last step. `gone` is the page of an organ that is dissolved, with its heir.
    """

    key: str
    begun: Callable[[HttpRequest, Place], F]
    what_page: Callable[[F, int], HttpResponse]
    who_page: Callable[[F, int], HttpResponse]
    check_page: Callable[[F, SendForm, int], HttpResponse]
    send: Callable[[F, Sequence[Examined]], HttpResponse]
    gone: Callable[[HttpRequest, Place, Place | None], HttpResponse]


def walked(sort: ThreeSteps[F], request: HttpRequest, code: str) -> HttpResponse:
    """The answer to what was asked or sent. Not found (404): an organ with no column."""
    where = place(code)
    if where.organ.until is not None and where.organ.until < where.today:
        return _gone(sort, request, where)
    filling = sort.begun(request, where)
    if request.method != "POST":
        return sort.what_page(filling, OK)
    if not throttle.share(request, f"{sort.key}-step", STEPS_A_MINUTE).allowed:
        filling.what.add_error(None, f"这个网络地址一分钟内翻页太多，请过一分钟再点。{_AGAIN}")
        return sort.what_page(filling, TOO_OFTEN)
    return _step(sort, filling, request.POST.get("go", "who"))


def secret_of(where: Place, token: object) -> str:
    """What only one form for one organ has, by which its files are kept."""
    return f"{where.organ.code} {token}"


def _step(sort: ThreeSteps[F], filling: F, go: str) -> HttpResponse:
    if TAKE_AWAY in filling.request.POST:
        go = "check"
    if go != "send" or not (filling.what.is_valid() and filling.who.is_valid()):
        # Files that came with a page on the way are kept until it is sent.
        sent = filling.request.FILES.getlist("attachments")
        filling.kept.keep([Upload(each.name or "", each.read()) for each in sent])
    if go == "what":
        return sort.what_page(filling, OK)
    if not filling.what.is_valid():
        return sort.what_page(filling, REFUSED)
    if go == "who":
        return sort.who_page(filling, OK)
    if not filling.who.is_valid():
        return sort.who_page(filling, REFUSED)
    if filling.kept.take_away():
        return sort.check_page(filling, SendForm(initial={"consent": "consent" in filling.request.POST}), OK)
    return sort.check_page(filling, SendForm(), OK) if go != "send" else _sent(sort, filling)


def _sent(sort: ThreeSteps[F], filling: F) -> HttpResponse:
    request = filling.request
    form = SendForm(request.POST, request.FILES)
    if not form.is_valid():
        return sort.check_page(filling, form, REFUSED)
    if challenge.demanded(request, sort.key) and not challenge.passed(request, sort.key):
        form.add_error(None, challenge.SENTENCE)
        return sort.check_page(filling, form, TOO_OFTEN)
    if not throttle.share(request, sort.key, SENT_A_MINUTE).allowed:
        form.add_error(None, f"这个网络地址一分钟内提交得太多，请过一分钟再提交。{_AGAIN}")
        return sort.check_page(filling, form, TOO_OFTEN)
    try:
        # Before the transaction: a scanner is not waited for under a lock.
        files = papers.examine([*filling.kept.files(), *form.cleaned_data["attachments"]])
        return sort.send(filling, files)
    except PaperRefusal as refusal:
        form.add_error("attachments", refusal.reason)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        if isinstance(refusal, SentBefore):
            filling.what.begin_anew()
            filling.kept.move(secret_of(filling.where, filling.what.data["token"]))
    return sort.check_page(filling, form, REFUSED)


def _gone(sort: ThreeSteps[F], request: HttpRequest, where: Place) -> HttpResponse:
    """An organ that is dissolved: its successor is named. Who was writing when it ceased to be finds his words in the successor's form."""
    heir = organs.heir(where.organ)
    there = place(heir.code) if heir is not None else None
    if there is None or there.organ.until is not None:
        return sort.gone(request, where, None)
    if request.method != "POST":
        return sort.gone(request, where, there)
    filling = sort.begun(request, there)
    filling.what.add_error(None, f"{where.name}已经撤销，职权由{there.name}承担。请核对后向{there.name}提交。{_AGAIN}")
    return sort.what_page(filling, REFUSED)
