"""What is wrong with a question, in one Chinese sentence: what, where, how to mend.

`Wrong` is raised by operations; what the schemas refuse is said in our own words, never in those of the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gongkai.faces.look import problem


class Wrong(Exception):
    """A question that cannot be answered: the status, why, and which parameter."""

    def __init__(self, status: int, detail: str, parameter: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter


_NOTHING = "没有这一条：代码或者编号有误，或者没有公开。请核对后再试。"
_SAID: Mapping[str, str] = {
    "missing": "没有给出，请补上。",
    "date_from_datetime_parsing": "不是日期，应写成 2026-03-01 这样。",
    "date_parsing": "不是日期，应写成 2026-03-01 这样。",
    "date_from_datetime_inexact": "不是日期，应写成 2026-03-01 这样。",
    "int_parsing": "不是整数，请只写数字。",
    "int_parsing_size": "太大了，请写小一些的整数。",
    "greater_than_equal": "太小了，最小是 {ge}。",
    "less_than_equal": "太大了，最大是 {le}。",
    "string_too_long": "太长了，最多 {max_length} 个字。",
    "string_too_short": "不能为空。",
    "enum": "不在可选的值里，可用：{expected}。",
    "literal_error": "不在可选的值里，可用：{expected}。",
    "bool_parsing": "应写 true 或者 false。",
}
_UNREADABLE = "的写法读不懂，请照接口说明书写。"


def speak(api: NinjaAPI) -> None:
    """Let the interface say what went wrong by problem details."""
    api.add_exception_handler(Wrong, _wrong)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _refused)
    api.add_exception_handler(Exception, _failed)


def _wrong(request: HttpRequest, found: Any) -> HttpResponse:
    errors = [{"parameter": found.parameter, "detail": found.detail}] if found.parameter else []
    return problem.answer(request, found.status, found.detail, errors)


def _not_found(request: HttpRequest, found: Any) -> HttpResponse:
    return problem.answer(request, 404, _NOTHING)


def _invalid(request: HttpRequest, found: Any) -> HttpResponse:
    errors = [_said(each) for each in found.errors]
    return problem.answer(request, 422, errors[0]["detail"], errors)


def _refused(request: HttpRequest, found: Any) -> HttpResponse:
    return problem.answer(request, found.status_code, _UNREADABLE)


def _failed(request: HttpRequest, found: Any) -> HttpResponse:
    # Django writes it down and asks the page for what went wrong, which knows that a program asks (faces/look/errors).
    raise found


def _said(error: Mapping[str, Any]) -> dict[str, str]:
    name = str(error["loc"][-1])
    told = dict(error.get("ctx", {}))
    if "expected" in told:
        told["expected"] = str(told["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
    sentence = _SAID.get(str(error["type"]), _UNREADABLE)
    return {"parameter": name, "detail": f"参数 {name} {sentence.format(**told)}"}
