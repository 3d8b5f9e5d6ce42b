"""Addresses of what is published or to be, below /desk/items/."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.faces.desk.items import (
    acts,
    editing,
    editing_files,
    editing_live,
    editing_unscripted,
    listing,
    page,
    review,
    versions,
)

app_name = "item"
urlpatterns: list[URLPattern] = [
    path("", listing.items, name="list"),
    path("new/", editing.new, name="new"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("autosave/", editing_live.autosave, name="autosave"),
    path("presence/", editing_live.presence, name="presence"),
    path("upload/", editing_files.upload, name="upload"),
    path("import/", editing_unscripted.read, name="import"),
    path("structure/", editing_unscripted.structure, name="structure"),
    path("files/<str:digest>/", editing_files.served, name="file"),
    path("<int:pk>/", page.page, name="page"),
    path("<int:pk>/review/", review.review, name="review"),
    path("<int:pk>/do/<slug:event>/", acts.act, name="act"),
    path("<int:pk>/compare/", versions.compare, name="compare"),
    path("<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<int:pk>/versions/<int:number>/files/<int:place>/", versions.attachment, name="attachment"),
]
