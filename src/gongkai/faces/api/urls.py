"""Addresses of the interface. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.api.interface import operations
from gongkai.faces.api.page import interface_page

app_name = "api"
urlpatterns = [path("", interface_page, name="page"), *operations()]
