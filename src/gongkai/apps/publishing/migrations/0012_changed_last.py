from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0011_renewed_in_column")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("renewed_on__gt", models.F("published_on"))),
                fields=["organ", "-renewed_on", "-id"],
                name="item_corrected",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("withdrawn_on__isnull", False)),
                fields=["-withdrawn_on", "-id"],
                name="item_left_last",
            ),
        ),
        migrations.RemoveIndex(model_name="item", name="item_of_genre"),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=[
                    "genre",
                    "-published_on",
                    "-id",
                    "organ",
                    "withdrawn_on",
                    "withdrawn_how",
                    "way",
                    "annulled",
                    "number",
                ],
                name="item_of_genre",
            ),
        ),
    ]
