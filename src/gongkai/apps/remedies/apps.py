"""The capability 复议诉讼: reviews and suits against what was done with requests."""

from __future__ import annotations

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "gongkai.apps.remedies"
    label = "remedies"
    verbose_name = "复议诉讼"
