"""What is asked of the index, and what it answers: the shapes that pages, feeds and programs share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.apps.search.snippets import Span

ON_PAGE = 20
MOST = 300
"""How many are ranked, and can be leafed through."""
VALIDITIES: Mapping[str, str] = {"in_force": "现行有效", "ended": "已废止或失效", "all": "不限"}
SORTS: Mapping[str, str] = {"relevance": "按相关程度", "newest": "按时间"}
FACETS = ("kind", "organ", "column", "year")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. `kind` is one of `findable.Kind`, `organ` the code of an organ, `validity` one of `VALIDITIES`, `sort` one of `SORTS`;
    empty values narrow nothing. `document_number` may be a part of one. Without `synonyms` only what was typed is looked for.
    """

    text: str = ""
    kind: str = ""
    organ: str = ""
    column: str = ""
    year: int | None = None
    validity: str = ""
    document_number: str = ""
    page: int = 1
    sort: str = "relevance"
    synonyms: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """The attachment in which it was found: its place in the item and its name."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found. `number` is what its address is made of, with `kind` and `organ_code` (faces/look/found). `title` and `snippet` are
    pieces of plain text. `state` is in_force, not_yet or ended on the day asked, empty for what has no validity.
    """

    key: str
    kind: str
    kind_name: str
    organ_id: int
    organ_code: str
    organ: str
    number: str
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]
    day: date
    column: str
    document_number: str
    state: str
    in_force_from: date | None
    ended_on: date | None
    published_at: datetime | None
    attachment: Attachment | None = None

    @property
    def plain_title(self) -> str:
        return "".join(each.text for each in self.title)


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter, and how many have it (of `Results.of`)."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Expanded:
    """A word that was asked for, and those that were looked for as well because they mean the same."""

    word: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. `count` is exact, or, where `over`, there are more than that. `facets` are by filter: kind, organ, column, year, of the newest
    `of` things; `partly` tells that these are not all. `listed` can be leafed through, the best of those found and of what is called so.
    `corrected` is what may have been meant, where nothing was found. `said` are sentences about how the query was understood.
    """

    query: Query
    count: int = 0
    over: bool = False
    entries: tuple[Found, ...] = ()
    pages: int = 0
    listed: int = 0
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    of: int = 0
    corrected: str = ""
    expanded: tuple[Expanded, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def counted(self) -> str:
        """How many, in words that are true."""
        return f"超过{self.count}条" if self.over else f"{self.count}条"

    @property
    def partly(self) -> bool:
        """Whether the numbers of the filters are of the newest of them only."""
        return self.over or self.of < self.count


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be asked: `text` goes into the box. `kind` is title, column, document_number or query. `entry` leads to a thing itself: (kind, organ code, number)."""

    text: str
    kind: str
    entry: tuple[str, str, str] | None = None
