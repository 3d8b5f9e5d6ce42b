"""Which organs are there, and what are they and their columns called? Read once for a whole search: for the filters, for the short names, for what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.apps.columns.queries import renamed
from gongkai.apps.organs.models import OrganName


@dataclass(frozen=True, slots=True)
class Bodies:
    """All organs. `ids` by code, `called` code and name of the day by id, `alike` every name with the short one that was borne with it.
    `columns` tells by organ and name what a column is called now that things name otherwise.
    """

    ids: Mapping[str, int]
    called: Mapping[int, tuple[str, str]]
    alike: tuple[tuple[str, str], ...]
    columns: Mapping[tuple[int, str], str]

    def column(self, organ_id: int, name: str) -> str:
        """What the column is called now in which a thing stands."""
        return self.columns.get((organ_id, name), name)

    def also(self, name: str) -> list[tuple[int, str]]:
        """Under which other names things stand in the columns that are or were called so, each with its organ."""
        there = {organ_id: now for (organ_id, each), now in self.columns.items() if name in (each, now)}
        found = set(there.items())
        found |= {(organ_id, each) for (organ_id, each), now in self.columns.items() if there.get(organ_id) == now}
        return sorted(each for each in found if each[1] != name)


def bodies(on: date) -> Bodies:
    """Two queries. On a day before its first name an organ is called by that."""
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
    return Bodies(ids, called, tuple(alike), renamed())
