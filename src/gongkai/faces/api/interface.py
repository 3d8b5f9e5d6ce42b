"""The interface for machines: its operations behind the gate, its document at a fixed address, its page for people.

Keys for systems of organs are not built yet. They will be a second `NinjaAPI` below `/api/` with `auth=`, behind the same gate with
a share of their own; nothing that is public will ever ask for one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from gongkai import __version__
from gongkai.faces.api import activities, answers, columns, documents, item, items, reports, search
from gongkai.faces.api.gate import gated
from gongkai.faces.api.problems import speak
from gongkai.faces.look.problem import MEDIA_TYPE, TITLES

ROOT = "api/"
_DESCRIPTION = (
    "本平台公开数据的接口：检索、信息、规范性文件登记簿、年度报告、栏目、机关、活动。"
    "公开数据不需要密钥，任何网站都可以直接读取（CORS）；只供读取，不设 Cookie。"
    "翻页照 next；用 ETag 和 If-None-Match 可以不重复下载；每个网络地址每分钟的次数见响应头 RateLimit-Policy。"
    "出错时的响应是 application/problem+json，detail 用一句中文说明是什么、在哪里、怎样改。"
)
_BY_BYTES = frozenset({"search"})
"""Operations whose answers follow from more than the journals."""


class _Readable(JSONRenderer):
    """JSON whose Chinese is Chinese."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def _made() -> NinjaAPI:
    made = NinjaAPI(
        title="政府信息公开接口",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        renderer=_Readable(),
    )
    speak(made)
    for part in (search, items, item, documents, reports, columns, activities, answers):
        made.add_router("", part.router)
    return made


API = _made()


@cache
def document() -> Mapping[str, Any]:
    """The OpenAPI document: what the library writes, and what the gate answers to every operation."""
    made = deepcopy(dict(API.get_openapi_schema(path_prefix=ROOT)))
    made["components"]["schemas"]["Problem"] = _PROBLEM
    for methods in made["paths"].values():
        for told in methods.values():
            told["responses"] = _responses(told)
            told.setdefault("security", [])
    return made


def openapi(request: HttpRequest) -> HttpResponse:
    """`/api/openapi.json`."""
    text = json.dumps(document(), ensure_ascii=False)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def operations() -> list[URLPattern]:
    """The address of every operation, behind the gate."""
    made = [path("openapi.json", gated(openapi, frozenset()), name="openapi")]
    for each in API.urls[0]:
        if not isinstance(each, URLPattern) or each.name == "api-root":
            continue
        told = _told(str(each.pattern))
        known = frozenset(one["name"] for one in told["parameters"] if one["in"] == "query")
        view = gated(each.callback, known, by_state=told["operationId"] not in _BY_BYTES)
        made.append(path(str(each.pattern), view, name=told["operationId"]))
    return made


def _told(route: str) -> Mapping[str, Any]:
    """What the document says of the operation at a route of Django's."""
    place = f"/{ROOT}{route}".replace("<", "{").replace(">", "}")
    found: Mapping[str, Any] = document()["paths"][place]["get"]
    return found


def _responses(told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of an operation, with those that the gate gives for it and their headers."""
    given = {str(status): dict(answer) for status, answer in told["responses"].items()}
    given["200"] = {**given["200"], "description": "成功。", "headers": _HEADERS}
    given["304"] = {"description": "与 If-None-Match 所说的一样，没有响应体。"}
    has_path = any(one["in"] == "path" for one in told["parameters"])
    wrong = (400, *((404, 410) if has_path else ()), 405, 406, 422, 429, 500)
    for status in wrong:
        schema = {"$ref": "#/components/schemas/Problem"}
        given[str(status)] = {"description": f"{TITLES[status]}。", "content": {MEDIA_TYPE: {"schema": schema}}}
    return given


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


_HEADERS = {
    "ETag": _header("这个答案的标记；下次放在 If-None-Match 里。"),
    "Link": _header('翻页的网址（RFC 8288），rel="next" 是下一页；不分页的没有。'),
    "RateLimit-Policy": _header("每个网络地址每个时间窗可以请求几次。"),
    "RateLimit": _header("这个时间窗里还剩几次，几秒后重新计算。"),
}
_PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "哪里错了（RFC 9457）。",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "这一类错误的说明。"},
        "title": {"type": "string", "description": "错误的种类。"},
        "status": {"type": "integer", "description": "HTTP 状态码。"},
        "detail": {"type": "string", "description": "是什么、在哪里、怎样改，一句话。"},
        "instance": {"type": "string", "description": "出错的网址路径。"},
        "errors": {
            "type": "array",
            "description": "逐个参数的错误。",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
