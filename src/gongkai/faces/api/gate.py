"""What holds for every operation, before and after it: which methods, which formats, how often, which parameters, still the same?

Takes:   a request to an operation and the parameters that it knows.
Gives:   its answer with what every answer carries (who may read it from another site, how much of the share is left, an ETag); or
         at once what it would be told anyhow: 304, 405, 406, 429, a parameter that nobody knows.

Data is public: any site may read it from a browser (CORS `*`), no cookie is read or set, so nobody can be made to ask in another's
name and no token of a form is needed. A parameter that is not known is refused: a slip of the pen must not widen a search.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from gongkai.faces.look import fresh, problem, throttle

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, RateLimit, RateLimit-Policy",
}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_GIVEN = ("application/json", "application/*", "*/*")
_LONGEST = 2000
"""Characters behind the question mark: what asks for more is no question of these."""


def gated(view: View, known: frozenset[str], by_state: bool = True) -> View:
    """The view behind the gate. `known` are its parameters behind the question mark. `by_state`: its answer follows from what was
    entered in the journals and from the day, so that who has it already need not be answered; else it is compared.
    """

    @csrf_exempt
    @wraps(view)
    def handle(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _headed(HttpResponse(status=204), _PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            detail = f"这个网址只接受 GET 和 HEAD，不接受 {request.method}。公开数据只供读取，请改用 GET。"
            return _headed(problem.answer(request, 405, detail), {"Allow": METHODS})
        share = throttle.share(request, "api", settings.API_A_MINUTE)
        answer = _asked(request, view, known, by_state, parts) if share.allowed else _too_often(request, share)
        return _headed(answer, _rates(share))

    return handle


def _asked(request: HttpRequest, view: View, known: frozenset[str], by_state: bool, parts: Any) -> HttpResponseBase:
    if refusal := _not_given(request) or _not_known(request, known):
        return refusal
    tag = fresh.of_state(request) if by_state else ""
    if tag and fresh.has_it(request, tag):
        return fresh.not_modified(tag)
    head, request.method = request.method == "HEAD", "GET"
    try:
        answer = view(request, **parts)
    finally:
        request.method = "HEAD" if head else "GET"
    return fresh.tagged(request, answer, tag)


def _not_given(request: HttpRequest) -> HttpResponse | None:
    accepted = [each.partition(";")[0].strip() for each in request.headers.get("Accept", "*/*").lower().split(",")]
    if any(each in _GIVEN for each in accepted) or not any(accepted):
        return None
    asked = request.headers["Accept"][:100]
    detail = f"接口只给出 application/json，请求头 Accept 要的是“{asked}”。请改为 application/json，或者去掉 Accept。"
    return problem.answer(request, 406, detail)


def _not_known(request: HttpRequest, known: frozenset[str]) -> HttpResponse | None:
    if len(request.META.get("QUERY_STRING", "")) > _LONGEST:
        return problem.answer(request, 400, f"问号后面的参数太长，最多 {_LONGEST} 个字符。请缩短后再试。")
    wrong = []
    for name, values in request.GET.lists():
        if name not in known:
            wrong.append({"parameter": name[:60], "detail": _unknown(name[:60], known)})
        elif len(values) > 1:
            wrong.append({"parameter": name, "detail": f"参数 {name} 写了 {len(values)} 次，只能写一次。"})
        elif "\0" in values[0]:
            wrong.append({"parameter": name, "detail": f"参数 {name} 的值里有不能用的字符（NUL），请去掉。"})
    if not wrong:
        return None
    return problem.answer(request, 400, wrong[0]["detail"], wrong)


def _unknown(name: str, known: frozenset[str]) -> str:
    close = get_close_matches(name, sorted(known), 1)
    if close:
        return f"没有名为“{name}”的参数，是不是 {close[0]}？请改正后再试。"
    return f"没有名为“{name}”的参数。可用的参数：{'、'.join(sorted(known)) or '无'}。"


def _too_often(request: HttpRequest, share: throttle.Share) -> HttpResponse:
    detail = f"这个网络地址一分钟内请求超过 {share.limit} 次，请过 {share.seconds} 秒再试；大量数据请下载 /data/ 的整份文件。"
    return problem.answer(request, 429, detail, Retry_After=str(share.seconds))


def _rates(share: throttle.Share) -> dict[str, str]:
    if not share.limit:
        return {}
    return {
        "RateLimit-Policy": f'"address";q={share.limit};w={throttle.WINDOW_SECONDS}',
        "RateLimit": f'"address";r={share.left};t={share.seconds}',
    }


def _headed(answer: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in (_CORS | headers).items():
        answer.headers[name] = value
    return answer
