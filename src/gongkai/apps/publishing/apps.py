"""The capability 主动公开: what was published, and the register of normative documents."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.apps.publishing"
    label = "publishing"
    verbose_name = "主动公开"
