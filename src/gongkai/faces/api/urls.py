"""Addresses of the interface. They are published and stay."""

from __future__ import annotations

from gongkai.faces.api.interface import operations

app_name = "api"
urlpatterns = operations()
