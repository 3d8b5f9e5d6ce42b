"""What does a signature vouch for? The lines of its checklist, and in secrecy review the text and every attachment one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from gongkai.faces.desk.items import comparing
from gongkai.faces.desk.items.doubts import TITLE, ShownDoubt
from gongkai.faces.desk.items.seen import Seen
from gongkai.law.cite import Cite
from gongkai.law.publication.checklists import CHECKLISTS


@dataclass(frozen=True, slots=True)
class Line:
    """One line to be ticked."""

    code: str
    text: str
    cite: Cite
    ticked: bool


@dataclass(frozen=True, slots=True)
class Object:
    """One thing to be reviewed by itself; `open_doubts` of secrecy, persons and traces wait in it."""

    code: str
    text: str
    ticked: bool
    open_doubts: int


def checklist(stage: str, sent: QueryDict) -> list[Line]:
    """The lines of a stage, with what was ticked."""
    ticked = set(sent.getlist("checked"))
    return [Line(each.code, each.text, each.cite, each.code in ticked) for each in CHECKLISTS.get(stage, ())]


def objects(seen: Seen, every: Sequence[ShownDoubt], sent: QueryDict) -> list[Object]:
    """The text, and every attachment."""
    ticked = set(sent.getlist("objects"))
    waiting = [each for each in every if each.open_ and each.found.guard != "proofed"]

    def count(code: str) -> int:
        parts = (TITLE, comparing.BODY) if code == comparing.BODY else (code,)
        return sum(each.part in parts for each in waiting)

    return [Object(code, text, code in ticked, count(code)) for code, text in seen.view.given.objects.items()]
