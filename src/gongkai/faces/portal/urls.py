"""The portal's addresses."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal import views
from gongkai.faces.portal.tools.fee import fee

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("tools/fee/", fee, name="fee"),
    path("design/", views.design_page, name="design"),
]
