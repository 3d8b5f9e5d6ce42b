"""Transition tables: what may be done, by whom, and what follows. One table a procedure, asked by `allowed`."""

from gongkai.law.procedures.diagram import diagram, page
from gongkai.law.procedures.publication import PUBLICATION
from gongkai.law.procedures.question import QUESTION
from gongkai.law.procedures.record import RECORD
from gongkai.law.procedures.remedy import REMEDY
from gongkai.law.procedures.report import REPORT
from gongkai.law.procedures.request import REQUEST
from gongkai.law.procedures.table import (
    Allowed,
    BadProcedure,
    ClockEffect,
    Guard,
    Procedure,
    Refused,
    Transition,
    allowed,
    why_not_here,
)

PROCEDURES = (REQUEST, REMEDY, REPORT, PUBLICATION, QUESTION, RECORD)

__all__ = [
    "PROCEDURES",
    "PUBLICATION",
    "QUESTION",
    "RECORD",
    "REMEDY",
    "REPORT",
    "REQUEST",
    "Allowed",
    "BadProcedure",
    "ClockEffect",
    "Guard",
    "Procedure",
    "Refused",
    "Transition",
    "allowed",
    "diagram",
    "page",
    "why_not_here",
]
