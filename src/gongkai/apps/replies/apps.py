"""答复书."""

from __future__ import annotations

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "gongkai.apps.replies"
    label = "replies"
    verbose_name = "答复书"
