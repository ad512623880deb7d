"""Forecasts, budgets, what campaigns came to, and what customers may still buy."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("attribution", "0005_kpis_by")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ForecastRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("week", models.DateField()),
                ("as_of", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("ready", "Forecast"), ("short", "Too few weeks")], max_length=10
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("weeks_known", models.PositiveSmallIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("facts", models.JSONField(default=dict)),
                ("decision_uid", models.UUIDField(null=True)),
                ("computed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ForecastLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="attribution.forecastrun",
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                (
                    "measure",
                    models.CharField(
                        choices=[("orders", "Delivered orders"), ("revenue", "Delivered revenue")],
                        max_length=10,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("shop", "The whole shop"),
                            ("channel", "By channel"),
                            ("product", "By product"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ref", models.BigIntegerField(default=0)),
                ("key", models.CharField(blank=True, max_length=40)),
                ("label", models.CharField(blank=True, max_length=500)),
                ("level", models.FloatField()),
                ("pace", models.FloatField(null=True)),
                ("spread", models.FloatField(null=True)),
                ("known", models.PositiveSmallIntegerField()),
                (
                    "history",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), default=list, size=None
                    ),
                ),
                ("weeks", models.JSONField(default=list)),
                ("test", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["rank"],
            },
        ),
        migrations.CreateModel(
            name="BudgetAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("week", models.DateField()),
                ("as_of", models.DateField()),
                ("version", models.CharField(max_length=40)),
                ("currency", models.CharField(max_length=3)),
                ("total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("set_aside", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("is_wait", models.BooleanField()),
                ("reason_code", models.CharField(max_length=60)),
                ("fingerprint", models.CharField(max_length=64)),
                ("facts", models.JSONField(default=dict)),
                ("decision_uid", models.UUIDField()),
                ("computed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "advice",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="attribution.budgetadvice",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("channel", models.CharField(max_length=40)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("raise", "Spend more"),
                            ("lower", "Spend less"),
                            ("wait", "Wait"),
                            ("stop", "Lower, it loses money"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason_code", models.CharField(max_length=60)),
                ("reason_values", models.JSONField(default=dict)),
                ("current", models.DecimalField(decimal_places=2, max_digits=14)),
                ("advised", models.DecimalField(decimal_places=2, max_digits=14)),
                ("target", models.DecimalField(decimal_places=2, max_digits=14)),
                ("target_low", models.DecimalField(decimal_places=2, max_digits=14)),
                ("target_high", models.DecimalField(decimal_places=2, max_digits=14)),
                ("target_flat", models.DecimalField(decimal_places=2, max_digits=14)),
                ("target_steep", models.DecimalField(decimal_places=2, max_digits=14)),
                ("rate", models.FloatField()),
                ("rate_low", models.FloatField()),
                ("rate_high", models.FloatField()),
                ("shape", models.FloatField()),
                ("orders", models.FloatField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("p_profit", models.FloatField(null=True)),
                ("weekly", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["rank"],
            },
        ),
        migrations.CreateModel(
            name="CampaignPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("campaign", models.CharField(max_length=120)),
                ("channel", models.CharField(blank=True, max_length=40)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("advert", "Paid adverts"),
                            ("message", "Messages to customers"),
                            ("playlist", "Playlist or pack"),
                            ("influencer", "Influencer"),
                            ("occasion", "Occasion"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everyone"),
                            ("new", "New customers"),
                            ("regular", "Regular customers"),
                            ("inactive", "Inactive customers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("audience_size", models.PositiveIntegerField(blank=True, null=True)),
                ("discount", models.FloatField(default=0)),
                ("product_score", models.FloatField(null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("cost", models.DecimalField(decimal_places=2, max_digits=14)),
                ("goal", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("chance", models.JSONField(default=dict)),
                ("segment_campaign", models.UUIDField(null=True)),
                ("result", models.JSONField(default=dict)),
                ("is_success", models.BooleanField(null=True)),
                ("measured_at", models.DateTimeField(null=True)),
                ("decision_uid", models.UUIDField(null=True)),
                ("created_by", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="ValueRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("as_of", models.DateField()),
                ("version", models.CharField(max_length=40)),
                ("customers", models.PositiveIntegerField()),
                ("method", models.CharField(blank=True, max_length=4)),
                ("parameters", models.JSONField(default=dict)),
                ("holdout", models.JSONField(default=dict)),
                ("facts", models.JSONField(default=dict)),
                ("fingerprint", models.CharField(max_length=64)),
                ("decision_uid", models.UUIDField(null=True)),
                ("computed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ValueGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="attribution.valuerun",
                    ),
                ),
                ("by", models.CharField(max_length=12)),
                ("key", models.CharField(blank=True, max_length=40)),
                ("rank", models.PositiveSmallIntegerField()),
                ("customers", models.PositiveIntegerField()),
                ("delivered", models.PositiveIntegerField()),
                ("soon", models.FloatField()),
                ("soon_low", models.FloatField()),
                ("soon_high", models.FloatField()),
                ("year", models.FloatField()),
                ("year_low", models.FloatField()),
                ("year_high", models.FloatField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=16)),
                ("value_low", models.DecimalField(decimal_places=2, max_digits=16)),
                ("value_high", models.DecimalField(decimal_places=2, max_digits=16)),
            ],
            options={
                "ordering": ["rank"],
            },
        ),
        migrations.AddConstraint(
            model_name="forecastrun",
            constraint=models.UniqueConstraint(fields=("shop", "week"), name="forecast_run_once"),
        ),
        migrations.AddIndex(
            model_name="forecastline",
            index=models.Index(fields=["shop", "run", "scope", "rank"], name="forecast_line_of"),
        ),
        migrations.AddConstraint(
            model_name="forecastline",
            constraint=models.UniqueConstraint(
                fields=("shop", "run", "measure", "scope", "ref", "key"), name="forecast_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetadvice",
            constraint=models.UniqueConstraint(fields=("shop", "week"), name="budget_advice_once"),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.UniqueConstraint(fields=("shop", "advice", "channel"), name="budget_line_once"),
        ),
        migrations.AddIndex(
            model_name="campaignplan",
            index=models.Index(fields=["shop", "-starts_on"], name="campaign_plan_by_day"),
        ),
        migrations.AddConstraint(
            model_name="campaignplan",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="campaign_plan_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="campaignplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="campaign_plan_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="valuerun",
            constraint=models.UniqueConstraint(fields=("shop",), name="value_run_once"),
        ),
        migrations.AddConstraint(
            model_name="valuegroup",
            constraint=models.UniqueConstraint(fields=("shop", "run", "by", "key"), name="value_group_once"),
        ),
        SecureTenantTables(),
    ]
