"""Addresses about many requests at once: figures, kept filters, marked rows, tables. Below /desk/requests/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.cases import export, marking, plots, saving

LISTS = [
    path("figures/", plots.figures, name="figures"),
    path("saved/", saving.keep, name="keep"),
    path("saved/<int:pk>/", saving.tend, name="kept"),
    path("marked/", marking.marked, name="marked"),
    path("export/", export.export, name="export"),
    path("export/<int:pk>/", export.download, name="table"),
    path("export/<int:pk>/do/", export.tend, name="table-do"),
]
