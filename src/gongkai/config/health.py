"""Is this installation able to work? `/healthz` for monitors, the same answers for `gongkai doctor`.

503 when the database does not answer or misses migrations, or when a notice in the office's folder cannot be read. A missing calendar notice is no outage: deadlines that
cross that year are shown as provisional, and the answer says so under `calendar`. Nor is a sweeper of kept pages that stands still
(`pages`: `late`): pages go with the act itself, the sweeper is for acts whose process died.
"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.config import kept_pages, notices
from gongkai.config.environment import current
from gongkai.law.calendar import BadNotice


def database_answers() -> bool:
    """Whether a query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def missing_migrations() -> list[str]:
    """The migrations not yet applied, as `app.name`. Needs a database that answers."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def calendar_notices() -> dict[str, bool]:
    """This year and the next: is the State Council's holiday notice known? Raises `BadNotice`."""
    year = timezone.localdate().year
    known = notices.calendar(current())
    return {str(each): known.settled(each) for each in (year, year + 1)}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok"|"failing", "database", "migrations", "calendar": {year: known}, "pages"}`, 200 or 503."""
    answers = database_answers()
    missing = missing_migrations() if answers else []
    try:
        calendar: object = {year: "notice" if known else "provisional" for year, known in calendar_notices().items()}
    except BadNotice:
        calendar = "unreadable notice"
    fine = answers and not missing and isinstance(calendar, dict)
    body = {
        "status": "ok" if fine else "failing",
        "database": "ok" if answers else "no answer",
        "migrations": "unknown" if not answers else "missing" if missing else "ok",
        "calendar": calendar,
        "pages": kept_pages.state(),
    }
    return JsonResponse(body, status=200 if fine else 503)
