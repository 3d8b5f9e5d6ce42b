from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.journal import triggers


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    for statement in (*triggers.preparation(vendor), *triggers.statements(vendor).values()):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """There is no way back: a journal that could be changed in between is none."""

    dependencies = [("journal", "0001_start")]

    operations = [migrations.RunPython(install)]
