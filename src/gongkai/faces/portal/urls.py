"""The portal's addresses."""

from __future__ import annotations

from django.urls import include, path

from gongkai.faces.portal import codes, views
from gongkai.faces.portal.disclosure.home import home
from gongkai.faces.portal.tools.due import due
from gongkai.faces.portal.tools.fee import fee

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("", include("gongkai.faces.portal.about.urls")),
    path("apply/", include("gongkai.faces.portal.applying.urls")),
    path("correct/", include("gongkai.faces.portal.correcting.urls")),
    path("", include("gongkai.faces.portal.progress.urls")),
    path("tools/due/", due, name="due"),
    path("tools/fee/", fee, name="fee"),
    path("reports/check/", include("gongkai.faces.portal.annual_check.urls")),
    path("search/", include("gongkai.faces.portal.search.urls")),
    path("statistics/", include("gongkai.faces.portal.figures.urls")),
    path("", include("gongkai.faces.portal.questions.urls")),
    path("policies/", include("gongkai.faces.portal.policies.urls")),
    # After /reports/check/, which is no organ.
    path("", include("gongkai.faces.portal.disclosure.urls")),
    path("", include("gongkai.faces.portal.feeds.urls")),
    path("", include("gongkai.faces.portal.data.urls")),
    path("", include("gongkai.faces.portal.sitemaps.urls")),
    path("xxgk/<slug:code>/qr.svg", codes.of_organ, name="organ_code"),
    path("xxgk/<slug:code>/items/<str:number>/qr.svg", codes.of_item, name="item_code"),
    path("reports/<slug:code>/<int:year>/qr.svg", codes.of_report, name="report_code"),
    path("design/", views.design_page, name="design"),
]
