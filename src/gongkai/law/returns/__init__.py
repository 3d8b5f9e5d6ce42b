"""The statutory annual return: its forms, lines, columns and the relations between their figures."""

from gongkai.law.returns.annual import (
    APPLICANTS,
    CASE_GROUPS,
    CASE_OUTCOMES,
    FORM_2019,
    FORM_2021,
    FORMS,
    SECTIONS,
    Form,
    Line,
    Row,
    form_for_year,
)

__all__ = [
    "APPLICANTS",
    "CASE_GROUPS",
    "CASE_OUTCOMES",
    "FORMS",
    "FORM_2019",
    "FORM_2021",
    "SECTIONS",
    "Form",
    "Line",
    "Row",
    "form_for_year",
]
