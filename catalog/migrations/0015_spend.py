"""What was spent on channels and campaigns, and dated rates of currencies."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0014_conversations")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="CurrencyRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("starts_on", models.DateField()),
                ("rate", models.DecimalField(decimal_places=6, max_digits=18)),
                ("note", models.CharField(blank=True, max_length=80)),
                ("created_by", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="SpendChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=20)),
                ("by", models.CharField(blank=True, max_length=60)),
                ("before", models.JSONField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="SpendDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
                ("currency", models.CharField(max_length=3)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("rate", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("shop_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ("impressions", models.BigIntegerField(blank=True, null=True)),
                ("clicks", models.BigIntegerField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("meta", "Meta (Facebook, Instagram)"),
                            ("tiktok", "TikTok"),
                            ("google", "Google"),
                            ("sheet", "A sheet of your own"),
                            ("hand", "Typed by hand"),
                            ("api", "By the API"),
                        ],
                        max_length=10,
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=80)),
                ("external_id", models.CharField(max_length=190)),
                ("is_spread", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="SpendEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("meta", "Meta (Facebook, Instagram)"),
                            ("tiktok", "TikTok"),
                            ("google", "Google"),
                            ("sheet", "A sheet of your own"),
                            ("hand", "Typed by hand"),
                            ("api", "By the API"),
                        ],
                        max_length=10,
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=80)),
                ("external_id", models.CharField(max_length=190)),
                ("campaign_name", models.CharField(blank=True, max_length=200)),
                ("said_channel", models.CharField(blank=True, max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("impressions", models.BigIntegerField(blank=True, null=True)),
                ("clicks", models.BigIntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("created_by", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.AddField(
            model_name="currencyrate",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="spendchange",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="spendday",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="spendentry",
            name="created_import",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="catalog.importbatch",
            ),
        ),
        migrations.AddField(
            model_name="spendentry",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="spendday",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="days",
                to="catalog.spendentry",
            ),
        ),
        migrations.AddField(
            model_name="spendchange",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="catalog.spendentry",
            ),
        ),
        migrations.AddConstraint(
            model_name="currencyrate",
            constraint=models.UniqueConstraint(
                fields=("shop", "currency", "starts_on"), name="currency_rate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="currencyrate",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="currency_rate_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="currencyrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__gt", 0)), name="currency_rate_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="spendentry",
            index=models.Index(fields=["shop", "-starts_on"], name="spend_entry_by_date"),
        ),
        migrations.AddIndex(
            model_name="spendentry",
            index=models.Index(fields=["shop", "created_import"], name="spend_entry_by_import"),
        ),
        migrations.AddConstraint(
            model_name="spendentry",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="spend_entry_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="spendentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("shop", "source", "account", "external_id", "starts_on", "ends_on"),
                name="spend_entry_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="spendentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="spend_entry_dates"
            ),
        ),
        migrations.AddConstraint(
            model_name="spendentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="spend_entry_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="spendday",
            index=models.Index(fields=["shop", "day"], name="spend_day_by_day"),
        ),
        migrations.AddIndex(
            model_name="spendday",
            index=models.Index(fields=["shop", "entry"], name="spend_day_of_entry"),
        ),
        migrations.AddConstraint(
            model_name="spendday",
            constraint=models.UniqueConstraint(
                fields=("shop", "source", "account", "external_id", "day"), name="spend_day_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="spendday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rate__isnull", True), ("shop_amount__isnull", True)),
                    models.Q(("rate__isnull", False), ("shop_amount__isnull", False)),
                    _connector="OR",
                ),
                name="spend_day_rate_and_amount",
            ),
        ),
        migrations.AddIndex(
            model_name="spendchange",
            index=models.Index(fields=["shop", "entry", "-id"], name="spend_change_last"),
        ),
        SecureTenantTables(),
    ]
