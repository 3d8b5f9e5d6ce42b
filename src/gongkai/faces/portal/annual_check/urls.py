"""Addresses of 年报体检, below `/reports/check/`."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.annual_check import views

app_name = "annual_check"
urlpatterns = [
    path("", views.check, name="check"),
    path("rules/", views.rules, name="rules"),
    path("export/", views.export, name="export"),
    path("keep/", views.keep, name="keep"),
    path("kept/<str:token>/", views.kept, name="kept"),
    path("kept/<str:token>/delete/", views.delete, name="delete"),
    path("deleted/", views.deleted, name="deleted"),
]
