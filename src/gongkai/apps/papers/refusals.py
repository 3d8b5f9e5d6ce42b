"""Why a paper is not taken in, or cannot be given: one Chinese sentence."""

from __future__ import annotations

from gongkai.law.casework import Refusal


class PaperRefusal(Refusal):
    """A file that was refused: which one, why, how to mend. Nothing of it was kept."""


class PaperLost(PaperRefusal):
    """A paper whose time is over, or whose bytes are gone or altered where they are kept."""
