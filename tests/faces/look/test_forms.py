"""Fields say in plain words what is wrong with what was typed, and where."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from gongkai.faces.look.forms import TextField, WholeField


class Form(forms.Form):
    line = TextField(max_length=10)
    items = WholeField(min_value=1, max_value=999)


def _said(line: str = "事由", items: str = "1") -> dict[str, list[object]]:
    typed = QueryDict(mutable=True)
    typed.update({"line": line, "items": items})
    return {name: list(errors) for name, errors in Form(typed).errors.items()}


def test_what_no_screen_shows_is_named_with_its_place() -> None:
    said = "夹有看不见的控制字符（U+{}），请把这一处删去，重新键入或者复制。"
    assert _said("预算\0") == {"line": ["“预算”之后" + said.format("0000")]}
    assert _said("\u200b预算") == {"line": ["开头" + said.format("200B")]}
    assert _said("发\u202egpj") == {"line": ["“发”之后" + said.format("202E")]}
    assert _said("第一行\n二\uffff") == {"line": ["“二”之后" + said.format("FFFF")]}
    assert _said("两行\r\n有\t表") == {}


def test_lengths_and_limits_are_said_as_people_say_them() -> None:
    assert _said("长" * 11) == {"line": ["最多 10 个字，现在有 11 个，请删短。"]}
    assert _said(items="0") == {"items": ["不能小于 1，请核对。"]}
    assert _said(items="1000") == {"items": ["不能大于 999，请核对。"]}
