"""页面文件."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "gongkai.apps.pages"
    label = "pages"
    verbose_name = "页面文件"
