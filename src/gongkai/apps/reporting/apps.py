"""The capability 年报: reading, checking and (later) compiling annual reports within an installation."""

from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "gongkai.apps.reporting"
    label = "reporting"
    verbose_name = "年报"
