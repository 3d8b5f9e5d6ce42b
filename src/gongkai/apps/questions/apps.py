"""互动交流."""

from __future__ import annotations

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "gongkai.apps.questions"
    label = "questions"
    verbose_name = "互动交流"
