from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(blank=True, max_length=20)),
                ("edition", models.CharField(blank=True, max_length=20)),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["place", "kind", "organ", "column", "day"], name="search_counted"),
        ),
    ]
