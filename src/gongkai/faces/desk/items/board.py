"""What waits in publication today, each a count that leads to its list."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from gongkai.apps.publishing.today import MOST, Board
from gongkai.faces.desk.items.seen import address

_STYLES = {
    "to_sign": ("mine", "●"),
    "late": ("late", "■"),
    "soon": ("soon", "▲"),
    "owing": ("owing", "■"),
    "late_interpretation": ("soon", "▲"),
    "evaluate": ("soon", "▲"),
    "cleared": ("mine", "◆"),
    "scheduled": ("", "▷"),
}
"""How a pile looks: its class and its shape. Nothing waits in a pile of none, and it is told softly."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One pile: `more` than the count, which stops somewhere."""

    key: str
    shape: str
    label: str
    how_many: int
    more: bool
    url: str


def counted(found: Board) -> list[Counted]:
    """The piles in their order."""
    return [
        Counted(
            _STYLES.get(each.kind, ("", "○"))[0],
            _STYLES.get(each.kind, ("", "○"))[1],
            each.name,
            each.count,
            each.count >= MOST,
            f"{address('list')}?{urlencode({'what': each.kind})}",
        )
        for each in found.piles
    ]


def share(found: Board) -> str:
    """How much of the year went by the emergency door; empty while nothing was published."""
    if not found.published:
        return ""
    percent = 100 * found.emergencies / found.published
    return f"今年由本机关在这里办理公开 {found.published} 条（不含迁入和只登记的），其中应急公开 {found.emergencies} 条，占 {percent:.1f}%。"
