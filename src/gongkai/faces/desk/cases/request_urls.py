"""Addresses of the pages inside one request, below /desk/requests/."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.faces.desk.cases import clock, departments, papers, plan, searching, splitting, whatif
from gongkai.faces.desk.replies import urls as letters

INSIDE: list[URLPattern] = [
    path("owing/", departments.owing, name="owing"),
    path("<int:pk>/clock/", clock.clock, name="clock"),
    path("<int:pk>/plan/", plan.plan, name="plan"),
    path("<int:pk>/try/", whatif.trying, name="try"),
    path("<int:pk>/try/<slug:event>/", whatif.tried, name="tried"),
    path("<int:pk>/split/", splitting.split, name="split"),
    path("<int:pk>/departments/", departments.departments, name="departments"),
    path("<int:pk>/searches/", searching.searching, name="searches"),
    path("<int:pk>/papers/", papers.papers, name="papers"),
    path("<int:pk>/papers/<int:paper>/", papers.open_paper, name="paper"),
    *letters.of("request"),
]
