"""Take the table over from the app `publishing` as it is, with its rows, and call it after its new place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organs", "0001_start"),
        ("publishing", "0003_documents_leave"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("rule", "规章"), ("normative", "行政规范性文件")], max_length=16
                            ),
                        ),
                        ("number", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=300)),
                        ("issued_on", models.DateField()),
                        ("in_force_on", models.DateField()),
                        ("ended_on", models.DateField(null=True)),
                        (
                            "ended_how",
                            models.CharField(
                                blank=True, choices=[("repealed", "废止"), ("lapsed", "失效")], max_length=16
                            ),
                        ),
                        ("ended_by", models.CharField(blank=True, max_length=60)),
                        ("annulled", models.BooleanField(default=False)),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="organs.organ",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "publishing_document",
                        "indexes": [models.Index(fields=["organ", "issued_on"], name="document_issued")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "number"), name="document_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_how", ""), ("ended_on__isnull", True)),
                                    models.Q(("ended_on__isnull", False), models.Q(("ended_how", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="document_end_has_a_way",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AlterModelTable(name="document", table=None),
    ]
