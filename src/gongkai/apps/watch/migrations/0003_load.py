"""Indexes by which the load of an organ is counted and a calendar read."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_told")]
    operations = [
        migrations.RemoveIndex("step", "watch_step_of_person"),
        migrations.AddIndex(
            "step",
            models.Index(
                condition=models.Q(("ended_on__isnull", True), ("waiting", False)),
                fields=["organ", "subject", "assigned", "due"],
                name="watch_step_load",
            ),
        ),
        migrations.AddIndex("step", models.Index(fields=["organ", "due"], name="watch_step_of_organ")),
    ]
