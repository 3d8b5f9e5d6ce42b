from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.questions import triggers


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.preparation(editor.connection.vendor):
        editor.execute(statement, params=None)
    for statement in triggers.statements(editor.connection.vendor).values():
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """There is no way back: what could be changed in between was not kept."""

    dependencies = [("questions", "0001_start"), ("journal", "0002_append_only")]

    operations = [migrations.RunPython(install)]
