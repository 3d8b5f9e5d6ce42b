"""The index of pairs of characters, kept by triggers; and the new columns of the requests that were there before.

`reply_days` and `late_step` follow from the acts: `gongkai rebuild` gives them to requests from before.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.db.models.functions import Coalesce

from gongkai.apps.requests import words

_ENDED = ("closed", "archived", "void")


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("requests", "Request").objects
    rows.update(came_on=Coalesce("received_on", "arrived_on"))
    rows.filter(next_due_on__isnull=False).update(watch_on=F("next_due_on"))
    rows.filter(closed_on__isnull=False).update(ended_on=F("closed_on"))
    rows.filter(state__in=_ENDED).update(running=False)


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    words.install(editor.connection)


def unmake(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        for statement in words.undoing(editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("requests", "0005_lists")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make, unmake),
    ]
