"""Addresses of the policy library, below /policies/. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.library, name="library"),
    path("interpretations/", views.interpretations, name="interpretations"),
]
