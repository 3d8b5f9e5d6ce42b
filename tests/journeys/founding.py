"""Founds the office of a journey in a process of its own, beside a service that is not running yet, by the office's own doors.

An answer to an earlier question is public already: whoever asks for the same is shown it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date

NAME = "昌图县人民政府办公室"
ANSWERED = "供热补贴怎样申请"


def found(settings: Mapping[str, str]) -> None:
    """The office, its people and its answer, in the installation of these settings."""
    words = [sys.executable, "-m", "tests.journeys.founding"]
    subprocess.run(words, env={**os.environ, **settings}, check=True)


def _main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from tests.apps.office import Office
    from tests.apps.questions.world import published
    from tests.faces.desk.world import office

    where = office(name=NAME)
    roles = ("clerk", "reviewer", "head", "leader", "compiler")
    published(Office(where.organ, *(where.actor(role) for role in roles)), date(2026, 3, 2))


if __name__ == "__main__":
    _main()
