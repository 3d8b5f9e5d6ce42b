"""Which roles hear of an alert; keys as long as those of the law."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("watch", "0001_watch")]
    operations = [
        migrations.AddField(
            "alert", "told", models.CharField(blank=True, max_length=80, default=""), preserve_default=False
        ),
        migrations.AlterField("alert", "key", models.CharField(max_length=160)),
    ]
