"""How a request may end: one row per decision, and the letter, remedy paragraph and line of table 3 that follow."""

from gongkai.law.decisions.letters import LETTERS, Letter
from gongkai.law.decisions.options import SETTINGS
from gongkai.law.decisions.remedy import (
    Forums,
    Remedy,
    remedy,
    remedy_for_silence,
    remedy_of_record,
    review_comes_first,
)
from gongkai.law.decisions.table import DECISIONS, Decision, Review, decision

__all__ = [
    "DECISIONS",
    "LETTERS",
    "SETTINGS",
    "Decision",
    "Forums",
    "Letter",
    "Remedy",
    "Review",
    "decision",
    "remedy",
    "remedy_for_silence",
    "remedy_of_record",
    "review_comes_first",
]
