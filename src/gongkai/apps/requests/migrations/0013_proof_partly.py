from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0012_assignee")]

    operations = [
        migrations.AddField(model_name="request", name="proof_partly", field=models.BooleanField(null=True)),
    ]
