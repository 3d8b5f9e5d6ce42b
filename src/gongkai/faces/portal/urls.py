"""The portal's addresses."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("design/", views.design_page, name="design"),
]
