"""Key figures by campaign, segment, playlist and wilaya, and targets."""

import django.db.models.deletion
from django.db import migrations, models

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [("attribution", "0004_credit")]

    operations = [
        migrations.AddField(
            model_name="dailykpi",
            name="received",
            field=models.DecimalField(decimal_places=2, default=0, max_digits=16),
        ),
        migrations.AddField(
            model_name="dailykpi",
            name="received_orders",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="DailyAcquisition",
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
                ("playlist", models.CharField(blank=True, max_length=120)),
                ("wilaya", models.CharField(blank=True, max_length=60)),
                ("spend", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("conversations", models.PositiveIntegerField(default=0)),
                ("qualified", models.PositiveIntegerField(default=0)),
                ("sold", models.PositiveIntegerField(default=0)),
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
                        fields=("shop", "day", "channel", "campaign", "playlist", "wilaya"),
                        name="daily_acquisition_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DailyKpiBy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("placed", models.PositiveIntegerField(default=0)),
                ("confirmed", models.PositiveIntegerField(default=0)),
                ("shipped", models.PositiveIntegerField(default=0)),
                ("delivered", models.PositiveIntegerField(default=0)),
                ("cancelled", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("returned", models.PositiveIntegerField(default=0)),
                ("adjustments", models.PositiveIntegerField(default=0)),
                ("credit_notes", models.PositiveIntegerField(default=0)),
                ("other_currency", models.PositiveIntegerField(default=0)),
                ("revenue_ordered", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("revenue_confirmed", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("revenue_delivered", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                (
                    "product_revenue_delivered",
                    models.DecimalField(decimal_places=2, default=0, max_digits=16),
                ),
                ("basket_squares", models.DecimalField(decimal_places=4, default=0, max_digits=24)),
                ("refunds", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("product_refunds", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("received_orders", models.PositiveIntegerField(default=0)),
                ("received", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("dimension", models.CharField(max_length=12)),
                ("key", models.CharField(blank=True, max_length=120)),
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
                        fields=("shop", "dimension", "day", "key"), name="daily_kpi_by_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KpiShift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                ("day", models.DateField()),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("refused", models.IntegerField(default=0)),
                ("returned", models.IntegerField(default=0)),
                ("delivered", models.IntegerField(default=0)),
                ("revenue_delivered", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("refunds", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
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
                "indexes": [models.Index(fields=["shop", "-noted_at"], name="kpi_shift_by_night")],
            },
        ),
        migrations.CreateModel(
            name="KpiTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figure", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=6, max_digits=16)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                "constraints": [models.UniqueConstraint(fields=("shop", "figure"), name="kpi_target_once")],
            },
        ),
        SecureTenantTables(),
    ]
