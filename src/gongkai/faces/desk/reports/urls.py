"""Addresses of the report pages, below /desk/reports/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.reports import acts, cells, page, texts, years

app_name = "reports"
urlpatterns = [
    path("", years.years, name="list"),
    path("<int:year>/", page.report, name="report"),
    path("<int:year>/begin/", years.begin, name="begin"),
    path("<int:year>/cell/<int:table>/<str:row>/<int:column>/", cells.cell, name="cell"),
    path("<int:year>/figure/<str:name>/", cells.figure, name="figure"),
    path("<int:year>/text/<slug:key>/", texts.text, name="text"),
    path("<int:year>/do/<slug:event>/", acts.act, name="act"),
    path("<int:year>/since/", page.since, name="since"),
    path("<int:year>/report.<str:kind>", page.file, name="file"),
]
