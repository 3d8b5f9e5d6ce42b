"""Addresses of the search, below /search/. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.search import suggestions, views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", suggestions.suggest, name="suggest"),
]
