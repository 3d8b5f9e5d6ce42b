"""What stands below the title of a published item? Paragraphs filled from `items/bodies.toml`, in turn, never by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from demo import county
from demo.titles import Title

_PARTS = ("opening", "middle", "closing")


class Bodies:
    """Texts for the items of one organ and year: the same for the same items, whenever they are asked for."""

    def __init__(self, parts: Mapping[str, Sequence[str]]) -> None:
        self._parts, self._said = parts, county.table("items/bodies.toml")
        self._titles: dict[str, str] = {}

    def of(self, item: Title, place: int) -> str:
        """The text of the `place`-th item as HTML. Items that are explained must have come before."""
        self._titles[item.number] = item.title
        told = self._said[item.column]
        words = {
            name: each[(place * (turn + 3) + turn) % len(each)] for turn, (name, each) in enumerate(self._parts.items())
        }
        words |= {
            "title": item.title,
            "day": f"{item.day.month}月{item.day.day}日",
            "of": self._titles.get(item.interprets, ""),
            "a": str(3 + place * 7 % 28),
            "b": str(60 + place * 37 % 940),
        }
        # Lists of different lengths are walked at different paces, so that the same three rarely meet.
        chosen = chain.from_iterable(
            (told[part][(place // (turn + 1)) % len(told[part])],) for turn, part in enumerate(_PARTS)
        )
        return "".join(f"<p>{each.format(**words)}</p>" for each in chosen)
