from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.publishing import triggers


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Those of stored files, where an earlier edition installed the others."""
    triggers.restore(editor.connection)


class Migration(migrations.Migration):
    """There is no way back: what could be changed in between was not kept."""

    dependencies = [("publishing", "0007_item_by_way"), ("files", "0001_start")]

    operations = [migrations.RunPython(install, elidable=False)]
