"""How far has a message come? By number and code, which travel in the body of a form and stand in no address.

Every mistake gives the same answer; an address may try so often a minute. What the asker reads is journaled, like every reading.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.organs import queries as organs
from gongkai.apps.questions import actions, public
from gongkai.apps.questions.models import Question
from gongkai.faces.look import throttle
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.questions.asking import HERE, REFUSED, TOO_OFTEN
from gongkai.faces.portal.questions.forms import LookForm, SupplementForm
from gongkai.law.casework import Refusal

LOOKED_A_MINUTE = 10
"""How often one address may try number and code in a minute: codes of 60 bits are not guessed at this pace."""
_UNKNOWN = "没有这样的编号和查询码。请核对回执上的编号和查询码；查询码丢了的，请联系收到留言的机关。"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def progress(request: HttpRequest) -> HttpResponse:
    """The form, or what became of the message; also what the asker adds, and consent taken back."""
    if request.method != "POST":
        return _show(request, LookForm())
    form = LookForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    if not throttle.share(request, "ask-progress", LOOKED_A_MINUTE).allowed:
        form.add_error(None, "这个网络地址一分钟内查得太多，请过一分钟再查。")
        return _show(request, form, status=TOO_OFTEN)
    return _answer(request, form)


def _answer(request: HttpRequest, form: LookForm) -> HttpResponse:
    number, code, now = form.cleaned_data["number"], form.cleaned_data["code"], timezone.now()
    adding, said, status = None, "", 200
    try:
        match request.POST.get("go", ""):
            case "supplement":
                adding = SupplementForm(request.POST)
                if adding.is_valid():
                    actions.supplemented(number, code, adding.cleaned_data["supplement"].replace("\r\n", "\n"), now)
                    adding, said = None, "补充说明已经收到。"
                else:
                    status = REFUSED
            case "withdraw":
                actions.consent_withdrawn(number, code, now)
                said = "已经撤回同意，公开的内容已经撤下。"
        found = public.progress(number, code, now)
    except Question.DoesNotExist:
        found = None
    except Refusal as refusal:
        found, said, status = public.progress(number, code, now), refusal.reason, REFUSED
    except VaultRefusal:
        form.add_error(None, "现在读不出这份留言，请稍后再试，或者联系收到留言的机关。")
        return _show(request, form, status=503)
    if found is None:
        form.add_error(None, _UNKNOWN)
        return _show(request, form, status=404)
    return _show(request, form, found, adding or SupplementForm(), said, status)


def _show(
    request: HttpRequest,
    form: LookForm,
    found: public.Progress | None = None,
    adding: SupplementForm | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "adding": adding,
        "said": said,
        "refused": status == REFUSED,
        "organ": organs.name_on(found.organ_id, timezone.localdate()) if found else "",
        "tags": ColumnTags("留言查询", "凭编号和查询码查看留言的办理和答复。", "留言查询,答复", "咨询投诉"),
        "crumbs": [("首页", "/"), (HERE, "/ask/")],
        "here": "查询答复",
    }
    return render(request, "portal/questions/progress.html", context, status=status)
