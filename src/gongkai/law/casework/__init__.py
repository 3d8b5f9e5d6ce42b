"""From the acts of one case to its state, clocks and figures: pure functions over what was entered.

`CaseAct` is one act as entered; `RequestCase` and `RemedyCase` are what follows from all of them on this calendar and
under these settings. `request` and `remedy` replay acts and try new ones.
"""

from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.case import Branch, RemedyCase, RequestCase
from gongkai.law.casework.due import LIGHTS, Light, light, next_deadline
from gongkai.law.casework.letters import Outline, outline, outline_of, silence

__all__ = [
    "LIGHTS",
    "Branch",
    "CaseAct",
    "Light",
    "Option",
    "Outline",
    "Refusal",
    "RemedyCase",
    "RequestCase",
    "light",
    "next_deadline",
    "outline",
    "outline_of",
    "silence",
]
