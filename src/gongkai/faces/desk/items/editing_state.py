"""What does the page of a text under way hold, and what of it is offered again when it is opened anew?

Gives:   `Draft` (the text as it was last saved), `Typed` (the text as the page has it), and what was kept automatically.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.columns import queries as columns
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item, Scratch
from gongkai.faces.desk.gate import Officer
from gongkai.faces.desk.items import editing_files
from gongkai.faces.desk.items.editing_files import Row
from gongkai.faces.desk.items.editing_form import ItemForm
from gongkai.faces.desk.items.editing_text import HTML, LINES, Taken, as_lines, described, for_page, taken
from gongkai.faces.look.whole import whole

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "go", "seat", "mark"})
"""Names of the form that say nothing of the text."""
_POLICIES_OFFERED = 200
_KEY = re.compile(r"(?:item-\d+|[A-Za-z0-9_-]{8,40})")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was last saved; without an item, one that was never saved. `version` is its number, 0 for none."""

    item: Item | None = None
    version: int = 0
    writer: str = ""
    written_at: datetime | None = None
    content: Content = field(default_factory=Content)

    def key(self, asked: str) -> str:
        """By what the automatically kept state is found again."""
        return f"item-{self.item.pk}" if self.item else asked


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A new text that was begun and left: how it is called, where it is gone on with, when it was kept."""

    title: str
    url: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as the page has it: values of the form, text and notes on it, files."""

    values: Mapping[str, object]
    text: Taken
    rows: Sequence[Row]
    based_on: int = 0


def saved(draft: Draft, begun: Mapping[str, object]) -> Typed:
    """The page of a text as it was saved; of a new one, what is known when it is begun."""
    if draft.item is None:
        return Typed(begun, Taken(""), ())
    return Typed(
        dict(draft.content.fields), Taken(draft.content.body), editing_files.of(draft.content.files), draft.version
    )


def sent(told: QueryDict, draft: Draft) -> Typed:
    """The page as it was sent. Refused (`texts.tree.TooLong`): a text that is too long to be read."""
    names = ItemForm(today=timezone.localdate()).fields
    values = {name: told.get(name, "") for name in names if name not in ("body", "written", "rich", "mark", "key")}
    written = told.get("written") if told.get("written") in (LINES, HTML) else HTML
    text = taken(told.get("body", ""), str(written))
    rows = editing_files.sent(told)
    if told.get("rich") != "1":
        # Without the editor the words for a picture stand beside its file.
        said = {row.digest: row.alt for row in rows if row.use == editing_files.PICTURE}
        text = Taken(described(text.body, said), text.notes)
    based = told.get("based_on", "")
    return Typed(values, text, rows, whole(based, draft.version))


def kept(actor: Actor, draft: Draft, key: str) -> tuple[Scratch, Typed] | None:
    """What was kept automatically, if it says something else than what was saved."""
    found = publishing.scratch(actor, key)
    if found is None:
        return None
    typed = sent(as_query(json.loads(found.typed)), draft)
    typed = Typed(typed.values, typed.text, typed.rows, found.based_on)
    return (found, typed) if differs(typed, draft) else None


def differs(typed: Typed, draft: Draft) -> bool:
    """Whether anything was typed that is not in what was saved."""
    fields = {name: value for name, value in typed.values.items() if value and name != "based_on"}
    if draft.item is None:
        return bool(fields.get("title") or fields.get("summary") or typed.text.body or typed.rows)
    before = {name: value for name, value in draft.content.fields.items() if value not in ("", None, [])}
    files = editing_files.refs(typed.rows, typed.text.body)
    return (_plain(fields), typed.text.body, files) != (_plain(before), draft.content.body, draft.content.files)


def to_keep(told: QueryDict) -> dict[str, list[str]]:
    """What of a form says something of the text."""
    return {name: [str(each) for each in values] for name, values in told.lists() if name not in NOT_KEPT}


def as_query(typed: Mapping[str, object]) -> QueryDict:
    """What was kept, as if it were sent again."""
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, [str(each) for each in values] if isinstance(values, list) else [str(values)])
    return query


def unbound(officer: Officer, typed: Typed, key: str, mark: str = "") -> ItemForm:
    """The form with what was typed, not judged."""
    lines = as_lines(typed.text.body)
    initial = {
        **typed.values,
        "based_on": typed.based_on,
        "body": lines if lines is not None else for_page(typed.text.body),
        "written": LINES if lines is not None else HTML,
        "key": key,
        "mark": mark,
    }
    return ItemForm(initial=initial, **_offered(officer))


def bound(officer: Officer, told: QueryDict, typed: Typed, whole: bool) -> ItemForm:
    """The form as it was sent, to be judged, with the text as it was cleaned. `whole`: as review will ask for it."""
    again = told.copy()
    lines = as_lines(typed.text.body)
    again["body"] = lines if lines is not None else for_page(typed.text.body)
    again["written"] = LINES if lines is not None else HTML
    return ItemForm(again, whole=whole, **_offered(officer))


def draft_of(officer: Officer, item_id: int) -> Draft:
    """An item's text at work. Not found (`Item.DoesNotExist`): another organ's item, one that has no text here."""
    found = publishing.at_work(officer.actor, item_id)
    version = found.text.version
    return Draft(found.item, version.number, found.writer, version.written_at, found.text.content)


def unsaved(actor: Actor, but: str) -> list[Unsaved]:
    """New texts that this person began and never saved, other than the one that is open."""
    return [
        Unsaved(_title(each), f"{reverse('desk:item:new')}?key={each.key}", each.saved_at)
        for each in publishing.scratches(actor)
        if each.item_id is None and each.key != but and is_key(each.key)
    ]


def is_key(text: str) -> bool:
    """Whether a text may name an automatically kept state."""
    return bool(_KEY.fullmatch(text))


def _title(scratch: Scratch) -> str:
    told = json.loads(scratch.typed).get("title", [""])
    title = str(told[0] if isinstance(told, list) and told else told).strip()
    return title or "（没有标题）"


def _offered(officer: Officer) -> dict[str, Any]:
    organ = officer.actor.organ_id
    return {
        "columns": columns.open_names(organ, officer.today),
        "policies": [(each.number, each.title) for each in publishing.policies(officer.actor, _POLICIES_OFFERED)],
        "today": officer.today,
    }


def _plain(fields: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value).replace("\r\n", "\n").strip() for name, value in fields.items()}
