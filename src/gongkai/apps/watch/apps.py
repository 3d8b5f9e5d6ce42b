"""期限巡查."""

from __future__ import annotations

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "gongkai.apps.watch"
    label = "watch"
    verbose_name = "期限巡查"
