"""The form in three steps and the receipt. Four pages without JavaScript, and nothing typed is lost.

Law:     条例 41 (whose record, evidence), 43 (help); 个人信息保护法 17 (what is said before)

As applying (faces/portal/applying): every step carries the words of the others in hidden fields and all of them are looked at again at the
end; nothing typed stands in an address or a log. Identity numbers travel sealed. A form sent twice is one request.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.applying import record_actions as actions
from gongkai.apps.applying.actions import SentBefore
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.faces.look import challenge, throttle
from gongkai.faces.look.kept_files import TAKE_AWAY
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.portal.applying.guide import HERE as APPLYING
from gongkai.faces.portal.applying.sending import SendForm
from gongkai.faces.portal.applying.steps import GONE, SENT_A_MINUTE, STEPS_A_MINUTE
from gongkai.faces.portal.correcting.filling import (
    CORRECT,
    REFUSED,
    TOO_OFTEN,
    Filling,
    check_page,
    known_of,
    what_page,
    who_page,
)
from gongkai.faces.portal.correcting.guide import HERE
from gongkai.faces.portal.disclosure.places import Place, place
from gongkai.law.casework import Refusal

_AGAIN = "您填的内容都还在下面。"


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_correct`.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """The step that was asked for, the earliest in which something is wrong, or the receipt."""
    request.upload_handlers = [InMemory(request)]
    return _correct(request, code)


@csrf_protect
def _correct(request: HttpRequest, code: str) -> HttpResponse:
    where = place(code)
    if where.organ.until is not None and where.organ.until < where.today:
        return _gone(request, where)
    filling = Filling.of(request, where)
    if request.method != "POST":
        return what_page(filling)
    if not throttle.share(request, "correct-step", STEPS_A_MINUTE).allowed:
        filling.what.add_error(None, f"这个网络地址一分钟内翻页太多，请过一分钟再点。{_AGAIN}")
        return what_page(filling, TOO_OFTEN)
    return _step(filling, request.POST.get("go", "who"))


def _step(filling: Filling, go: str) -> HttpResponse:
    if TAKE_AWAY in filling.request.POST:
        go = "check"
    if go != "send" or not (filling.what.is_valid() and filling.who.is_valid()):
        filling.keep_aside()
    if go == "what":
        return what_page(filling.unjudged())
    if not filling.what.is_valid():
        return what_page(filling, REFUSED)
    if go == "who":
        return who_page(filling.unjudged(), filling.what.carried(), text=filling.what.looked_at)
    if not filling.who.is_valid():
        return who_page(filling, filling.what.carried(), REFUSED)
    if filling.kept.take_away():
        return check_page(filling, SendForm(initial={"consent": "consent" in filling.request.POST}))
    return check_page(filling, SendForm()) if go != "send" else _send(filling)


def _send(filling: Filling) -> HttpResponse:
    request, where, what = filling.request, filling.where, filling.what
    form = SendForm(request.POST, request.FILES)
    if not form.is_valid():
        return check_page(filling, form, REFUSED)
    if challenge.demanded(request, CORRECT) and not challenge.passed(request, CORRECT):
        form.add_error(None, challenge.SENTENCE)
        return check_page(filling, form, TOO_OFTEN)
    if not throttle.share(request, CORRECT, SENT_A_MINUTE).allowed:
        form.add_error(None, f"这个网络地址一分钟内提交得太多，请过一分钟再提交。{_AGAIN}")
        return check_page(filling, form, TOO_OFTEN)
    try:
        # Before the transaction: a scanner is not waited for under a lock.
        files = papers.examine([*filling.kept.files(), *form.cleaned_data["attachments"]])
        made = actions.ask(
            where.organ.pk,
            {"subject": what.cleaned_data["subject"], **filling.who.public},
            {**what.private, **filling.who.private},
            files,
            timezone.now(),
            what.cleaned_data["token"],
        )
    except PaperRefusal as refusal:
        form.add_error("attachments", refusal.reason)
        return check_page(filling, form, REFUSED)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        if isinstance(refusal, SentBefore):
            what.begin_anew()
            filling.kept.move(f"{where.organ.code} {what.data['token']}")
        return check_page(filling, form, REFUSED)
    return _receipt(filling, made, len(files))


def _receipt(filling: Filling, made: actions.Asked, files: int) -> HttpResponse:
    where = filling.where
    context = {
        **known_of(where),
        "made": made,
        "files": files,
        "at": timezone.localtime(),
        "on_behalf": filling.who.cleaned_data["on_behalf"],
        "crumbs": [("首页", "/"), (APPLYING, "/apply/"), (HERE, "/correct/")],
        "here": "回执",
    }
    return render(filling.request, "portal/correcting/receipt.html", context)


def _gone(request: HttpRequest, where: Place) -> HttpResponse:
    """An organ that is dissolved: its successor is named. Who was writing when it ceased to be finds his words in the successor's form."""
    heir = organs.heir(where.organ)
    there = place(heir.code) if heir is not None else None
    there = there if there is not None and there.organ.until is None else None
    if there is None or request.method != "POST":
        crumbs = [("首页", "/"), (APPLYING, "/apply/"), (HERE, "/correct/")]
        context = {"place": where, "heir": there, "crumbs": crumbs, "here": where.name}
        return render(request, "portal/correcting/gone.html", context, status=GONE)
    filling = Filling.of(request, there)
    filling.what.add_error(None, f"{where.name}已经撤销，职权由{there.name}承担。请核对后向{there.name}提交。{_AGAIN}")
    return what_page(filling, REFUSED)
