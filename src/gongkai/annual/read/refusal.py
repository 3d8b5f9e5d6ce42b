"""A document that cannot be read as an annual report."""

from __future__ import annotations


class Unreadable(Exception):
    """What is wrong, where, how to mend: one Chinese sentence."""
