"""What may somebody want who has typed this much?

Takes:   what was typed. Gives: titles, columns, document numbers and words that others found something with, the most fitting first.
"""

from __future__ import annotations

from itertools import islice

from django.db.models import Count, Sum

from gongkai.apps.columns import queries as columns
from gongkai.apps.search import index
from gongkai.apps.search.answers import Suggestion
from gongkai.apps.search.finding import Hit, Limits, hits
from gongkai.apps.search.models import Entry, Wish
from gongkai.apps.search.synonyms import widened
from gongkai.texts.grams import asked, normal

_LOOKED_AT = 60
_OFTEN, _DAYS = 5, 3
"""A query that others are shown was typed more often than this, on at least so many days: no single person is seen in it, and none
makes it one in an hour.
"""
_TRIED = 6
"""So many of them are tried: a suggestion must not cost more than a search."""


def suggest(typed: str, limit: int = 8) -> list[Suggestion]:
    """At most `limit` suggestions, none twice. Nothing that has no letter or digit suggests anything."""
    words = asked(typed).wanted
    if not words or limit < 1:
        return []
    found, _ = hits(index.NAMES, [(each,) for each in words], (), Limits(), _LOOKED_AT)
    rows = {each.pk: each for each in Entry.objects.filter(pk__in=[hit.pk for hit in found]).select_related("organ")}
    ordered = [rows[hit.pk] for hit in sorted(found, key=_fitting) if hit.pk in rows]
    form = normal(typed)
    numbers = [_number(row) for row in ordered if row.document_number and form in normal(row.document_number)]
    titles = [_title(row) for row in ordered if all(word in normal(row.title) for word in words)]
    queries = [Suggestion(each, "query") for each in _queries(form)]
    named = [Suggestion(each, "column") for each in _columns(form)]
    return _mixed([numbers, queries[:3], named[:3], titles], limit)


def _fitting(hit: Hit) -> tuple[bool, int, int, str]:
    """What begins with it first, then the newest."""
    begins = hit.at[0][1] == 1
    return (not begins, -hit.day.toordinal(), hit.title_length, hit.key)


def _title(row: Entry) -> Suggestion:
    return Suggestion(row.title, "title", (row.kind, row.organ.code, row.number))


def _number(row: Entry) -> Suggestion:
    return Suggestion(row.document_number, "document_number", (row.kind, row.organ.code, row.number))


def _columns(form: str) -> list[str]:
    named = {each.name for rows in columns.everywhere().values() for each in rows if each.closed_on is None}
    fitting = [each for each in named if form in normal(each)]
    return sorted(fitting, key=lambda each: (not normal(each).startswith(form), len(each), each))


def _queries(form: str) -> list[str]:
    """What was asked often and found something, and is still more than what was typed. What found something once and finds nothing now is left
    out: it may be the very words for which a page was taken off.
    """
    rows = Wish.objects.filter(found=True, text__contains=form).exclude(text=form).values("text")
    often = rows.annotate(sum=Sum("times"), days=Count("day", distinct=True)).order_by("-sum", "text")
    often = often.filter(sum__gt=_OFTEN, days__gte=_DAYS)
    return list(islice((row["text"] for row in often[:_TRIED] if _finds(row["text"])), 3))


def _finds(text: str) -> bool:
    groups = widened(asked(text).wanted)
    return bool(hits(index.WORDS, groups, (), Limits(), 1)[0])


def _mixed(kinds: list[list[Suggestion]], limit: int) -> list[Suggestion]:
    """A few of each kind, in their order, and titles for the rest."""
    found: dict[str, Suggestion] = {}
    for suggestions in kinds:
        for each in suggestions:
            if len(found) < limit:
                found.setdefault(each.text, each)
    return list(found.values())
