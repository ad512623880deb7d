"""Parcels, their movements, and cash that couriers hold."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from shop_ai.lib.tenancy_sql import SecureTenantTables

# An import of orders is undone in SQL, below Django's own handling, and knows nothing of parcels.
TABLE, NAME = "catalog_parcel", "catalog_parcel_order_id_same_shop"
KEY = (
    "FOREIGN KEY (shop_id, order_id) REFERENCES catalog_order (shop_id, id) {} DEFERRABLE INITIALLY IMMEDIATE"
)
REPLACE = f"ALTER TABLE {TABLE} DROP CONSTRAINT {NAME}, ADD CONSTRAINT {NAME} {KEY}"


def _marks(days: str) -> str:
    """The function that marks the days of changed orders, over the given columns."""
    parts = "".join(
        f"""
    IF TG_OP IN ('{event}', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM {rows} r, LATERAL (VALUES {days}) d(day)
        WHERE d.day IS NOT NULL;
    END IF;"""
        for event, rows in (("INSERT", "new_rows"), ("DELETE", "old_rows"))
    )
    return f"""
CREATE OR REPLACE FUNCTION catalog_mark_order_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{parts}
    RETURN NULL;
END $$;
"""


BEFORE = "(r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on)"
MARK, UNMARK = _marks(f"{BEFORE}, (r.received_on)"), _marks(BEFORE)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0015_spend")]

    operations = [
        migrations.CreateModel(
            name="CourierWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("courier", models.CharField(max_length=40)),
                ("plain", models.CharField(max_length=120)),
                ("raw", models.CharField(max_length=120)),
                ("state", models.CharField(blank=True, max_length=20)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Parcel",
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
                ("courier", models.CharField(max_length=40)),
                ("tracking", models.CharField(max_length=100)),
                ("order_number", models.CharField(blank=True, max_length=100)),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "Announced"),
                            ("ready", "Ready for the courier"),
                            ("picked_up", "Picked up"),
                            ("in_transit", "On its way"),
                            ("out_for_delivery", "Out for delivery"),
                            ("attempt_failed", "Attempt failed"),
                            ("on_hold", "On hold"),
                            ("delivered", "Delivered"),
                            ("returning", "Refused: on its way back"),
                            ("returned", "Refused: back with you"),
                            ("cancelled", "Cancelled before it left"),
                            ("lost", "Lost"),
                            ("exception", "To look into"),
                        ],
                        max_length=20,
                    ),
                ),
                ("raw_state", models.CharField(blank=True, max_length=120)),
                ("state_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("wilaya", models.CharField(blank=True, max_length=60)),
                ("currency", models.CharField(max_length=3)),
                ("cash", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("delivery_fee", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("return_fee", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("announced_on", models.DateField(blank=True, null=True)),
                ("shipped_on", models.DateField(blank=True, null=True)),
                ("delivered_on", models.DateField(blank=True, null=True)),
                ("failed_on", models.DateField(blank=True, null=True)),
                ("returned_on", models.DateField(blank=True, null=True)),
                ("says_paid", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="ParcelEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("raw", models.CharField(max_length=120)),
                ("plain", models.CharField(max_length=120)),
                ("state", models.CharField(blank=True, max_length=20)),
                ("reason", models.CharField(blank=True, max_length=120)),
                ("external_id", models.CharField(blank=True, max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Remittance",
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
                ("courier", models.CharField(max_length=40)),
                ("received_on", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("expected", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="order",
            name="received_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("received_on__isnull", False)),
                fields=["shop", "received_on"],
                name="order_by_received",
            ),
        ),
        migrations.AddField(
            model_name="courierword",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="parcel",
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
            model_name="parcel",
            name="order",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="parcels",
                to="catalog.order",
            ),
        ),
        migrations.AddField(
            model_name="parcel",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="parcelevent",
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
            model_name="parcelevent",
            name="parcel",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="catalog.parcel",
            ),
        ),
        migrations.AddField(
            model_name="parcelevent",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="remittance",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="remittance",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="parcel",
            name="remittance",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="parcels",
                to="catalog.remittance",
            ),
        ),
        migrations.AddConstraint(
            model_name="courierword",
            constraint=models.UniqueConstraint(fields=("shop", "courier", "plain"), name="courier_word_once"),
        ),
        migrations.AddConstraint(
            model_name="courierword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", ""),
                    (
                        "state__in",
                        (
                            "pending",
                            "ready",
                            "picked_up",
                            "in_transit",
                            "out_for_delivery",
                            "attempt_failed",
                            "on_hold",
                            "delivered",
                            "returning",
                            "returned",
                            "cancelled",
                            "lost",
                            "exception",
                            "ignore",
                        ),
                    ),
                    _connector="OR",
                ),
                name="courier_word_known_state",
            ),
        ),
        migrations.AddIndex(
            model_name="parcelevent",
            index=models.Index(fields=["shop", "plain"], name="parcel_event_by_word"),
        ),
        migrations.AddConstraint(
            model_name="parcelevent",
            constraint=models.UniqueConstraint(
                fields=("shop", "parcel", "at", "plain"), name="parcel_event_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="parcelevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", ""),
                    (
                        "state__in",
                        (
                            "pending",
                            "ready",
                            "picked_up",
                            "in_transit",
                            "out_for_delivery",
                            "attempt_failed",
                            "on_hold",
                            "delivered",
                            "returning",
                            "returned",
                            "cancelled",
                            "lost",
                            "exception",
                            "ignore",
                        ),
                    ),
                    _connector="OR",
                ),
                name="parcel_event_known_state",
            ),
        ),
        migrations.AddIndex(
            model_name="remittance",
            index=models.Index(fields=["shop", "-received_on"], name="remittance_by_day"),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="remittance_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="remittance_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["shop", "tracking"], name="parcel_by_tracking"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["shop", "order"], name="parcel_of_order"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["shop", "state", "-state_at"], name="parcel_by_state"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["shop", "delivered_on"], name="parcel_by_delivered"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["shop", "remittance"], name="parcel_of_remittance"),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(
                fields=("shop", "courier", "tracking"), name="parcel_tracking_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="parcel_uid_once"),
        ),
        SecureTenantTables(),
        migrations.RunSQL(REPLACE.format("ON DELETE SET NULL (order_id)"), REPLACE.format("")),
        migrations.RunSQL(MARK, UNMARK),
    ]
