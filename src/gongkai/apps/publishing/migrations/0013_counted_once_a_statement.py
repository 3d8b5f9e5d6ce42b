"""PostgreSQL counts once a statement from now on, not once a row."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.publishing import counting


def count(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        counting.replace(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0012_changed_last")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop, elidable=False)]
