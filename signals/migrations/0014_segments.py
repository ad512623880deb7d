"""Segments, what is proposed to each, and the campaigns that come of it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# An import is undone in SQL, below Django's own cascade, and knows nothing of prepared rows: they go with the customer.
GOES = (
    "ALTER TABLE {table} DROP CONSTRAINT {table}_customer_id_same_shop, ADD CONSTRAINT {table}_customer_id_same_shop"
    " FOREIGN KEY (shop_id, customer_id) REFERENCES catalog_customer (shop_id, id) {how} DEFERRABLE INITIALLY IMMEDIATE"
)


def _id() -> models.BigAutoField[Any, Any]:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _uid() -> models.UUIDField[Any, Any]:
    return models.UUIDField(db_default=RandomUUID(), default=uuid.uuid4, editable=False)


def _shop() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="catalog.shop")


def _segment(**options: Any) -> models.CharField[Any, Any]:
    choices = [("new", "New"), ("regular", "Regular"), ("inactive", "Inactive")]
    return models.CharField(choices=choices, max_length=10, **options)


def _goes_with_the_customer(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        GOES.format(table=table, how="ON DELETE CASCADE"), GOES.format(table=table, how="")
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0013_recommend")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="SegmentCampaign",
            fields=[
                ("id", _id()),
                ("uid", _uid()),
                (
                    "segment",
                    _segment(),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("best_seller", "Best-seller"),
                            ("risk_free", "Easy to try"),
                            ("proof", "Proof"),
                            ("pack", "Pack"),
                            ("complement", "What goes with it"),
                            ("perk", "Loyalty perk"),
                            ("novelty", "Novelty"),
                            ("discount", "Bounded discount"),
                            ("guarantee", "Easy return"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("stopped", "Stopped"), ("ended", "Over")],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("proposal_uid", models.UUIDField()),
                ("products", models.JSONField(default=list)),
                ("values", models.JSONField(default=dict)),
                ("discount", models.FloatField(default=0)),
                ("budget", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("messages", models.JSONField(default=dict)),
                ("seed", models.DecimalField(decimal_places=0, max_digits=20)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("started_by", models.CharField(blank=True, max_length=60)),
                ("stopped_by", models.CharField(blank=True, max_length=60)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("decision_uid", models.UUIDField(null=True)),
                ("result", models.JSONField(default=dict)),
                ("result_at", models.DateTimeField(null=True)),
                ("is_final", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("shop", _shop()),
            ],
        ),
        migrations.CreateModel(
            name="SegmentAssignment",
            fields=[
                ("id", _id()),
                ("is_held", models.BooleanField()),
                ("is_contactable", models.BooleanField(default=True)),
                ("stratum", models.PositiveSmallIntegerField()),
                ("before", models.PositiveSmallIntegerField(default=0)),
                ("product_ref", models.BigIntegerField(default=0)),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to="catalog.customer",
                    ),
                ),
                ("shop", _shop()),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="assignments",
                        to="signals.segmentcampaign",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SegmentMember",
            fields=[
                ("id", _id()),
                (
                    "segment",
                    _segment(),
                ),
                (
                    "was",
                    _segment(blank=True),
                ),
                ("orders", models.PositiveIntegerField(default=0)),
                ("delivered", models.PositiveIntegerField(default=0)),
                ("last_on", models.DateField(null=True)),
                ("net", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to="catalog.customer",
                    ),
                ),
                ("shop", _shop()),
            ],
        ),
        migrations.CreateModel(
            name="SegmentProposal",
            fields=[
                ("id", _id()),
                ("uid", _uid()),
                (
                    "segment",
                    _segment(),
                ),
                ("slot", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("best_seller", "Best-seller"),
                            ("risk_free", "Easy to try"),
                            ("proof", "Proof"),
                            ("pack", "Pack"),
                            ("complement", "What goes with it"),
                            ("perk", "Loyalty perk"),
                            ("novelty", "Novelty"),
                            ("discount", "Bounded discount"),
                            ("guarantee", "Easy return"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for you"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("later", "Later"),
                            ("empty", "Nothing to propose"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("products", models.JSONField(default=list)),
                ("values", models.JSONField(default=dict)),
                ("discount", models.FloatField(default=0)),
                ("audience", models.PositiveIntegerField(default=0)),
                ("reason_code", models.CharField(blank=True, max_length=60)),
                ("effect", models.JSONField(default=dict)),
                ("decision_uid", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=60)),
                ("cause", models.CharField(blank=True, max_length=20)),
                ("until", models.DateField(null=True)),
                ("is_current", models.BooleanField(default=True)),
                ("shop", _shop()),
            ],
        ),
        migrations.CreateModel(
            name="SegmentRun",
            fields=[
                ("id", _id()),
                ("as_of", models.DateField()),
                ("computed_at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
                ("decision_uid", models.UUIDField(null=True)),
                ("shop", _shop()),
            ],
        ),
        migrations.CreateModel(
            name="SegmentSettings",
            fields=[
                ("id", _id()),
                ("tiers", models.JSONField(blank=True, default=list)),
                ("monthly_cap", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("window_days", models.PositiveSmallIntegerField(default=14)),
                ("changed_by", models.CharField(blank=True, max_length=120)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("shop", _shop()),
            ],
        ),
        migrations.AddIndex(
            model_name="segmentcampaign",
            index=models.Index(fields=["shop", "kind", "state"], name="segment_campaign_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="segmentcampaign",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="segment_campaign_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="segmentcampaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="segment_campaign_days"
            ),
        ),
        migrations.AddIndex(
            model_name="segmentassignment",
            index=models.Index(fields=["shop", "customer"], name="segment_assignment_of"),
        ),
        migrations.AddConstraint(
            model_name="segmentassignment",
            constraint=models.UniqueConstraint(
                fields=("shop", "campaign", "customer"), name="segment_assignment_once"
            ),
        ),
        migrations.AddIndex(
            model_name="segmentmember",
            index=models.Index(fields=["shop", "segment", "was"], name="segment_member_by_segment"),
        ),
        migrations.AddConstraint(
            model_name="segmentmember",
            constraint=models.UniqueConstraint(fields=("shop", "customer"), name="segment_member_once"),
        ),
        migrations.AddIndex(
            model_name="segmentproposal",
            index=models.Index(fields=["shop", "kind", "state"], name="segment_proposal_memory"),
        ),
        migrations.AddConstraint(
            model_name="segmentproposal",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="segment_proposal_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="segmentproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("shop", "segment", "slot"),
                name="segment_proposal_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="segmentrun",
            constraint=models.UniqueConstraint(fields=("shop",), name="segment_run_once"),
        ),
        migrations.AddConstraint(
            model_name="segmentsettings",
            constraint=models.UniqueConstraint(fields=("shop",), name="segment_settings_once"),
        ),
        SecureTenantTables(),
        _goes_with_the_customer("signals_segmentmember"),
        _goes_with_the_customer("signals_segmentassignment"),
    ]
