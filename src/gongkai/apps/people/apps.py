"""The capability 人员: people, one login each, and the roles that they hold in organs."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongkai.apps.people"
    label = "people"
    verbose_name = "人员"
