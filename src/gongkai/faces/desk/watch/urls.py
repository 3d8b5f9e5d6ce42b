"""Addresses of the watch, below /desk/watch/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.watch import alerts, mine, outbox

app_name = "watch"
urlpatterns = [
    path("", alerts.alert_list, name="alerts"),
    path("<int:pk>/put-off/", alerts.put_off, name="put_off"),
    path("calendar/", mine.calendar, name="calendar"),
    path("told/", mine.told, name="told"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/again/", outbox.again, name="again"),
]
