"""The table of bands, by the database's own means: SQLite keeps it without row numbers, which Django does not know."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from gongkai.apps.alike.bands import TABLE, statements


def make(apps: Any, editor: Any) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def undo(apps: Any, editor: Any) -> None:
    editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("alike", "0001_start")]
    operations = [migrations.RunPython(make, undo)]
