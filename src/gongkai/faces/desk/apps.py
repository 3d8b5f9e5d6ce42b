"""The desk: where officers work."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gongkai.faces.desk"
    label = "desk"
