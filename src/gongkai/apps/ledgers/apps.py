"""The capability 台账: what an office kept in Excel comes in, what is kept here goes out."""

from __future__ import annotations

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "gongkai.apps.ledgers"
    label = "ledgers"
    verbose_name = "台账"
