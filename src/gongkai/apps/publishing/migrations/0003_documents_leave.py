"""The register of documents goes to an app of its own; its table stays, and is taken over there (documents/0001)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_publication"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Document")]),
    ]
