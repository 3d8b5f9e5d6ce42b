"""Addresses of normative documents, below /desk/documents/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.documents import cleaning, listing, page, same_source
from gongkai.faces.desk.documents.kinds import DIFFERENCE_KIND, DOCUMENT_KIND
from gongkai.faces.desk.registers import acts

app_name = "documents"
_told = {"kind": DOCUMENT_KIND}
urlpatterns = [
    path("", listing.documents, name="list"),
    path("export.<slug:suffix>", listing.export, name="export"),
    path("new/", acts.new, _told, name="new"),
    path("clean-up/", cleaning.clean_up, name="clean-up"),
    path("clean-up/lists/", cleaning.lists, name="lists"),
    path("clean-up/lists.<slug:suffix>", cleaning.export, name="lists-export"),
    path("same-source/", same_source.overview, name="same-source"),
    path("same-source/<int:pk>/", same_source.difference, name="difference"),
    path("same-source/<int:pk>/do/<slug:event>/", acts.act, {"kind": DIFFERENCE_KIND}, name="difference-act"),
    path("amendments/<int:pk>/do/<slug:event>/", page.amendment_act, name="amend-act"),
    path("conclusions/<int:pk>/do/<slug:event>/", page.conclusion_act, name="conclude-act"),
    path("<int:pk>/", page.document, name="entry"),
    path("<int:pk>/amend/", page.amend, name="amend"),
    path("<int:pk>/conclude/", page.conclude, name="conclude"),
    path("<int:pk>/do/<slug:event>/", acts.act, _told, name="act"),
]
