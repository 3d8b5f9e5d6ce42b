"""What an act would change, in the words of the screen.

Takes:   `law.casework.whatif.Outcome`. Gives: `Told`, with the lights as they are shown, for the page of an act and that of trying.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.apps.requests.queries import Light
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.law.casework import due
from gongkai.law.casework.whatif import Moved, Outcome
from gongkai.law.cite import Cite
from gongkai.law.procedures import Procedure


@dataclass(frozen=True, slots=True)
class Told:
    """`refusal` is empty when the act would hold. `gained`, `lost` are the names of acts; `warnings` of the case as it would be."""

    refusal: str
    cites: tuple[Cite, ...]
    states: tuple[str, str]
    lights: tuple[Lamp, Lamp] | None
    moved: tuple[Moved, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    provisional: bool


def told(procedure: Procedure, outcome: Outcome) -> Told:
    """The words of an outcome."""
    before, after = outcome.before, outcome.after
    states = (
        procedure.states[before.state] if before else "",
        procedure.states[after.state] if after else "",
    )
    reply_before = before.clocks.reply.warnings if before and before.clocks else ()
    reply_after = after.clocks.reply.warnings if after and after.clocks else ()
    return Told(
        outcome.refused.reason if outcome.refused else "",
        outcome.refused.cites if outcome.refused else (),
        states,
        _lamps(outcome.light_before, outcome.light_after),
        outcome.moved,
        tuple(each.label for each in outcome.gained),
        tuple(each.label for each in outcome.lost),
        outcome.sentences,
        tuple(text for text in reply_after if text not in reply_before),
        after.provisional if after else False,
    )


def _lamps(before: due.Light | None, after: due.Light | None) -> tuple[Lamp, Lamp] | None:
    if before is None or after is None or before == after:
        return None
    return lamp(Light(before.words)), lamp(Light(after.words))
