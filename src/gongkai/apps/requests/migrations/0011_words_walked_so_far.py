"""Words that only the newest requests have are no longer looked for through all of them (`requests.words.asking`)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.apps.requests import words


def ask(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        for statement in words.asking():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("requests", "0010_count_months")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
