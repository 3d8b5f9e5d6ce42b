"""Words that many requests have are looked for down the ids (`requests.words.asking`)."""

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
    dependencies = [("requests", "0006_words")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
