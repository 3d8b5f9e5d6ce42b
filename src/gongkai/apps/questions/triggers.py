"""What does the database itself refuse to do with answers that everybody may read?

Gives:   the statements that guard `PublicAnswer` on each database, for migrations, the doctor and `gongkai verify`: no answer without a journaled
         signature on its digest, no answer changed. It may be taken away, which a withdrawal must.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal.triggers import put_back

UNSIGNED = "没有签字公开的记载，不能公开"
CHANGED = "已公开的留言和答复不能修改，只能撤回后重新公开"
TABLE = "questions_publicanswer"
FUNCTION = "questions_signed"
_PREFIX = "questions_guard"
_SIGNED = (
    "EXISTS (SELECT 1 FROM journal_entry WHERE subject = 'question' AND subject_id = NEW.question_id "
    "AND organ_id = NEW.organ_id AND event = 'publish' AND NEW.digest <> '' "
    "AND payload LIKE '%\"digest\":\"' || NEW.digest || '\"%')"
)


def preparation(vendor: str) -> tuple[str, ...]:
    """What comes before the triggers: a function, where a trigger may not ask another table by itself."""
    if vendor != "postgresql":
        return ()
    return (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF NOT {_SIGNED} THEN RAISE EXCEPTION '{UNSIGNED}' USING ERRCODE = 'restrict_violation'; END IF; "
        "RETURN NEW; END $$",
    )


def statements(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    if vendor == "postgresql":
        made = {
            "signed": f"BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
            "unchanged": f"BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_refuse('{CHANGED}')",
        }
    else:
        made = {
            "signed": f"BEFORE INSERT ON {TABLE} WHEN NOT {_SIGNED} BEGIN SELECT RAISE(ABORT, '{UNSIGNED}'); END",
            "unchanged": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END",
        }
    return {f"{_PREFIX}_{name}": f"CREATE TRIGGER {_PREFIX}_{name} {body}" for name, body in made.items()}


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing; which were made."""
    return put_back(connection, statements(connection.vendor), preparation(connection.vendor))
