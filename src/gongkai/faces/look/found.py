"""Where is a thing that was found, and what is it called?

Takes:   what the index knows of it: its kind, the code of its organ, its number. Gives: its path on the portal; apps know none.

A document of the register that has no page of its own is shown in the policy library, narrowed to its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.apps.search.findable import Kind

WORDS: Mapping[str, str] = {kind.value: str(kind.label) for kind in Kind}
"""What each kind is called on screen, in the order in which kinds are shown."""
_NOT_IN_AN_ADDRESS = re.compile(r"[/\\\x00-\x1f\x7f]+")


def path(kind: str, code: str, number: str) -> str:
    """The path of a thing. Refused with KeyError: a kind that is not in the index, which is a slip of the caller."""
    return _PATHS[kind](code, number)


def attachment_path(code: str, number: str, place: int, name: str, kind: str = "") -> str:
    """The path of a file of an item, by its place in the text that is public now, and its name."""
    return reverse("portal:disclosure:item_file", args=[code, number, place, name_in_address(name, place, kind)])


def name_in_address(name: str, place: int, kind: str) -> str:
    """The name of a file as its address tells it: without what would end a part of a path; by its place where nothing is left."""
    return _NOT_IN_AN_ADDRESS.sub("_", name).strip(" .") or f"{place}.{kind}"


def _item(code: str, number: str) -> str:
    return reverse("portal:disclosure:item", args=[code, number])


def _document(code: str, number: str) -> str:
    return f"/policies/?{urlencode({'organ': code, 'document_number': number, 'validity': 'all'})}"


def _report(code: str, number: str) -> str:
    return reverse("portal:disclosure:report", args=[code, int(number)])


def _question(code: str, number: str) -> str:
    return f"/answers/{code}/{number}/"


def _activity(code: str, number: str) -> str:
    return reverse("portal:disclosure:activity", args=[code, number])


_PATHS: Mapping[str, Callable[[str, str], str]] = {
    Kind.POLICY: _item,
    Kind.INTERPRETATION: _item,
    Kind.INFORMATION: _item,
    Kind.DOCUMENT: _document,
    Kind.REPORT: _report,
    Kind.QUESTION: _question,
    Kind.ACTIVITY: _activity,
}
