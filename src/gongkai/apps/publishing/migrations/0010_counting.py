"""What is counted and led on by from now on is told for what was there before."""

import json

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.publishing import counting
from gongkai.apps.publishing.moving_in.old_addresses import path_of

_AT_ONCE = 1000


def count(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers that keep the counts, and the counts of today."""
    counting.restore(editor.connection)


def lead_on(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The old addresses of what was moved in, out of the texts that keep them."""
    model = apps.get_model("publishing", "MovedItem")
    rows = model.objects.filter(path__isnull=True, item__working__isnull=False)
    after = 0
    while piece := list(rows.filter(pk__gt=after).order_by("pk").select_related("item__working")[:_AT_ONCE]):
        after = piece[-1].pk
        for each in piece:
            address = json.loads(each.item.working.meta).get("old_address")
            each.path = path_of(str(address)) if address else None
        model.objects.bulk_update(piece, ["path"])


class Migration(migrations.Migration):
    dependencies = [("publishing", "0009_counted")]

    operations = [
        migrations.RunPython(count, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(lead_on, migrations.RunPython.noop, elidable=False),
    ]
