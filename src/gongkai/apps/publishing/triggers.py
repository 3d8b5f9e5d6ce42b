"""What does the database itself refuse of publication, whoever asks and by whichever program?

Law:     条例 17, 保密法 35 (nothing is public before it was reviewed); 三审三校 as the offices practise it
Gives:   the statements for each database, for migrations, the doctor and `gongkai verify`.

Versions, their files, signatures, publications and what was found in a text are only ever added. A signature needs its entry
in the journal, the digest of its version and a hand that wrote none of the text; a publication needs its seven signatures of one
round on its digest, by persons who signed one level each, or the emergency's reason, or an accepted batch. An item is public only by
a publication of its own, and after the act that made it so. A stored file keeps its digest and what was read from it; only whole
rows that nothing uses are swept away (their foreign keys refuse the rest). What whoever owns the database could still do: docs/decisions/publication.md.

A later migration that makes one of these tables anew on SQLite loses its triggers: install them again there.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal.triggers import put_back
from gongkai.law.procedures.publication import LEVELS, PUBLICATION

APPEND_ONLY = "稿件、附件、审签和公开的记录只能追加，不能修改、删除"
TABLES = (
    "publishing_version",
    "publishing_versionfile",
    "publishing_signed",
    "publishing_publication",
    "publishing_examination",
)
_PREFIX = "publishing_guard"
_ITEM, _SIGNED, _PUBLICATION = "publishing_item", "publishing_signed", "publishing_publication"

_BESIDE = "'refused', 'stranger'"
_MAKING = "'publish', 'go_live', 'emergency', 'accept'"
_TO_PUBLIC = ", ".join(sorted({f"'{row.event}'" for row in PUBLICATION.transitions if row.target in ("live", "owing")}))
_LEVEL = "CASE NEW.event " + " ".join(f"WHEN '{event}' THEN '{level}'" for event, level in LEVELS.items()) + " END"
_LAST = """COALESCE((SELECT MAX(pv.number) FROM publishing_publication AS done JOIN publishing_version AS pv
    ON pv.id = done.version_id WHERE pv.item_id = v.item_id), 0)"""
_WROTE = f"""SELECT 1 FROM publishing_version AS v JOIN publishing_version AS w ON w.item_id = v.item_id
    WHERE v.id = NEW.version_id AND (w.id = v.id OR w.number > {_LAST}) AND w.person = """  # noqa: S608 -- fixed words of ours
_SIGNED_HERE = """FROM publishing_signed AS s WHERE s.version_id = NEW.version_id AND s.round = NEW.round
    AND s.digest = NEW.digest"""

_OF_FILE = (
    (
        """EXISTS (SELECT 1 FROM publishing_signed AS s WHERE s.version_id = NEW.version_id)
    OR EXISTS (SELECT 1 FROM publishing_publication AS p WHERE p.version_id = NEW.version_id)""",
        "已审签、已公开的一稿不能再加附件",
    ),
)
_OF_SIGNED = (
    (
        "NOT EXISTS (SELECT 1 FROM publishing_version AS v WHERE v.id = NEW.version_id AND v.digest = NEW.digest)",
        "审签须签在那一稿的摘要上",
    ),
    (f"NEW.level <> ({_LEVEL}) OR ({_LEVEL}) IS NULL", "审签的环节和级别不符"),
    (
        """NOT EXISTS (SELECT 1 FROM publishing_version AS v JOIN publishing_item AS i ON i.id = v.item_id
    JOIN journal_entry AS e ON e.organ_id = i.organ_id AND e.seq = NEW.entry WHERE v.id = NEW.version_id
    AND e.subject = 'item' AND e.subject_id = i.id AND e.event = NEW.event AND e.person = NEW.person
    AND e.role = NEW.role)""",
        "审签没有台账日志中的记录",
    ),
    (f"EXISTS ({_WROTE} NEW.person)", "起草或者改过这一稿的人不能审签"),
)
_OF_PUBLICATION = (
    (
        "NOT EXISTS (SELECT 1 FROM publishing_version AS v WHERE v.id = NEW.version_id AND v.digest = NEW.digest)",
        "公开的不是那一稿的内容",
    ),
    ("NEW.way NOT IN ('reviewed', 'emergency', 'imported')", "没有这种公开的方式"),
    (
        f"NEW.way = 'reviewed' AND (SELECT COUNT(DISTINCT s.event) {_SIGNED_HERE}) <> {len(LEVELS)}",
        "三审三校和保密审查没有全部签在这一稿上，不能公开",
    ),
    (
        f"""NEW.way = 'reviewed' AND EXISTS (SELECT s.person {_SIGNED_HERE}
    GROUP BY s.person HAVING COUNT(DISTINCT s.level) > 1)""",
        "同一人签了两级，不能公开",
    ),
    (
        f"NEW.way = 'reviewed' AND EXISTS (SELECT 1 {_SIGNED_HERE} AND EXISTS ({_WROTE} s.person))",
        "审签人起草或者改过这一稿，不能公开",
    ),
    (
        f"NEW.way = 'emergency' AND (TRIM(NEW.reason) = '' OR EXISTS ({_WROTE} NEW.person))",
        "应急公开须由未经手的人写明理由",
    ),
    (
        """NEW.way = 'imported' AND NOT EXISTS (SELECT 1 FROM publishing_batch AS b JOIN publishing_version AS v
    ON v.id = NEW.version_id JOIN publishing_item AS i ON i.id = v.item_id WHERE b.id = NEW.batch_id
    AND b.organ_id = i.organ_id AND b.state = 'accepted' AND b.person <> NEW.person)""",
        "迁入的信息须整批由另一人核准",
    ),
    (
        f"""(SELECT COUNT(*) FROM journal_entry AS e WHERE e.subject = 'item' AND e.event IN ({_MAKING})
    AND e.subject_id = (SELECT v.item_id FROM publishing_version AS v WHERE v.id = NEW.version_id))
    <= (SELECT COUNT(*) FROM publishing_publication AS p JOIN publishing_version AS o ON o.id = p.version_id
    WHERE o.item_id = (SELECT v.item_id FROM publishing_version AS v WHERE v.id = NEW.version_id))""",  # noqa: S608 -- the same
        "公开没有台账日志中的记录",
    ),
)
_OF_ITEM = (
    (
        """NEW.live_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM publishing_publication AS p
    JOIN publishing_version AS v ON v.id = p.version_id WHERE p.id = NEW.live_id AND v.item_id = NEW.id)""",
        "公开的内容不是这条信息的",
    ),
    (
        """NEW.working_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM publishing_version AS v
    WHERE v.id = NEW.working_id AND v.item_id = NEW.id)""",
        "在办的稿件不是这条信息的",
    ),
)
_OF_ITEM_CHANGED = (
    *_OF_ITEM,
    (
        """NEW.way = 'recorded' AND OLD.way <> 'recorded'
    AND EXISTS (SELECT 1 FROM publishing_version AS v WHERE v.item_id = NEW.id)""",
        "审签的信息不能改作登记的",
    ),
    (
        f"""NEW.way <> 'recorded' AND NEW.state IN ('live', 'owing') AND NEW.state <> OLD.state AND COALESCE((SELECT e.event
    FROM journal_entry AS e WHERE e.subject = 'item' AND e.subject_id = NEW.id AND e.event NOT IN ({_BESIDE})
    ORDER BY e.seq DESC LIMIT 1), '') NOT IN ({_TO_PUBLIC})""",  # noqa: S608 -- fixed words of ours
        "台账日志中没有使这条信息公开的一步",
    ),
)
_OF_BLOB = (
    (
        "NEW.id <> OLD.id OR "
        + " OR ".join(
            f"NEW.{name} <> OLD.{name}" for name in ("organ_id", "digest", "kind", "size", "text", "hidden", "unread")
        ),
        "存入的文件的摘要和从中读出的文字、痕迹不能修改",
    ),
)
"""What was signed is the digest, and what was proofread the text read from it: a file is kept as it is or not at all."""
_OF_BLOB_MADE = (
    (
        "EXISTS (SELECT 1 FROM files_blob AS b WHERE b.id = NEW.id)",
        "存入的文件不能替换",
    ),
)
_CHECKED = (
    ("file", "INSERT", "publishing_versionfile", _OF_FILE),
    ("signed", "INSERT", _SIGNED, _OF_SIGNED),
    ("publication", "INSERT", _PUBLICATION, _OF_PUBLICATION),
    ("item_made", "INSERT", _ITEM, _OF_ITEM),
    ("item_changed", "UPDATE", _ITEM, _OF_ITEM_CHANGED),
    ("blob_made", "INSERT", "files_blob", _OF_BLOB_MADE),
    ("blob_changed", "UPDATE", "files_blob", _OF_BLOB),
)
"""Name, event and table of each check, with what is wrong and the sentence for it."""


def statements(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def preparation(vendor: str) -> tuple[str, ...]:
    """What comes before the triggers: on PostgreSQL the functions that check. `journal_refuse` is the journal's."""
    if vendor != "postgresql":
        return ()
    return tuple(_function(name, checks) for name, _, _, checks in _CHECKED)


