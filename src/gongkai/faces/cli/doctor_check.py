"""How is one thing of an installation that `gongkai doctor` looked at?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    GOOD = "正常"
    HINT = "提醒"
    BAD = "不行"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do about it."""

    subject: str
    state: State
    message: str
