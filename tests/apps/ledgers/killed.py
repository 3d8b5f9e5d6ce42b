"""A process of its own that takes in a ledger and kills itself at a chosen point.

    python -m tests.apps.ledgers.killed DATA FILE STAGE DONE

Without STAGE it runs to its end and prints what is in the books as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

NOW = datetime(2025, 1, 10, 1, tzinfo=UTC)


def main(data: str, file: str, stage: str = "", at: str = "0") -> None:
    os.environ["GONGKAI_DATA"] = data
    os.environ["SECRET_KEY"] = "only-for-tests-" * 5
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    os.environ["GONGKAI_LOG_LEVEL"] = "ERROR"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from gongkai.apps.journal.models import Entry
    from gongkai.apps.ledgers import actions
    from gongkai.apps.organs.models import Organ, OrganName
    from gongkai.apps.people.actor import program
    from gongkai.apps.requests.models import Request
    from tests.annual.ledger.samples import ORGAN_NAME

    if not Path(data, "ready").exists():
        from gongkai.config import health, migrating

        if health.missing_migrations():
            migrating.migrate()
        organ = Organ.objects.create(code="here", kind="office", level="county", since=date(2000, 1, 1))
        OrganName.objects.create(organ=organ, name=ORGAN_NAME, since=date(2000, 1, 1))
        Path(data, "ready").touch()
    organ = Organ.objects.get(code="here")
    seen: list[tuple[str, int]] = []

    def progress(now_in: str, done: int, total: int) -> None:
        seen.append((now_in, done))
        if now_in == stage and done >= int(at):
            os.kill(os.getpid(), signal.SIGKILL)

    judged: list[int] = []
    from gongkai.annual.ledger import read as reading

    tried = reading.examine

    def counted(*args: object) -> bool:
        judged.append(1)
        return tried(*args)  # type: ignore[arg-type]  # passed on as it came

    reading.examine = counted  # only counts: how much was judged again tells whether a run went on
    left = (Request.objects.count(), Entry.objects.count())
    outcome = actions.import_ledger(program(organ.pk), Path(file).read_bytes(), NOW, progress=progress)
    print(
        json.dumps(
            {
                "left": left,
                "judged": len(judged),
                "state": outcome.run.state,
                "requests": Request.objects.count(),
                "acts": Entry.objects.filter(subject="request").count(),
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
