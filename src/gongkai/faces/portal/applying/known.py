"""What is public already on what somebody is about to apply for, and is another door the right one? Shown, opened, counted.

Law:     条例 36 (一) (what is public already is told where it is), 36 (七), 39 (other channels may be told); nobody is barred

What is typed stands in no address: the script asks by a form that is sent, and the link to an answer names the answer only.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.guidance import actions as guidance
from gongkai.apps.organs import queries as organs
from gongkai.apps.search import queries as search
from gongkai.faces.look import found, throttle
from gongkai.faces.portal.disclosure.places import Place, place
from gongkai.law.questions.wrong_doors import hints

NEAR_A_MINUTE, OPENED_A_MINUTE = 40, 60
"""How often one address may look while typing, and open an answer, in a minute."""
_SHOWN = 5
_LEAST = 4
"""Characters below which nothing is looked for: two words say too little."""
_LONGEST = 6000
_VISIT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Known:
    """One answer: its title, the way to it that counts, what it is, whose it is, of when."""

    title: str
    url: str
    kind: str
    organ: str
    day: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Another channel: its name, for what it is, what to do, on what that rests."""

    name: str
    meant_for: str
    advice: str
    cite: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What should be looked at before one goes on."""

    known: tuple[Known, ...] = ()
    hints: tuple[Hint, ...] = ()


def visit(told: str = "") -> str:
    """The number of a visit: the one that the form carried, or a new one. It is drawn, and made of nothing."""
    return told if _VISIT.fullmatch(told) else secrets.token_hex(16)


def beside(where: Place, text: str, visiting: str, *, final: bool) -> Beside:
    """What is near to a text, counted as shown in this visit; with `final` also that nothing was."""
    words = text[:_LONGEST].replace("\0", "")
    if len("".join(words.split())) < _LEAST:
        return Beside()
    near = search.near(words, _SHOWN)
    guidance.shown(visiting, [each.key for each in near], where.organ.pk, where.today, final=final)
    names = {each.organ.code: each.name for each in organs.tree(where.today)}
    return Beside(
        tuple(
            Known(
                each.title,
                f"{reverse('portal:applying:seen')}?{urlencode({'visit': visiting, 'key': each.key})}",
                found.WORDS[each.kind],
                names.get(each.organ_code, ""),
                f"{each.day:%Y-%m-%d}",
            )
            for each in near
        ),
        tuple(
            Hint(each.name, each.meant_for, each.advice, f"{each.cites[0].label}{each.cites[0].caveat}")
            for each in hints(words)
        ),
    )


@require_POST
@never_cache
@csrf_protect
def near(request: HttpRequest, code: str) -> HttpResponse:
    """What is near to what is being typed, for the script of the form: `{"known": […], "hints": […]}`. 429: too often."""
    share = throttle.share(request, "apply-near", NEAR_A_MINUTE)
    if not share.allowed:
        answer = JsonResponse({"message": f"查得太快，请 {share.seconds} 秒后再试。"}, status=429)
        answer.headers["Retry-After"] = str(share.seconds)
        return answer
    told = beside(place(code), request.POST.get("text", ""), visit(request.POST.get("visit", "")), final=False)
    return JsonResponse(asdict(told))


@require_safe
@never_cache
def seen(request: HttpRequest) -> HttpResponse:
    """Lead to an answer that was shown, and count that it was opened: once a visit, and not by who only looks ahead."""
    key = request.GET.get("key", "")[:120].replace("\0", "")
    named = search.named([key]).get(key)
    if named is None:
        raise Http404
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    visiting = request.GET.get("visit", "")
    counts = request.method == "GET" and not ahead and _VISIT.fullmatch(visiting)
    if counts and throttle.share(request, "apply-seen", OPENED_A_MINUTE).allowed:
        guidance.opened(visiting, key)
    answer = HttpResponseRedirect(found.path(named.kind, named.organ_code, named.number))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
