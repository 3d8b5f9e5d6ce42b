"""How do changes get their order? The database numbers them when their transaction ends.

SQLite has one writer at a time: the order of writing is that of becoming visible. PostgreSQL lets transactions overlap, and one that
took its number early may become visible late; a reader who had noted a later number would never look for it. There the number is
given at the very end, under a lock that is held until everybody sees the rows: nobody waits for a long transaction, only for a
commit.
"""

from __future__ import annotations

_LOCK = 0x676B7067
_NUMBERED = "UPDATE pages_stale SET seq = (SELECT COALESCE(MAX(seq), 0) + 1 FROM pages_stale) WHERE id = NEW.id"


def statements(vendor: str) -> list[str]:
    """What makes the database number the rows, for a migration."""
    if vendor == "postgresql":
        return [
            "CREATE FUNCTION pages_number() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"PERFORM pg_advisory_xact_lock({_LOCK}); {_NUMBERED}; RETURN NULL; END $$",
            "CREATE CONSTRAINT TRIGGER pages_numbered AFTER INSERT ON pages_stale DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION pages_number()",
        ]
    return [f"CREATE TRIGGER pages_numbered AFTER INSERT ON pages_stale BEGIN {_NUMBERED}; END"]


def removals(vendor: str) -> list[str]:
    """The reverse."""
    if vendor == "postgresql":
        return ["DROP TRIGGER pages_numbered ON pages_stale", "DROP FUNCTION pages_number()"]
    return ["DROP TRIGGER pages_numbered"]
