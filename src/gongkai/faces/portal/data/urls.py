"""Addresses of the open data. They are published and stay."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.faces.portal.data import files, page

_FILE = r"^data/(?P<name>[a-z]+)\.(?P<kind>csv|json)$"
_METADATA = r"^data/(?P<name>[a-z]+)\.(?P<kind>csv-metadata|schema)\.json$"

app_name = "data"
urlpatterns = [
    path("data/", page.data_page, name="page"),
    path("data/checksums.txt", files.checksums, name="checksums"),
    re_path(_METADATA, files.metadata, name="metadata"),
    re_path(_FILE, files.data_file, name="file"),
]