def _sqlite() -> dict[str, str]:
    made = {}
    refuse = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    for table in TABLES:
        made[f"{_PREFIX}_{table}_update"] = f"BEFORE UPDATE ON {table} {refuse}"
        made[f"{_PREFIX}_{table}_delete"] = f"BEFORE DELETE ON {table} {refuse}"
        # INSERT OR REPLACE removes a row without asking the trigger of deletion.
        replaced = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 -- names of this module
        made[f"{_PREFIX}_{table}_replace"] = f"BEFORE INSERT ON {table} {replaced} {refuse}"
    for name, event, table, checks in _CHECKED:
        body = " ".join(f"SELECT RAISE(ABORT, '{sentence}') WHERE {wrong};" for wrong, sentence in checks)
        made[f"{_PREFIX}_{name}"] = f"BEFORE {event} ON {table} BEGIN {body} END"
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in made.items()}


def _postgresql() -> dict[str, str]:
    made = {}
    refuse = f"EXECUTE FUNCTION journal_refuse('{APPEND_ONLY}')"
    for table in TABLES:
        made[f"{_PREFIX}_{table}"] = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
        made[f"{_PREFIX}_{table}_truncate"] = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
    for name, event, table, _ in _CHECKED:
        made[f"{_PREFIX}_{name}"] = f"BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {_PREFIX}_{name}()"
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in made.items()}


def _function(name: str, checks: tuple[tuple[str, str], ...]) -> str:
    body = "\n".join(
        f"IF {wrong} THEN RAISE EXCEPTION '%', '{sentence}' USING ERRCODE = 'restrict_violation'; END IF;"
        for wrong, sentence in checks
    )
    return (
        f"CREATE OR REPLACE FUNCTION {_PREFIX}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        f"BEGIN\n{body}\nRETURN NEW;\nEND $$"
    )


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing; which were made."""
    return put_back(connection, statements(connection.vendor), preparation(connection.vendor))
