"""The capability 监督保障: activities, and counts that other systems keep."""

from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "gongkai.apps.supervision"
    label = "supervision"
    verbose_name = "监督保障"
