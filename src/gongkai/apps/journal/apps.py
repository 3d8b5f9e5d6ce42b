"""The capability 台账日志: the append-only journal of acts, and the vault for personal data beside it."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "gongkai.apps.journal"
    label = "journal"
    verbose_name = "台账日志"
