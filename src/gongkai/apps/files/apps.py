"""Files that officers hand in."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gongkai.apps.files"
    label = "files"
    verbose_name = "文件"
