"""What does the database itself refuse, whoever asks and by whichever program?

Gives:   the statements that make the journal append-only on each database, for migrations; `missing`, for the doctor.

Entries and daily heads: no update, no delete, no truncation. Sealed records: nothing but another key for the same
content, a day of shredding, and the shredding itself, once. The end of a chain moves on only. On PostgreSQL the rights
are taken away too, which a superuser does not feel; the triggers he does. Whoever owns the database can drop both: for
that there is the chain (journal/verification).

A later migration that alters one of these tables on SQLite makes it anew without its triggers: install them again there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = "台账日志只能追加，不能修改、删除"
SEALED = "个人信息记录只能换密钥、定保管期、到期销毁，不能改动"
FORWARD = "台账日志的链尾只能向前"

_ENTRIES = ("journal_entry", "journal_dailyhead")
_RECORDS, _CHAINS = "journal_personalrecord", "journal_chain"

_PREFIX = "journal_guard"
_ALTERED = """OLD.shredded_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.organ_id <> OLD.organ_id OR NEW.digest <> OLD.digest
 OR (NEW.shredded_at IS NULL AND (length(NEW.sealed) = 0 OR NEW.lookup <> OLD.lookup OR NEW.masked <> OLD.masked))
 OR (NEW.shredded_at IS NOT NULL AND (length(NEW.sealed) > 0 OR NEW.lookup <> '' OR NEW.masked <> ''))"""
_BACKWARDS = "NEW.seq <= OLD.seq OR NEW.organ_id <> OLD.organ_id"


def _sqlite() -> dict[str, str]:
    def refuse(sentence: str) -> str:
        return f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"

    made = {}
    for table in _ENTRIES:
        made[f"{_PREFIX}_{table}_update"] = f"BEFORE UPDATE ON {table} {refuse(APPEND_ONLY)}"
        made[f"{_PREFIX}_{table}_delete"] = f"BEFORE DELETE ON {table} {refuse(APPEND_ONLY)}"
    # INSERT OR REPLACE removes a row without asking the trigger of deletion.
    taken = "SELECT 1 FROM journal_entry WHERE id = NEW.id OR (organ_id = NEW.organ_id AND seq = NEW.seq)"
    made[f"{_PREFIX}_journal_entry_replace"] = (
        f"BEFORE INSERT ON journal_entry WHEN EXISTS ({taken}) {refuse(APPEND_ONLY)}"
    )
    taken = "SELECT 1 FROM journal_dailyhead WHERE id = NEW.id OR day = NEW.day"
    made[f"{_PREFIX}_journal_dailyhead_replace"] = (
        f"BEFORE INSERT ON journal_dailyhead WHEN EXISTS ({taken}) {refuse(APPEND_ONLY)}"
    )
    made[f"{_PREFIX}_{_RECORDS}_update"] = f"BEFORE UPDATE ON {_RECORDS} WHEN {_ALTERED} {refuse(SEALED)}"
    made[f"{_PREFIX}_{_RECORDS}_delete"] = f"BEFORE DELETE ON {_RECORDS} {refuse(SEALED)}"
    made[f"{_PREFIX}_{_CHAINS}_update"] = f"BEFORE UPDATE ON {_CHAINS} WHEN {_BACKWARDS} {refuse(FORWARD)}"
    made[f"{_PREFIX}_{_CHAINS}_delete"] = f"BEFORE DELETE ON {_CHAINS} {refuse(FORWARD)}"
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in made.items()}


def _postgresql() -> dict[str, str]:
    made = {}
    for table in _ENTRIES:
        made[table] = _guard(table, "UPDATE OR DELETE", APPEND_ONLY)
    made[_RECORDS] = _guard(_RECORDS, "UPDATE", SEALED, _ALTERED)
    made[_RECORDS + "_delete"] = _guard(_RECORDS, "DELETE", SEALED, name=_RECORDS + "_delete")
    made[_CHAINS] = _guard(_CHAINS, "UPDATE", FORWARD, _BACKWARDS)
    made[_CHAINS + "_delete"] = _guard(_CHAINS, "DELETE", FORWARD, name=_CHAINS + "_delete")
    for table in (*_ENTRIES, _RECORDS, _CHAINS):
        name = f"{table}_truncate"
        made[name] = (
            f"CREATE TRIGGER {_PREFIX}_{name} BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse('{APPEND_ONLY}')"
        )
    return {f"{_PREFIX}_{name}": statement for name, statement in made.items()}


def _guard(table: str, events: str, sentence: str, condition: str = "", name: str = "") -> str:
    when = f"WHEN ({condition})" if condition else ""
    return (
        f"CREATE TRIGGER {_PREFIX}_{name or table} BEFORE {events} ON {table} "
        f"FOR EACH ROW {when} EXECUTE FUNCTION journal_refuse('{sentence}')"
    )


_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$
"""


def statements(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def preparation(vendor: str) -> tuple[str, ...]:
    """What comes before the triggers: the function that refuses, and the rights taken from everybody, the owner too."""
    if vendor != "postgresql":
        return ()
    return (_FUNCTION, f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(_ENTRIES)} FROM PUBLIC, CURRENT_USER")


def missing(connection: BaseDatabaseWrapper, wanted: Iterable[str] | None = None) -> list[str]:
    """The triggers that should be in this database and are not: the journal's, or those of the names given."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(set(statements(connection.vendor) if wanted is None else wanted) - present)


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing, and take the rights away again; which were made."""
    return put_back(connection, statements(connection.vendor), preparation(connection.vendor))


def put_back(connection: BaseDatabaseWrapper, wanted: Mapping[str, str], before: Iterable[str] = ()) -> list[str]:
    """Make those of the triggers `wanted`, statements by name, that are missing; which were made. `before` is what they need."""
    lacking = missing(connection, wanted)
    with connection.cursor() as cursor:
        for statement in (*before, *(wanted[name] for name in lacking)):
            cursor.execute(statement)
    return lacking
