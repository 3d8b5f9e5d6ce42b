"""Addresses of the registers, below /desk/registers/."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from gongkai.faces.desk.registers import acts, entry, listing
from gongkai.faces.desk.registers.kinds import KINDS, Kind


def _register(kind: Kind) -> list[URLPattern]:
    told = {"kind": kind}
    return [
        path(f"{kind.key}/", listing.entries, told, name=f"{kind.key}-list"),
        path(f"{kind.key}/new/", acts.new, told, name=f"{kind.key}-new"),
        path(f"{kind.key}/<int:pk>/", entry.entry, told, name=f"{kind.key}-entry"),
        path(f"{kind.key}/<int:pk>/do/<slug:event>/", acts.act, told, name=f"{kind.key}-act"),
    ]


app_name = "registers"
urlpatterns = [
    path("", listing.home, name="home"),
    # Where the register of documents was before it had a room of its own.
    path("documents/", RedirectView.as_view(pattern_name="desk:documents:list", permanent=True)),
    path("documents/<int:pk>/", RedirectView.as_view(pattern_name="desk:documents:entry", permanent=True)),
    *(each for kind in KINDS for each in _register(kind)),
]
