"""Against which text is a version read? The last that anybody signed, the last that this person signed, the public one, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.versions import Stored
from gongkai.faces.desk.gate import DeskRequest
from gongkai.faces.desk.items.seen import Seen, address
from gongkai.faces.desk.items.versions import stored

SIGNED, MINE, LIVE, NONE = "signed", "mine", "live", "none"


@dataclass(frozen=True, slots=True)
class Base:
    """One text to compare with: `number` of its version, 0 for none."""

    key: str
    label: str
    number: int
    url: str
    here: bool = False


def bases(seen: Seen, actor: Actor, told: str) -> list[Base]:
    """The choices, each version once, the usual first; `told` is what the address names: a choice, or any version's number."""
    last = seen.view.signed.version.number if seen.view.signed else 0
    offered = [
        (SIGNED, f"上次审签的第 {last} 稿", last),
        (MINE, f"我上次签的第 {_mine(seen, actor)} 稿", _mine(seen, actor)),
        (LIVE, f"公开的第 {seen.case.live_version} 稿", seen.case.live_version),
    ]
    found: dict[int, tuple[str, str, int]] = {}
    for each in offered:
        if each[2] and each[2] != seen.number:
            found.setdefault(each[2], each)
    if told.isascii() and told.isdigit() and 0 < int(told[:7]) != seen.number:
        found.setdefault(int(told[:7]), (told, f"第 {int(told[:7])} 稿", int(told[:7])))
    rows = [*found.values(), (NONE, "不对照，看全文", 0)]
    here = next((row for row in rows if told in (row[0], str(row[2])) and told), rows[0])
    return [Base(*row, f"{address('review', seen.row.pk)}?base={row[0]}", row == here) for row in rows]


def chosen(request: DeskRequest, seen: Seen, offered: Sequence[Base], told: str) -> Stored | None:
    """The text of the choice; None for a first review or where none is wanted. 404: a number that no version has."""
    number = next(each.number for each in offered if each.here)
    if number == 0:
        return None
    for known in (seen.view.signed, seen.view.live):
        if known is not None and known.version.number == number:
            return known
    return stored(request, seen, number)


def _mine(seen: Seen, actor: Actor) -> int:
    """The version that this person signed last."""
    by_digest = {each.digest: each.number for each in reversed(seen.view.versions)}
    mine = [each for each in (*seen.case.signatures, *seen.case.fallen) if each.person == actor.person]
    return by_digest.get(max(mine, key=lambda each: each.seq).digest, 0) if mine else 0
