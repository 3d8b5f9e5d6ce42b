"""Addresses of the site map for programs. They lie at the root, for a site map speaks of what lies beside and below it."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.faces.portal.sitemaps import views

_CODE = r"(?P<code>[-a-zA-Z0-9_]+)"

app_name = "sitemaps"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.index, name="index"),
    path("sitemap-site.xml", views.site_part, name="site"),
    re_path(rf"^sitemap-pages-{_CODE}\.xml$", views.pages_part, name="pages"),
    re_path(rf"^sitemap-(?P<year>[0-9]{{4}})-(?P<part>[1-9][0-9]?)-{_CODE}\.xml$", views.items_part, name="items"),
]
