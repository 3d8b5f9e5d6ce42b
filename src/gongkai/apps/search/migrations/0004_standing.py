"""What counts by the index alone; and whether the index is whole: of a new installation it is, of one that was updated it is gone through once."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from gongkai.apps.search.entering import EDITION
from gongkai.apps.search.index import FORM, counting

_FIRST_FORM = "1"


def make(apps: Any, editor: Any) -> None:
    for statement in counting(editor.connection.vendor):
        editor.execute(statement)
    new = not apps.get_model("organs", "Organ").objects.exists()
    form, edition = (FORM, EDITION) if new else (_FIRST_FORM, "")
    apps.get_model("search", "Standing").objects.create(pk=1, form=form, edition=edition)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_counting")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
