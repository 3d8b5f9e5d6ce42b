"""重复申请."""

from __future__ import annotations

from django.apps import AppConfig


class AlikeConfig(AppConfig):
    name = "gongkai.apps.alike"
    label = "alike"
    verbose_name = "重复申请"
