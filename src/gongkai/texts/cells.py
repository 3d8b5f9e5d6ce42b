"""How does a text stand in a cell of a table that is given out, so that no spreadsheet takes it for a formula?"""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""So a formula begins; the wide forms too, which spreadsheets of this part of the world take for the narrow ones."""


def harmless(text: str) -> str:
    """The text, behind an apostrophe where it begins like a formula: a spreadsheet shows it then as it is written."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA) else text
