"""A process of its own that moves items in and kills itself at a chosen point.

    python -m tests.apps.publishing.moving_in.killed DATA FILE [STAGE DONE]

Without STAGE it runs to its end and prints what is in the books as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def main(data: str, file: str, stage: str = "", at: str = "0") -> None:
    os.environ["GONGKAI_DATA"] = data
    os.environ["SECRET_KEY"] = "only-for-tests-" * 5
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    os.environ["GONGKAI_LOG_LEVEL"] = "ERROR"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from gongkai.apps.journal import queries as journal
    from gongkai.apps.journal.models import Entry
    from gongkai.apps.organs.models import Organ, OrganName
    from gongkai.apps.people.actor import program
    from gongkai.apps.publishing.models import Batch, Item, MovedItem
    from gongkai.apps.publishing.moving_in import actions, judging

    if not Path(data, "ready").exists():
        from gongkai.config import health, migrating

        if health.missing_migrations():
            migrating.migrate()
        organ = Organ.objects.create(code="here", kind="office", level="county", since=date(2000, 1, 1))
        OrganName.objects.create(organ=organ, name="某县人民政府办公室", since=date(2000, 1, 1))
        Path(data, "ready").touch()
    organ = Organ.objects.get(code="here")
    judged: list[int] = []
    judge = judging.Judge.judge

    def counted(self: judging.Judge, row: object) -> object:
        judged.append(1)
        return judge(self, row)  # type: ignore[arg-type]  # passed on as it came

    judging.Judge.judge = counted  # type: ignore[assignment,method-assign]  # only counts

    def progress(now_in: str, done: int, total: int) -> None:
        if now_in == stage and done >= int(at):
            os.kill(os.getpid(), signal.SIGKILL)

    outcome = actions.stage(program(organ.pk), Path(file), "", NOW, progress=progress)
    told = {
        "state": outcome.batch.state,
        "added": outcome.added,
        "items": Item.objects.count(),
        "numbers": Item.objects.values("number").distinct().count(),
        "moved": MovedItem.objects.count(),
        "entries": Entry.objects.filter(subject="item").count(),
        "batches": Batch.objects.count(),
        "sound": not list(journal.verify().broken),
        "judged": len(judged),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
