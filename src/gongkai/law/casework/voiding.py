"""What is asked of a registration that is taken back because it never should have been made?

Law:     条例 45 (登记制度)
Takes:   the move. Gives: whether its ground and the number of the registration that stays go together.
"""

from __future__ import annotations

from gongkai.law.casework.filling import empty, text
from gongkai.law.casework.walk import Move

VOID = "void"
"""Both the act and the state that it leads to, of requests and remedies."""


def duplicate_named(story: object, move: Move) -> bool:
    """A number is told for a duplicate, and only for one."""
    if move.data is None:
        return True
    return (text(move.data, "ground") == "duplicate") != empty(move.data.get("duplicate_of"))
