from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.publishing import triggers


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    for statement in (*triggers.preparation(vendor), *triggers.statements(vendor).values()):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """There is no way back: what could be changed in between was not kept."""

    dependencies = [("publishing", "0004_items_guarded"), ("journal", "0002_append_only")]

    operations = [migrations.RunPython(install)]
