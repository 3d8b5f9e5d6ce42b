"""Suggestions while somebody types, for the script of the field; without the script they stand beside the results."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from gongkai.apps.search import queries
from gongkai.apps.search.queries import Suggestion
from gongkai.faces.look import throttle

MOST = 8
_LONGEST = 60


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What may be asked by who has typed this much: `{"suggestions": [text, …]}`. 429: an address that asks without end."""
    share = throttle.share(request, "suggest", settings.SUGGESTIONS_A_MINUTE)
    if not share.allowed:
        answer = JsonResponse({"suggestions": [], "message": f"查得太快，请 {share.seconds} 秒后再试。"}, status=429)
        answer.headers["Retry-After"] = str(share.seconds)
        return answer
    answer = JsonResponse({"suggestions": [each.text for each in suggested(request.GET.get("q", ""))]})
    # By nobody but the reader who saw it: the title of what is taken off must be told to no one else from then on.
    answer.headers["Cache-Control"] = "private, max-age=60"
    return answer


def suggested(typed: str) -> list[Suggestion]:
    """The suggestions for what was typed; none for what is too long to be a beginning, nor what was typed itself."""
    words = typed.strip()
    if not words or len(words) > _LONGEST or "\0" in words:
        return []
    return [each for each in queries.suggest(words, MOST) if each.text != words]
