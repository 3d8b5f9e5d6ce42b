"""常用筛选."""

from __future__ import annotations

from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "gongkai.apps.saved"
    label = "saved"
    verbose_name = "常用筛选"
