"""The capability 栏目: the tree of columns, their duties to update, guide and catalogue."""

from __future__ import annotations

from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    name = "gongkai.apps.columns"
    label = "columns"
    verbose_name = "栏目"
