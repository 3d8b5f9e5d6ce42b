"""What does a reader find? One search over everything public.

Takes:   `Query`, as a page, a feed or a program asks; the day. No actor: what is in the index is public.
Gives:   `search`, `suggest`, `near`, `named`; `missed` and `synonyms` for the desk.

Words that stand in very many things are found too: the newest of them and those which are called so, ranked; that there are more is
said.
"""

from __future__ import annotations

from gongkai.apps.search.answers import (
    FACETS,
    MOST,
    ON_PAGE,
    SORTS,
    VALIDITIES,
    Attachment,
    Expanded,
    Facet,
    Found,
    Query,
    Results,
    Suggestion,
)
from gongkai.apps.search.naming import Named, named
from gongkai.apps.search.nearness import Near, near
from gongkai.apps.search.searching import search
from gongkai.apps.search.snippets import Span
from gongkai.apps.search.suggesting import suggest
from gongkai.apps.search.synonyms import synonyms
from gongkai.apps.search.wishes import Missed, missed

__all__ = [
    "FACETS",
    "MOST",
    "ON_PAGE",
    "SORTS",
    "VALIDITIES",
    "Attachment",
    "Expanded",
    "Facet",
    "Found",
    "Missed",
    "Named",
    "Near",
    "Query",
    "Results",
    "Span",
    "Suggestion",
    "missed",
    "named",
    "near",
    "search",
    "suggest",
    "synonyms",
]
