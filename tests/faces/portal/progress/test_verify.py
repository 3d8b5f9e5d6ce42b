"""Anybody may ask whether a letter is genuine: by code, with and without the file, and is told of no person."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.apps.applying.test_progress import decided
from tests.apps.applying.world import CONTENT, NAME
from tests.apps.replies.test_letters import house, made
from tests.faces.portal.progress.test_progress import main

pytestmark = pytest.mark.django_db


def ask(client: Client, code: str, data: bytes | None = None, status: int = 200) -> str:
    told: dict[str, object] = {"code": code}
    if data is not None:
        told["file"] = SimpleUploadedFile("x.pdf", data)
    answer = client.post("/verify/", told)
    assert answer.status_code == status
    return main(answer.content.decode())


def test_genuine_altered_replaced_unknown(client: Client) -> None:
    where = house()
    found = decided(where)
    _, data, code = made(where, found)
    alone = ask(client, code)
    assert "昌政公开〔2026〕1号" in alone
    assert NAME not in alone
    assert CONTENT not in alone
    assert "与发出的一致" in ask(client, code, data)
    assert "文件不是原件" in ask(client, code, data[:-1])
    assert "没有这个核验码" in ask(client, "AAAA-BBBB-CCCC", data)
    made(where, found)
    assert "已经由新的一份代替" in ask(client, code, data)
    assert "请填核验码" in ask(client, "", status=422)


def test_an_address_tries_only_so_often(client: Client) -> None:
    statuses = [client.post("/verify/", {"code": "AAAA"}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
