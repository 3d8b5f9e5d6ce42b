"""What went wrong is said in Chinese, with what to do now, and never with a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.test import Client

from gongkai.faces.portal import views


def _raising(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Client:
    def broken(*args: object, **named: object) -> None:
        raise error

    monkeypatch.setattr(views, "render", broken)
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (SuspiciousOperation("x"), 400, "这个请求看不懂"),
        (PermissionDenied("x"), 403, "不能打开这个页面"),
        (RequestDataTooBig("x"), 413, "文件太大"),
        (ZeroDivisionError("secret detail"), 500, "系统出错了"),
    ],
)
def test_each_failure_has_its_page(monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, title: str) -> None:
    response = _raising(monkeypatch, error).get("/design/")
    text = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in text
    assert "回首页" in text
    assert "secret detail" not in text
    assert response["Cache-Control"] == "no-store"


def test_an_unknown_address_has_its_page(client: Client) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "<h1>没有找到这个页面</h1>" in response.content.decode()


def test_an_address_that_takes_no_forms_says_so(client: Client) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "<h1>这个网址不能直接打开</h1>" in response.content.decode()


def test_an_upload_above_the_limit_is_refused_before_it_is_parsed(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1000
    response = client.post("/", b"x" * 1001, content_type="multipart/form-data; boundary=broken")
    assert response.status_code == 413
    assert "20 MB" not in response.content.decode()
    assert client.post("/", b"x" * 1000, content_type="text/plain").status_code == 405


@pytest.mark.parametrize("length", ["", "-5", "many"])
def test_a_strange_length_does_not_break_the_limit(client: Client, length: str) -> None:
    assert client.get("/tools/fee/", CONTENT_LENGTH=length).status_code == 200


def test_the_style_page_is_not_for_the_public(client: Client, settings: Any) -> None:
    settings.DESIGN_PAGE = False
    assert client.get("/design/").status_code == 404
