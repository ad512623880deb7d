"""Whose sessions folding left to be counted."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [("signals", "0010_imported_sessions")]

    operations = [
        migrations.CreateModel(
            name="TouchedVisitor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor", models.CharField(max_length=40)),
                ("first", models.DateTimeField()),
                ("last", models.DateTimeField()),
                ("since", models.DateTimeField(db_default=Now())),
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
                    models.UniqueConstraint(fields=("shop", "visitor"), name="touched_visitor_once")
                ],
            },
        ),
        SecureTenantTables(),
    ]
