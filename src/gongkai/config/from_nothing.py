"""How does a database in which nothing is get all its tables at once, without living through every edition that there was?

Takes:   a database that answers. Gives: the tables, guards and rows that all migrations one after the other leave (a test holds the two side
         by side on both databases), in a twentieth of their time: each table as it is at last, then what migrations do besides.

All or nothing: tables, rows and the note of what was applied are one transaction. A database in which anything is goes the usual way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


def is_empty() -> bool:
    """Whether there is no table but the one that notes what was applied, and nothing noted in it."""
    recorder = MigrationRecorder(connection)
    others = set(connection.introspection.table_names(include_views=True)) - {recorder.Migration._meta.db_table}
    return not others and not recorder.applied_migrations()


def build() -> None:
    """Make all tables. Only where `is_empty`."""
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor.loader.project_state()
    executor.recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        _make_tables(editor, state)
        for migration in plan:
            for operation in _beside_tables(migration.operations):
                operation.database_forwards(migration.app_label, editor, state, state)
            executor.recorder.record_applied(migration.app_label, migration.name)


def _make_tables(editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
    for model in state.apps.get_models():
        if model._meta.can_migrate(connection):
            editor.create_model(model)
    # Keys and indexes before the rows and guards that migrations bring: they were there before those.
    for statement in editor.deferred_sql:
        editor.execute(statement, params=None)
    editor.deferred_sql.clear()


def _beside_tables(operations: Iterable[Operation]) -> Iterator[Operation]:
    """What operations do that no state of the models tells: guards, tables that Django does not know, rows."""
    for operation in operations:
        if isinstance(operation, migrations.RunPython | migrations.RunSQL):
            yield operation
        elif isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _beside_tables(operation.database_operations)
