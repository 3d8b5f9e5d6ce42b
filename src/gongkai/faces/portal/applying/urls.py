"""Addresses of applying, below /apply/. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.applying import guide, known, steps

app_name = "applying"
urlpatterns = [
    path("", guide.guide, name="guide"),
    path("seen/", known.seen, name="seen"),
    # After /apply/seen/, which is no organ.
    path("<slug:code>/", steps.apply, name="apply"),
    path("<slug:code>/near/", known.near, name="near"),
]
