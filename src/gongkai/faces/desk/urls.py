"""Addresses of the desk, all below /desk/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk import posts, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("post/", posts.choose, name="post"),
    path("help/", posts.shortcuts, name="help"),
]
