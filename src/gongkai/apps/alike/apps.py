"""重复申请."""

from __future__ import annotations

from django.apps import AppConfig


class AlikeConfig(AppConfig):
    name = "gongkai.apps.alike"
    label = "alike"
    verbose_name = "重复申请"

    def ready(self) -> None:
        # Late: models can be loaded only when all apps are there.
        from gongkai.apps.alike import actions  # noqa: PLC0415 - as said above
        from gongkai.apps.journal import vault  # noqa: PLC0415 - as said above

        vault.shredded_with(actions.drop)
