"""Which organs are there, and what are they called? Read once for a whole search: for the filter, for the short names, for what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.apps.organs.models import OrganName


@dataclass(frozen=True, slots=True)
class Bodies:
    """All organs. `ids` by code, `called` code and name of the day by id, `alike` every name with the short one that was borne with it."""

    ids: Mapping[str, int]
    called: Mapping[int, tuple[str, str]]
    alike: tuple[tuple[str, str], ...]


def bodies(on: date) -> Bodies:
    """One query. On a day before its first name an organ is called by that."""
    ids: dict[str, int] = {}
    called: dict[int, tuple[str, str]] = {}
    alike: list[tuple[str, str]] = []
    rows = OrganName.objects.order_by("organ_id", "since")
    for organ_id, code, name, short, since in rows.values_list(
        "organ_id", "organ__code", "name", "short_name", "since"
    ):
        ids[code] = organ_id
        if organ_id not in called or since <= on:
            called[organ_id] = (code, name)
        if short:
            alike.append((name, short))
    return Bodies(ids, called, tuple(alike))
