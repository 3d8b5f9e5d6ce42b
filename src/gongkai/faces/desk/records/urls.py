"""Addresses of the pages inside one request to correct a record, below /desk/records/."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.faces.desk.records import papers
from gongkai.faces.desk.replies import urls as letters

INSIDE: list[URLPattern] = [
    path("<int:pk>/papers/", papers.papers, name="papers"),
    path("<int:pk>/papers/<int:paper>/", papers.open_paper, name="paper"),
    path("<int:pk>/papers/<int:paper>/shown/", papers.show_paper, name="paper-shown"),
    *letters.of("record"),
]
