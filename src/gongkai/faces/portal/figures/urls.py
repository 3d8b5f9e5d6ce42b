"""Addresses of the figures, below /statistics/. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.site_figures, name="site"),
    path("figures.csv", views.site_csv, name="site_csv"),
    path("<slug:code>/", views.organ_figures, name="organ"),
    path("<slug:code>/figures.csv", views.organ_csv, name="organ_csv"),
]
