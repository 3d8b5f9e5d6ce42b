"""The form of an act asks what the law asks, keeps what was typed, and parts what is private from the rest."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.desk.acts.form import ActForm
from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS

FORMS = [*REQUEST_FORMS.values(), *REMEDY_FORMS.values()]
EVERY_KIND = Form(
    "specimen",
    "某日",
    (
        Field("line", "一行"),
        Field("text", "一段", FieldKind.LONG),
        Field("until", "到某日", FieldKind.DAY),
        Field("count", "几件", FieldKind.WHOLE, least=1, most=20),
        Field("sure", "确定", FieldKind.YES, required=False),
        Field("one", "一项", FieldKind.CHOICE, choices={"a": "甲", "b": "乙"}),
        Field("several", "几项", FieldKind.CHOICES, choices={"a": "甲", "b": "乙"}),
        Field("name", "姓名", private=True),
    ),
)
FILLED = (
    "day=2026-03-02&line=一句话&text=两%0D%0A行&until=2026-03-09&count=3&sure=on&one=a&several=a&several=b&name=某某"
)


@pytest.mark.parametrize("asked", FORMS, ids=lambda form: form.event)
def test_every_field_of_the_law_stands_on_the_page_with_its_label(asked: Form) -> None:
    tree = LexborHTMLParser(str(ActForm(asked)))
    labels = tree.body.text() if tree.body else ""
    told = [field for field in asked.fields if not field.by_program]
    for each in (asked.day_label, *(field.label for field in told)):
        assert each in labels
    for field in asked.fields:
        assert bool(tree.css(f"[name={field.name}]")) is not field.by_program, field.name


@pytest.mark.parametrize("asked", FORMS, ids=lambda form: form.event)
def test_no_field_of_the_law_is_called_as_one_of_the_pages_own(asked: Form) -> None:
    assert not {field.name for field in asked.fields} & {"day", "based_on", "seat", "go", "number_given"}


def test_values_travel_as_the_law_wants_them_and_private_ones_apart() -> None:
    form = ActForm(EVERY_KIND, QueryDict(FILLED))
    assert form.is_valid(), form.errors
    assert form.told == {
        "line": "一句话",
        "text": "两\n行",
        "until": "2026-03-09",
        "count": 3,
        "sure": True,
        "one": "a",
        "several": ["a", "b"],
    }
    assert form.told_privately == {"name": "某某"}
    assert form.day.isoformat() == "2026-03-02"
    assert form.based_on is None


def test_what_was_typed_stays_when_something_is_wrong() -> None:
    form = ActForm(EVERY_KIND, QueryDict(FILLED.replace("count=3", "count=二十").replace("day=2026-03-02", "day=")))
    assert not form.is_valid()
    page = str(form)
    for typed in ("一句话", "两", "二十", "2026-03-09", "某某"):
        assert typed in page
    assert "请填日期" in page
    assert "请填整数" in page


@pytest.mark.parametrize("empty", ["", "day=", "day=2026-03-02&line=+"])
def test_an_empty_form_says_what_to_fill_at_each_field(empty: str) -> None:
    form = ActForm(EVERY_KIND, QueryDict(empty))
    assert not form.is_valid()
    assert form.errors["line"] == ["请填一行。"]
    assert form.errors["one"] == ["请选一项。"]
    assert form.errors["several"] == ["请至少选一项。"]
    assert "sure" not in form.errors


def test_text_is_shown_as_text() -> None:
    page = str(ActForm(EVERY_KIND, QueryDict("line=<script>alert(1)</script>&text=</textarea><img src=x>")))
    assert "<script>" not in page
    assert "<img" not in page


def test_too_long_a_line_is_refused_with_its_length_and_kept() -> None:
    form = ActForm(EVERY_KIND, QueryDict(FILLED.replace("一句话", "长" * 201)))
    assert not form.is_valid()
    assert "200" in form.errors["line"][0]
    assert "长" * 201 in str(form)
