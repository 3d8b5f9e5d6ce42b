"""Which tables guard themselves in the database, and what may have happened where a trigger of theirs is gone? For the doctor and `gongkai verify`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal import triggers as journal
from gongkai.apps.publishing import triggers as items
from gongkai.apps.questions import triggers as answers
from gongkai.apps.reporting import triggers as reports

HOW = "gongkai verify --restore-guards"
"""The command that puts back what is missing."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """The guarded tables of one app: what they hold, what their triggers see to, and what could be done without them."""

    subject: str
    task: str
    danger: str
    statements: Callable[[str], dict[str, str]]
    restore: Callable[[BaseDatabaseWrapper], list[str]]

    def missing(self) -> list[str]:
        """The triggers that should be in this database and are not."""
        return journal.missing(connection, self.statements(connection.vendor))


GUARDED = (
    Guarded("台账日志", "防改", "可能有人改动过", journal.statements, journal.restore),
    Guarded("信息发布", "审签和公开", "未审签的也可能公开", items.statements, items.restore),
    Guarded("互动交流", "签字公开", "未签字的答复也可能公开", answers.statements, answers.restore),
    Guarded("年报定稿", "防改", "定稿可能被改动过", reports.statements, reports.restore),
)


def missing() -> list[str]:
    """The triggers that should be in this database and are not, of all guarded tables."""
    return [name for each in GUARDED for name in each.missing()]


def restore() -> list[str]:
    """Put back the triggers that are missing; which were."""
    return [name for each in GUARDED for name in each.restore(connection)]
