"""Addresses of the pages that tell of the site. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.about import accessibility, helping, sitemap
from gongkai.faces.portal.looks import look

urlpatterns = [
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("sitemap/", sitemap.sitemap, name="sitemap"),
    path("help/", helping.help_page, name="help"),
    path("look/", look, name="look"),
]
