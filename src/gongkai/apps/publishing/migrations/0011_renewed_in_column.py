from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_counting")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("renewed_on__isnull", False)),
                fields=["organ", "column", "renewed_on"],
                name="item_renewed_in_column",
            ),
        ),
    ]
