"""Tables of visits that another tool counted."""

import django.db.models.deletion
from django.db import migrations, models

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [("signals", "0009_trends")]

    operations = [
        migrations.CreateModel(
            name="ImportedSessions",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_sha256", models.CharField(max_length=64)),
                ("file_name", models.CharField(max_length=255)),
                ("dimension", models.CharField(blank=True, max_length=30)),
                ("value", models.CharField(blank=True, max_length=60)),
                ("sessions", models.PositiveIntegerField()),
                ("buying", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_import",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported_sessions",
                        to="catalog.importbatch",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "content_sha256", "dimension", "value"),
                        name="imported_sessions_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("buying__lte", models.F("sessions"))),
                        name="imported_sessions_buying_below",
                    ),
                ],
            },
        ),
        SecureTenantTables(),
    ]
