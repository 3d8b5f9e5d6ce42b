"""The database counts the requests of each month by itself from now on; those that were there before are counted here."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.apps.requests import month_counts


def count(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    month_counts.restore(editor.connection)


def leave(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    month_counts.remove(editor.connection)
    with editor.connection.cursor() as cursor:
        for statement in month_counts.undoing(editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("requests", "0009_month_counts")]

    operations = [migrations.RunPython(count, leave)]
