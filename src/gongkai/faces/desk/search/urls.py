"""Addresses of the search at the desk, below /desk/search/."""

from __future__ import annotations

from django.urls import include, path

from gongkai.faces.desk.registers import acts, entry
from gongkai.faces.desk.search import importing, listing
from gongkai.faces.desk.search.kinds import SETTLED_KIND, SYNONYM_KIND

_settled, _words = {"kind": SETTLED_KIND}, {"kind": SYNONYM_KIND}

_synonyms = [
    path("", listing.synonyms, name="list"),
    path("new/", acts.new, _words, name="new"),
    path("import/", importing.take, name="import"),
    path("<int:pk>/", entry.entry, _words, name="entry"),
    path("<int:pk>/do/<slug:event>/", acts.act, _words, name="act"),
]

app_name = "search"
urlpatterns = [
    path("", listing.missed, name="list"),
    path("settle/", acts.new, _settled, name="new"),
    path("settled/<int:pk>/", entry.entry, _settled, name="entry"),
    path("settled/<int:pk>/do/<slug:event>/", acts.act, _settled, name="act"),
    path("synonyms/", include((_synonyms, "synonyms"))),
]
