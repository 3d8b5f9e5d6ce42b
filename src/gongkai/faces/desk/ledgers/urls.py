"""Addresses of the ledger, below /desk/ledger/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.ledgers import views

app_name = "ledger"
urlpatterns = [
    path("", views.overview, name="home"),
    path("template.xlsx", views.empty_workbook, name="template"),
    path("check/", views.check, name="check"),
    path("import/", views.take_in, name="import"),
    path("export/", views.give_out, name="export"),
]
