"""Transition tables: what may be done, by whom, and what follows. One table a procedure, asked by `allowed`."""

from gongkai.law.procedures.diagram import diagram, page
from gongkai.law.procedures.report import REPORT
from gongkai.law.procedures.table import (
    Allowed,
    BadProcedure,
    ClockEffect,
    Guard,
    Procedure,
    Refused,
    Transition,
    allowed,
    events_for,
)

PROCEDURES = (REPORT,)

__all__ = [
    "PROCEDURES",
    "REPORT",
    "Allowed",
    "BadProcedure",
    "ClockEffect",
    "Guard",
    "Procedure",
    "Refused",
    "Transition",
    "allowed",
    "diagram",
    "events_for",
    "page",
]
