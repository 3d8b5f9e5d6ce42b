"""What went wrong, for a program that asked: problem details (RFC 9457), with a Chinese sentence for whoever reads its log.

Gives:   `application/problem+json`: `type`, `title`, `status`, `detail` (what, where, how to mend), `instance` (the path), and
         `errors`, one for each parameter that is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"
"""Below it programs ask."""
TITLES: Mapping[int, str] = {
    400: "请求有误",
    403: "不允许",
    404: "没有找到",
    405: "不支持这种请求方法",
    406: "没有所要的格式",
    410: "已经撤下",
    413: "内容太大",
    422: "参数的值不对",
    429: "请求太频繁",
    500: "系统出错",
}
DETAILS: Mapping[int, str] = {
    400: "请求的内容不完整或格式不对，请对照 /api/ 的接口说明改正。",
    404: "没有这个网址，请对照 /api/ 的接口说明检查拼写。",
    405: "这个网址不接受这种请求方法，请改用 GET。",
}
"""What is said where nothing more is known."""


def reads(request: HttpRequest) -> bool:
    """Whether a program asks: its answers are no pages. The page that explains the interface itself is one."""
    return request.path.startswith(ROOT) and request.path != ROOT


def answer(
    request: HttpRequest, status: int, detail: str, errors: Iterable[Mapping[str, str]] = (), **headers: str
) -> HttpResponse:
    """The answer. `detail` is one sentence: what, where, how to mend. `headers` with `_` for `-`."""
    told: dict[str, object] = {
        "type": f"{ROOT}#problem-{status}",
        "title": TITLES.get(status, "出错了"),
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    if listed := list(errors):
        told["errors"] = listed
    response = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Access-Control-Allow-Origin"] = "*"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response
