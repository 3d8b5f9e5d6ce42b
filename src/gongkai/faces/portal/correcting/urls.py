"""Addresses of having a record corrected, below /correct/. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.correcting import guide, steps

app_name = "correcting"
urlpatterns = [
    path("", guide.guide, name="guide"),
    path("<slug:code>/", steps.correct, name="correct"),
]
