"""What have the lists of the desk in common? What they are narrowed to stands in the address, and one page at a time is shown."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from gongkai.faces.desk.gate import DeskRequest

ALL = ("", "全部")
"""The choice that narrows nothing."""
_FIRST_YEAR, _LAST_YEAR = 2008, 2100
_WRONG_YEAR = "年份请写成 2026 的样子。"
_LONGEST_PAGE = 6
"""Digits of a page number; a longer one is no page of any list."""


class Narrowing(forms.Form):
    """What a list can be narrowed to; each field may be left out. `q` is the words that are looked for, which a key leads to."""

    all_optional = True

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["q"].widget.attrs["data-search"] = ""


def year_field() -> forms.IntegerField:
    """The year in which something came in."""
    return forms.IntegerField(
        label="收到年份",
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WRONG_YEAR),
    )


def page_number(request: DeskRequest) -> int:
    """The page that an address asks for; 1 for anything that is no number."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_PAGE else 1


def without_page(told: QueryDict) -> str:
    """An address without its page, so that another can be written behind it."""
    rest = told.copy()
    rest.pop("page", None)
    return rest.urlencode() + ("&" if rest else "")
