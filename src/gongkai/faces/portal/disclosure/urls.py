"""Addresses of the disclosure column and of published reports. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.disclosure import (
    activities,
    catalogue_file,
    column,
    columns,
    item,
    item_files,
    items,
    reports,
)

app_name = "disclosure"
urlpatterns = [
    path("xxgk/", column.organs_page, name="column"),
    path("xxgk/<slug:code>/", column.organ_page, name="organ"),
    path("xxgk/<slug:code>/guide/", column.guide_page, name="guide"),
    path("xxgk/<slug:code>/system/", column.system_page, name="system"),
    path("xxgk/<slug:code>/items/", items.items_page, name="items"),
    path("xxgk/<slug:code>/items/<str:number>/", item.item_page, name="item"),
    path("xxgk/<slug:code>/items/<str:number>/files/<int:place>/<str:name>", item_files.item_file, name="item_file"),
    path("xxgk/<slug:code>/columns/<slug:slug>/", columns.column_page, name="columns_column"),
    path("xxgk/<slug:code>/columns/<slug:slug>/<int:year>/", columns.column_page, name="columns_year"),
    path("xxgk/<slug:code>/years/<int:year>/", items.year_page, name="year"),
    path("xxgk/<slug:code>/activities/", activities.activities_page, name="activities"),
    path("xxgk/<slug:code>/activities/<path:number>/", activities.activity_page, name="activity"),
    path("xxgk/<slug:code>/catalogue/", columns.catalogue_page, name="catalogue"),
    path("xxgk/<slug:code>/catalogue.csv", catalogue_file.catalogue_csv, name="catalogue_csv"),
    path("xxgk/<slug:code>/documents/", items.documents_page, name="documents"),
    path("xxgk/<slug:code>/apply/", column.apply_page, name="apply"),
    path("reports/", reports.all_reports, name="reports"),
    path("reports/<slug:code>/", reports.organ_reports, name="organ_reports"),
    path("reports/<slug:code>/<int:year>/", reports.report_page, name="report"),
    path("reports/<slug:code>/<int:year>/report.<str:kind>", reports.report_file, name="report_file"),
]
