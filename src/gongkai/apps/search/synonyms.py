"""Which words mean the same as one that was typed? Recorded by an office, and the short names of organs.

Every row is a cache of its entries in the journal, as those of every register.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import QuerySet

from gongkai.apps.organs.models import OrganName
from gongkai.apps.search.models import Synonym
from gongkai.texts.grams import normal


def synonyms() -> QuerySet[Synonym]:
    """All that count, the newest first."""
    return Synonym.objects.filter(annulled=False, until__isnull=True).order_by("-pk")


def widened(phrases: Sequence[str], names: Sequence[tuple[str, str]] | None = None) -> tuple[tuple[str, ...], ...]:
    """Each phrase with those that mean the same behind it. `names` are those of organs with their short ones, where they were read before."""
    if not phrases:
        return ()
    if names is None:
        names = list(OrganName.objects.exclude(short_name="").values_list("name", "short_name"))
    alike = _alike([*(each.split() for each in synonyms().values_list("words", flat=True)), *names])
    return tuple((each, *sorted(alike.get(each, set()) - {each})) for each in phrases)


def _alike(groups: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """The normal forms of all words that mean the same as another, by each of them."""
    found: dict[str, set[str]] = {}
    for group in groups:
        forms = {form for form in map(_form, group) if form}
        for form in forms:
            found.setdefault(form, set()).update(forms)
    return found


@lru_cache(maxsize=5_000)
def _form(word: str) -> str:
    """The same few words are asked for in every search."""
    return normal(word)
