"""Addresses of what is moved in, below /desk/moving-in/."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.desk.moving_in import views

app_name = "moving_in"
urlpatterns = [
    path("", views.batches, name="list"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/reject/", views.reject, name="reject"),
]
