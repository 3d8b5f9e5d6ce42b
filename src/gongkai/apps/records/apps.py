"""记录更正."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gongkai.apps.records"
    label = "records"
    verbose_name = "记录更正"
