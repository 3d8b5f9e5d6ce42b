"""Who signed an item, who is awaited, whose signature fell? The strip of the seven stages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from gongkai.apps.publishing.viewing import StageLine
from gongkai.faces.desk.items import story
from gongkai.faces.desk.items.seen import Seen, names_of
from gongkai.law.procedures.publication import PUBLICATION


@dataclass(frozen=True, slots=True)
class Signed:
    """One step of the strip: `key` and `word` say signed, awaited, fallen or still to come."""

    name: str
    key: str
    shape: str
    word: str
    who: str = ""
    when: str = ""


def strip(seen: Seen) -> list[Signed]:
    """Every stage in its order; nothing before the item was first sent to review."""
    used = story.spent(seen.case.acts)
    return [_signed(line, seen, used) for line in seen.view.stages] if seen.case.round else []


def _signed(line: StageLine, seen: Seen, used: Collection[int]) -> Signed:
    if line.signature is not None:
        who = line.person + (f"（代{line.instead_of}）" if line.instead_of else "")
        return Signed(line.name, "signed", "✓", "已签", who, _moment(seen, line.signature.seq))
    if line.awaited:
        return Signed(line.name, "awaited", "●", "等签", _on_duty(seen, line), f"应在 {line.due}" if line.due else "")
    if line.fallen:
        last = line.fallen[-1]
        who = seen.view.names.get(last.person, "他人")
        if last.seq not in used:
            return Signed(line.name, "fallen", "×", "已作废", who, _moment(seen, last.seq))
        if seen.row.state in ("withdrawn", "archived"):
            return Signed(line.name, "signed", "✓", "公开时已签", who, _moment(seen, last.seq))
    return Signed(line.name, "coming", "○", "未到")


def _on_duty(seen: Seen, line: StageLine) -> str:
    """Who signs, by name where the duty names somebody, else by role."""
    found = PUBLICATION.row(line.event, line.event)
    if not line.duties:
        return "、".join(PUBLICATION.roles[role] for role in found.roles) if found else ""
    names = names_of({login for each in line.duties for login in (each.person, each.stand_in) if login})
    said = [
        names.get(each.person, each.person)
        + (f"（替班 {names.get(each.stand_in, each.stand_in)}）" if each.stand_in else "")
        for each in line.duties
    ]
    return "、".join(said)


def _moment(seen: Seen, place: int) -> str:
    """When an act was done, by its number."""
    at = next(line.recorded_at for line in seen.view.lines if line.place == place)
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
