"""The index itself, by the database's own means: Django knows neither kind of table."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from gongkai.apps.search.index import statements, undoing


def make(apps: Any, editor: Any) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def undo(apps: Any, editor: Any) -> None:
    for statement in undoing(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]
