"""案卷材料."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "gongkai.apps.papers"
    label = "papers"
    verbose_name = "案卷材料"
