"""通知."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "gongkai.apps.notices"
    label = "notices"
    verbose_name = "通知"

    def ready(self) -> None:
        # Late: models can be loaded only when all apps are known.
        from gongkai.apps.acted import listeners  # noqa: PLC0415 -- late, as said above
        from gongkai.apps.notices.actions import tell_of_act  # noqa: PLC0415 -- the same

        listeners["notices"] = tell_of_act
