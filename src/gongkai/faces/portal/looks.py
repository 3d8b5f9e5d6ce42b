"""In which look does a reader want the pages: in large type, in strong contrast?

Takes:   the cookie `look`, which holds nothing but these words.
Gives:   `Look`: the classes on `<html>`, and the links that switch each of them on or off. The switch is a plain link (`/look/`), since
         a page that is kept as a file can carry no form with a mark of its own; all it changes is this cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.faces.look.keeping import LOOK

LABELS = {"large": "大字", "contrast": "高对比"}
"""The words of the cookie, and what the switches are called."""
_BETWEEN = "."
_YEAR_SECONDS = 365 * 24 * 3600
_LONGEST_WAY_BACK = 1000


@dataclass(frozen=True, slots=True)
class Switch:
    """A link that turns one word on or off, and back to where one was."""

    label: str
    url: str
    on: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What one reader chose, in the order of `LABELS`."""

    words: tuple[str, ...]
    switches: tuple[Switch, ...]

    @property
    def classes(self) -> str:
        return " ".join(self.words)


def look_of(request: HttpRequest) -> Look:
    """The look of one request. A page that answers a form has no switches: there is no way back to it."""
    told = request.COOKIES.get(LOOK, "").split(_BETWEEN)
    words = tuple(word for word in LABELS if word in told)
    if request.method not in ("GET", "HEAD"):
        return Look(words, ())
    path = request.get_full_path()
    back = path if len(path) <= _LONGEST_WAY_BACK else request.path[:_LONGEST_WAY_BACK]
    switches = tuple(
        Switch(
            label, _switch_url(tuple(each for each in LABELS if (each in words) != (each == word)), back), word in words
        )
        for word, label in LABELS.items()
    )
    return Look(words, switches)


def _switch_url(words: tuple[str, ...], back: str) -> str:
    return f"{reverse('portal:look')}?{urlencode([*(('look', word) for word in words), ('next', back)])}"


@require_safe
@never_cache
def look(request: HttpRequest) -> HttpResponse:
    """Keep the look that `look` names (none: the usual one), and go back to `next`, a page of this site; else to the statement."""
    words = [word for word in LABELS if word in request.GET.getlist("look")]
    response = HttpResponseRedirect(_way_back(request.GET.get("next", "")), status=303)
    if words:
        response.set_cookie(
            LOOK,
            _BETWEEN.join(words),
            max_age=_YEAR_SECONDS,
            secure=settings.PRODUCTION,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(LOOK, samesite="Lax")
    return response


def _way_back(path: str) -> str:
    """A path of this very site, never a whole address, and never the switch itself."""
    own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    if not own or path.startswith(reverse("portal:look")) or any(ord(sign) < 32 for sign in path):
        return reverse("portal:accessibility")
    return path
