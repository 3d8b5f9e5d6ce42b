"""The database counts the requests of each year beside those of each month."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.apps.requests import month_counts


def count(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    month_counts.replace(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("requests", "0013_proof_partly")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
