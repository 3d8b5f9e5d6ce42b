from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row, so that no page that is only read has to write it."""
    apps.get_model("organs", "Installation").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("organs", "0003_installation")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
