"""Texts written by the form, for tests of the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from gongkai.apps.publishing.models import Item
from tests.faces.desk.world import Office

Enter = Callable[[Office, str], Client]
NEW = "/desk/items/new/?key=a-new-text-0"
FORM: dict[str, Any] = {
    "title": "关于修缮县城排水管网的通知",
    "genre": "information",
    "column": "通知公告",
    "attribute": "proactive",
    "formed_on": "2026-11-10",
    "source": "昌图县人民政府办公室",
    "written": "lines",
    "body": "第一段。\n第二段。",
    "go": "save",
}


def picture() -> bytes:
    body = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(body, "png")
    return body.getvalue()


def form(**told: Any) -> dict[str, Any]:
    return {**FORM, **told}


def upload(name: str = "照片.png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if data is None else data)


def made(client: Client, **told: Any) -> Item:
    """An item whose first version was saved by the form."""
    answer = client.post(NEW, form(**told))
    assert answer.status_code == 302, answer.content.decode()
    return Item.objects.get()


def url(item: Item) -> str:
    return reverse("desk:item:edit", args=[item.pk])


def body_of(item: Item) -> str:
    return item.versions.latest("number").body


def rows(*files: Mapping[str, str]) -> dict[str, list[str]]:
    """The rows of files as a browser sends them."""
    told: dict[str, list[str]] = {f"file_{name}": [] for name in ("digest", "use", "name", "alt", "order")}
    for place, each in enumerate(files, 1):
        whole = {"use": "attachment", "alt": "", "order": str(place), **each}
        for name in ("digest", "use", "name", "alt", "order"):
            told[f"file_{name}"].append(whole[name])
    return told
