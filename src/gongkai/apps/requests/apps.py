"""The capability 依申请公开: requests for information, from arrival to archive."""

from __future__ import annotations

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gongkai.apps.requests"
    label = "requests"
    verbose_name = "依申请公开"
