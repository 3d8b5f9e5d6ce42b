"""Addresses of who signs what, below /desk/duties/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.items.duties import KIND, overview
from gongkai.faces.desk.registers import acts, entry

app_name = "duties"
_told = {"kind": KIND}
urlpatterns = [
    path("", overview, name="list"),
    path("new/", acts.new, _told, name="new"),
    path("<int:pk>/", entry.entry, _told, name="entry"),
    path("<int:pk>/do/<slug:event>/", acts.act, _told, name="act"),
]
