"""Addresses of the activities, below /desk/activities/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.activities import views
from gongkai.faces.desk.activities.kinds import PLAN_KIND
from gongkai.faces.desk.registers import acts

_TOLD = {"kind": PLAN_KIND}

app_name = "activities"
urlpatterns = [
    path("", views.year, name="list"),
    path("new/", acts.new, _TOLD, name="new"),
    path("<int:pk>/", views.activity, name="entry"),
    path("<int:pk>/do/<slug:event>/", acts.act, _TOLD, name="act"),
]
