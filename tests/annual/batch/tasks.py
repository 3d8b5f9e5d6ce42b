"""What the processes of the tests are told to do. In a module, so that another process finds it."""

from __future__ import annotations

import os
from typing import Any


def act(item: Any) -> Any:
    """Double a number, or misbehave as named."""
    if item == "forever":
        while True:
            pass
    if item == "die":
        os._exit(3)
    if item == "raise":
        raise KeyError("unexpected")
    if item == "eat":
        return len(bytearray(1 << 42))
    return item * 2
