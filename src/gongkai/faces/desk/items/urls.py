"""Addresses of what is published or to be, below /desk/items/."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "item"
urlpatterns: list[URLPattern] = []
