"""The capability 规范性文件: the register, its clean-up, and its comparison with the provincial database."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gongkai.apps.documents"
    label = "documents"
    verbose_name = "规范性文件"
