from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.pages import triggers


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.removals(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_start")]

    operations = [migrations.RunPython(install, remove)]
