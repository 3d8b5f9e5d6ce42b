"""Addresses of questions and answers. They are published and stay."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.portal.questions import answers, asking, progress

app_name = "questions"
urlpatterns = [
    path("ask/", asking.ways_in, name="ways_in"),
    path("ask/progress/", progress.progress, name="progress"),
    # After /ask/progress/, which is no organ.
    path("ask/<slug:code>/", asking.ask, name="ask"),
    path("answers/", answers.answers, name="answers"),
    path("answers/<slug:code>/<str:number>/", answers.answer, name="answer"),
]
