"""Which words mean the same as one that was typed? Recorded by an office, and the short names of organs.

Every row is a cache of its entries in the journal, as those of every register.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from gongkai.apps.organs.models import OrganName
from gongkai.apps.search.models import Synonym
from gongkai.texts.grams import normal


def synonyms() -> QuerySet[Synonym]:
    """All that count, the newest first."""
    return Synonym.objects.filter(annulled=False, until__isnull=True).order_by("-pk")


def widened(phrases: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Each phrase with those that mean the same behind it."""
    if not phrases:
        return ()
    alike = _alike()
    return tuple((each, *sorted(alike.get(each, set()) - {each})) for each in phrases)


def _alike() -> dict[str, set[str]]:
    """The normal forms of all words that mean the same as another, by each of them."""
    groups = [
        words.split()
        for words in Synonym.objects.filter(annulled=False, until__isnull=True).values_list("words", flat=True)
    ]
    groups += [list(names) for names in OrganName.objects.exclude(short_name="").values_list("name", "short_name")]
    found: dict[str, set[str]] = {}
    for group in groups:
        forms = {form for form in map(normal, group) if form}
        for form in forms:
            found.setdefault(form, set()).update(forms)
    return found
