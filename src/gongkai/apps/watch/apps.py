"""期限巡查."""

from __future__ import annotations

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "gongkai.apps.watch"
    label = "watch"
    verbose_name = "期限巡查"

    def ready(self) -> None:
        # Late: models can be loaded only when all apps are known.
        from gongkai.apps.acted import listeners  # noqa: PLC0415 -- late, as said above
        from gongkai.apps.watch.actions import look_again  # noqa: PLC0415 -- the same

        listeners["watch"] = look_again
