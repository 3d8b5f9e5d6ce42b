"""Addresses of the columns, below /desk/columns/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.columns import catalogue, listing, page
from gongkai.faces.desk.columns.kinds import COLUMN_KIND
from gongkai.faces.desk.registers import acts

_TOLD = {"kind": COLUMN_KIND}

app_name = "columns"
urlpatterns = [
    path("", listing.tree, name="list"),
    path("new/", acts.new, _TOLD, name="new"),
    path("month/", listing.month, name="month"),
    path("usual/", listing.usual, name="usual"),
    path("adopt/", listing.adopt, name="adopt"),
    path("catalogue/", catalogue.gaps, name="catalogue"),
    path("<int:pk>/", page.column, name="entry"),
    path("<int:pk>/move/", listing.move, name="move"),
    path("<int:pk>/do/<slug:event>/", acts.act, _TOLD, name="act"),
]
