"""Erasures and retention, the register of processing and breaches; what was erased stays erased."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# An old file that is imported again, or an import that is taken back, must not bring an erased person back.
STAY_ERASED = """
CREATE FUNCTION transparency_keep_order_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM catalog_customer c
               WHERE c.shop_id = OLD.shop_id AND c.id = OLD.customer_id AND c.erased_at IS NOT NULL) THEN
        NEW.personal := NULL;
        NEW.customer_id := OLD.customer_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER order_stays_erased BEFORE UPDATE OF personal, customer_id ON catalog_order FOR EACH ROW
    WHEN (OLD.personal IS NULL AND OLD.customer_id IS NOT NULL
          AND (NEW.personal IS NOT NULL OR NEW.customer_id IS DISTINCT FROM OLD.customer_id))
    EXECUTE FUNCTION transparency_keep_order_erased();

CREATE FUNCTION transparency_keep_customer_erased() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.personal := NULL;
    NEW.phone_index := '';
    NEW.email_index := '';
    NEW.name_index := '{}';
    NEW.erased_at := OLD.erased_at;
    RETURN NEW;
END $$;
CREATE TRIGGER customer_stays_erased BEFORE UPDATE ON catalog_customer FOR EACH ROW
    WHEN (OLD.erased_at IS NOT NULL AND OLD.personal IS NULL)
    EXECUTE FUNCTION transparency_keep_customer_erased();
"""
COME_BACK = """
DROP TRIGGER customer_stays_erased ON catalog_customer;
DROP FUNCTION transparency_keep_customer_erased();
DROP TRIGGER order_stays_erased ON catalog_order;
DROP FUNCTION transparency_keep_order_erased();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("transparency", "0008_rights"),
        ("catalog", "0016_parcels"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Breach",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("disclosed", "Somebody saw data who should not have"),
                            ("lost", "Data was lost or destroyed"),
                            ("changed", "Data was changed by somebody who should not have"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("everyone", "Every customer of the shop"),
                            ("buyers", "Customers who ordered between two days"),
                            ("writers", "People who wrote to the shop between two days"),
                            ("team", "People of the shop's team"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("words", models.BinaryField(blank=True, null=True)),
                ("found_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("persons", models.PositiveIntegerField(default=0)),
                ("counted_at", models.DateTimeField(blank=True, null=True)),
                ("steps", models.JSONField(default=dict)),
                ("told_authority_at", models.DateTimeField(blank=True, null=True)),
                ("told_persons_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("opened_by", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                "indexes": [models.Index(fields=["shop", "-found_at"], name="breach_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="breach_uid_once"),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gte", models.F("found_at"))),
                        name="breach_due_after_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="breach_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRecord",
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
                ("customer_uid", models.UUIDField()),
                ("cause", models.CharField(max_length=40)),
                ("by", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting"),
                            ("running", "Under way"),
                            ("done", "Erased"),
                            ("failed", "Stopped: try again"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("steps_done", models.PositiveSmallIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("left", models.JSONField(default=dict)),
                ("replays", models.PositiveSmallIntegerField(default=0)),
                ("decision_uid", models.UUIDField(null=True)),
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
                "indexes": [models.Index(fields=["shop", "-asked_at"], name="erasure_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="erasure_uid_once"),
                    models.UniqueConstraint(fields=("shop", "customer_uid"), name="erasure_of_customer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("done_at__isnull", False),
                            _connector="OR",
                        ),
                        name="erasure_done_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LockedPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("orders", models.PositiveIntegerField(default=0)),
                ("last_order_on", models.DateField()),
                ("locked_at", models.DateTimeField()),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.customer",
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
                "indexes": [models.Index(fields=["shop", "last_order_on"], name="locked_person_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "customer"), name="locked_person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40)),
                ("receipt", models.CharField(blank=True, max_length=80)),
                ("declared_on", models.DateField(blank=True, null=True)),
                ("recipients", models.CharField(blank=True, max_length=300)),
                ("transfer", models.CharField(blank=True, max_length=300)),
                ("officer", models.CharField(blank=True, max_length=200)),
                ("changed_by", models.CharField(blank=True, max_length=60)),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                "constraints": [models.UniqueConstraint(fields=("shop", "code"), name="register_note_once")],
            },
        ),
        migrations.CreateModel(
            name="RetentionChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("length", models.PositiveSmallIntegerField()),
                ("changed_by", models.CharField(blank=True, max_length=60)),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                    models.UniqueConstraint(fields=("shop", "code"), name="retention_choice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
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
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("started_by", models.CharField(max_length=60)),
                ("counts", models.JSONField(default=dict)),
                ("lengths", models.JSONField(default=dict)),
                ("failed", models.JSONField(default=dict)),
                ("decision_uid", models.UUIDField(null=True)),
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
                "indexes": [models.Index(fields=["shop", "-began_at"], name="retention_run_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="retention_run_uid_once")
                ],
            },
        ),
        SecureTenantTables(),
        migrations.RunSQL(STAY_ERASED, COME_BACK),
    ]
