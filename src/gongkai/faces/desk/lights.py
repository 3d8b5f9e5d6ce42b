"""How does a light look? Its words are the law's (law/casework/due), its shape and class the desk's: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.apps.requests.queries import Light

_SHAPES = {
    Light.OVERDUE: "■",
    Light.LAPSED: "◧",
    Light.TODAY: "◆",
    Light.SOON: "▲",
    Light.WEEK: "●",
    Light.RUNNING: "○",
    Light.WAITING: "‖",
    Light.DONE: "✓",
    Light.VOID: "×",
}


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light on a screen. `key` names its style and its filter."""

    key: str
    label: str
    shape: str


def lamp(light: Light) -> Lamp:
    """The lamp that shows a light."""
    return Lamp(light.name.lower(), light.value, _SHAPES[light])
