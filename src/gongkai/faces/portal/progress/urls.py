"""Addresses of what applicants see of their requests. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.progress import paper, verify, views

urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("progress/paper/", paper.paper, name="progress_paper"),
    path("verify/", verify.verify, name="verify"),
]
