"""Delete the kept results whose time is over; for a daily schedule. Safe to run at any time, any number of times."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.apps.reporting import actions


class Command(BaseCommand):
    help = "删除已到期的年报体检结果"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已删除 {actions.purge(timezone.now())} 份到期的体检结果。")
