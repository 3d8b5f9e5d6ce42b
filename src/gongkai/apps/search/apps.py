"""搜索."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "gongkai.apps.search"
    label = "search"
    verbose_name = "搜索"
