"""The capability 机构: organs, their places in the tree of levels, and their names through time."""

from __future__ import annotations

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    name = "gongkai.apps.organs"
    label = "organs"
    verbose_name = "机构"
