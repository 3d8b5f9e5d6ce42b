"""What is refused by the journal and whoever locks rows for it."""

from __future__ import annotations


class Stale(Exception):
    """Somebody else was quicker: what this act was based on has moved on. One Chinese sentence; what was typed is kept."""

    def __init__(self, reason: str = "在您填写期间，别人已经办理了这件事项。请看最新的情况，再决定是否继续。") -> None:
        super().__init__(reason)
        self.reason = reason


class VaultRefusal(Exception):
    """Personal data that cannot be sealed, opened or shredded: one Chinese sentence (what, where, how to mend)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
