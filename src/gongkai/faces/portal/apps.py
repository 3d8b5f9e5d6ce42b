"""The portal: what citizens see. Pages only; no models here."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongkai.faces.portal"
    label = "portal"
    verbose_name = "门户"
