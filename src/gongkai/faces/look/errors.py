"""The pages for what went wrong: what happened, and what to do now. Never a traceback.

Below /desk/ they wear the desk's look and lead back to it; below /api/ a program asks, and is told in the form that it reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.faces.look import problem

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    text: str


_PAGES = {
    400: _Page("这个请求看不懂", "请求的内容不完整或格式不对。请返回上一页，刷新后重新填写。"),
    403: _Page("不能打开这个页面", "您没有查看或操作的权限。如果认为有误，请与本网站的主办单位联系。"),
    404: _Page("没有找到这个页面", "网址可能有误，或者内容已经移走、没有公开。请检查网址，或者用下面的办法找。"),
    405: _Page(
        "这个网址不能直接打开", "它只接收表单提交的内容，或者不接收表单。请返回上一页，从页面上的表单重新操作。"
    ),
    500: _Page("系统出错了", "我们的程序出了问题，与您的操作无关。错误已记录，请稍后再试；急用请与主办单位联系。"),
}
_EXPIRED = _Page(
    "表单已失效", "页面打开太久，或浏览器没有保存 Cookie，无法确认是您本人提交。请返回上一页，刷新后重新提交。"
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _show(request, 400, _PAGES[400])


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _show(request, 403, _PAGES[403])


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _show(request, 403, _EXPIRED)


def not_found(request: HttpRequest, exception: Exception, **told: Any) -> HttpResponse:
    """`told` is what the page of the portal adds: the nearest addresses, words to search for."""
    return _show(request, 404, _PAGES[404], **told)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """For an address that has had its share of the minute; it may come again in so many seconds."""
    page = _Page("请求太频繁", f"这个网络地址一分钟内的请求太多，请 {seconds} 秒后再试。您填的内容还在上一页。")
    response = _show(request, 429, page)
    response.headers["Retry-After"] = str(seconds)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """For an upload above the limit, and for pasted text above its own."""
    files, text = settings.UPLOAD_LIMIT_BYTES // _MB, settings.DATA_UPLOAD_MAX_MEMORY_SIZE // _MB
    page = _Page(
        "文件太大",
        f"一次上传的文件合计不超过 {files} MB，粘贴的文字不超过 {text} MB。请分几次上传，或者换小一些的文件。",
    )
    return _show(request, 413, page)


def damaged_file(request: HttpRequest) -> HttpResponse:
    """For a file that is there by name, but whose bytes are gone or altered where they are kept."""
    page = _Page(
        "这个文件暂时不能提供", "文件在存放处损坏或者丢失，没有给出；情况已记录。请稍后再试，急用请与主办单位联系。"
    )
    return _show(request, 503, page)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """For a GET where only a form may be sent, and the reverse. `allowed` is the header that HTTP asks for."""
    response = _show(request, 405, _PAGES[405])
    response.headers["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    # The database may be what failed: nobody asks it here who is logged in and what they were told.
    return _show(request, 500, _PAGES[500], user=None, officer=None, messages=())


def _show(request: HttpRequest, status: int, page: _Page, **told: Any) -> HttpResponse:
    if problem.reads(request):
        return problem.answer(request, status, problem.DETAILS.get(status, page.text))
    template = "desk/error.html" if request.path.startswith("/desk/") else "portal/error.html"
    response = render(request, template, {"page": page, "status": status, **told}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
