"""Addresses of the sessions of activities, below /desk/sessions/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.activities import views
from gongkai.faces.desk.activities.kinds import SESSION_KIND
from gongkai.faces.desk.registers import acts

_TOLD = {"kind": SESSION_KIND}

app_name = "sessions"
urlpatterns = [
    path("", views.sessions, name="list"),
    path("new/", acts.new, _TOLD, name="new"),
    path("<int:pk>/", views.session, name="entry"),
    path("<int:pk>/do/<slug:event>/", acts.act, _TOLD, name="act"),
    path("<int:pk>/files/", views.attach, name="attach"),
    path("<int:pk>/files/<slug:digest>/", views.material, name="material"),
]
