"""What does the database itself refuse to do with what was written, frozen and published of reports?

Gives:   the statements that make these tables append-only on each database, for migrations, the doctor and `gongkai verify`.

As the journal's (`journal.triggers`, whose refusing function PostgreSQL uses): no update, no delete, no truncation.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal.triggers import preparation, put_back

APPEND_ONLY = "已写、已定稿、已公布的年报内容只能追加，不能修改、删除"
TABLES = (
    "reporting_reporttext",
    "reporting_reportexplanation",
    "reporting_reportversion",
    "reporting_reportpublication",
    "reporting_reportfile",
)
_PREFIX = "reporting_guard"


def statements(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    made = {}
    for table in TABLES:
        if vendor == "postgresql":
            refuse = f"EXECUTE FUNCTION journal_refuse('{APPEND_ONLY}')"
            made[f"{_PREFIX}_{table}"] = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
            made[f"{_PREFIX}_{table}_truncate"] = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
            continue
        refuse = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        made[f"{_PREFIX}_{table}_update"] = f"BEFORE UPDATE ON {table} {refuse}"
        made[f"{_PREFIX}_{table}_delete"] = f"BEFORE DELETE ON {table} {refuse}"
        # INSERT OR REPLACE removes a row without asking the trigger of deletion.
        replaced = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 -- names of this module
        made[f"{_PREFIX}_{table}_replace"] = f"BEFORE INSERT ON {table} {replaced} {refuse}"
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in made.items()}


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing; which were made. The journal's function that refuses is made with them."""
    return put_back(connection, statements(connection.vendor), preparation(connection.vendor))
