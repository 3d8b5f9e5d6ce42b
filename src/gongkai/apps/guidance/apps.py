"""靠前指导."""

from __future__ import annotations

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "gongkai.apps.guidance"
    label = "guidance"
    verbose_name = "靠前指导"
