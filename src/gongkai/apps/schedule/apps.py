"""The app of the recurring jobs."""

from __future__ import annotations

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "gongkai.apps.schedule"
    label = "schedule"
    verbose_name = "定时任务"
