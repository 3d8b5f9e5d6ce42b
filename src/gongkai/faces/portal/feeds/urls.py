"""Addresses of the feeds. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.feeds import views

app_name = "feeds"
urlpatterns = [
    path("feed.xml", views.site_atom, name="site"),
    path("rss.xml", views.site_rss, name="rss"),
    path("xxgk/<slug:code>/feed.xml", views.organ_atom, name="organ"),
    path("xxgk/<slug:code>/rss.xml", views.organ_rss, name="organ_rss"),
    path("xxgk/<slug:code>/columns/<slug:slug>/feed.xml", views.column_atom, name="column"),
    path("xxgk/<slug:code>/columns/<slug:slug>/rss.xml", views.column_rss, name="column_rss"),
]
