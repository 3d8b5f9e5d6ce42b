"""Why a file is not taken in: what, and how to mend it, one Chinese sentence."""

from __future__ import annotations

from gongkai.law.casework import Refusal


class NotStored(Refusal):
    """A file that was refused. Nothing of it was kept."""


class Damaged(Exception):
    """A kept file whose bytes are gone or are no longer those that were stored."""
