"""Playlist codes, their uses, and landing pages; orders that name a code leave a mark when they change."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# Only what a use depends on: an order that is saved again as it was leaves no mark.
MARK_FUNCTION = """
CREATE FUNCTION catalog_mark_code_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_codemark (shop_id, order_ref)
        SELECT n.shop_id, n.id FROM new_rows n WHERE n.code <> '';
    ELSE
        INSERT INTO catalog_codemark (shop_id, order_ref)
        SELECT n.shop_id, n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.code <> '' OR o.code <> '')
          AND (n.code, n.order_state, n.parcel_state, n.customer_id, n.channel, n.campaign, n.placed_at,
               n.products_amount, n.discount_amount)
              IS DISTINCT FROM
              (o.code, o.order_state, o.parcel_state, o.customer_id, o.channel, o.campaign, o.placed_at,
               o.products_amount, o.discount_amount);
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGERS = [
    "CREATE TRIGGER mark_code_insert AFTER INSERT ON catalog_order REFERENCING NEW TABLE AS new_rows"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalog_mark_code_orders()",
    "CREATE TRIGGER mark_code_update AFTER UPDATE ON catalog_order"
    " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalog_mark_code_orders()",
]
UNDO = [
    "DROP TRIGGER mark_code_insert ON catalog_order",
    "DROP TRIGGER mark_code_update ON catalog_order",
    "DROP FUNCTION catalog_mark_code_orders()",
]


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0012_channels")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="CodeMark",
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
                ("order_ref", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "id"], name="code_mark_queue")],
            },
        ),
        migrations.CreateModel(
            name="PlaylistCode",
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
                ("code", models.CharField(max_length=40)),
                ("normalised", models.CharField(max_length=40)),
                ("keyword", models.CharField(blank=True, max_length=40)),
                ("keyword_normalised", models.CharField(blank=True, max_length=40)),
                ("link", models.CharField(max_length=60)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
                (
                    "playlist",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.playlist",
                    ),
                ),
                ("target", models.URLField(blank=True, max_length=500)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "discount_kind",
                    models.CharField(
                        choices=[
                            ("none", "No discount: it only says where a customer comes from"),
                            ("percent", "A share of the products' price"),
                            ("amount", "A fixed amount"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("discount", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                (
                    "most_discount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("most_given", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ("least_basket", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("most_uses", models.PositiveIntegerField(blank=True, null=True)),
                ("most_per_customer", models.PositiveIntegerField(blank=True, null=True)),
                ("gives_back", models.BooleanField(db_default=True, default=True)),
                ("uses", models.PositiveIntegerField(db_default=0, default=0)),
                ("given", models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=16)),
                ("is_paused", models.BooleanField(db_default=False, default=False)),
                ("is_archived", models.BooleanField(db_default=False, default=False)),
                ("created_by", models.CharField(blank=True, max_length=60)),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "playlist"], name="code_by_playlist")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="code_uid_once"),
                    models.UniqueConstraint(fields=("shop", "normalised"), name="code_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("keyword_normalised", ""), _negated=True),
                        fields=("shop", "keyword_normalised"),
                        name="code_keyword_once",
                    ),
                    models.UniqueConstraint(fields=("link",), name="code_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="code_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("discount", 0), ("discount_kind", "none")),
                            models.Q(
                                ("discount__gt", 0), ("discount__lte", 50), ("discount_kind", "percent")
                            ),
                            models.Q(("discount__gt", 0), ("discount_kind", "amount")),
                            _connector="OR",
                        ),
                        name="code_discount_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("most_uses__isnull", True), ("uses__lte", models.F("most_uses")), _connector="OR"
                        ),
                        name="code_uses_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("most_given__isnull", True),
                            ("given__lte", models.F("most_given")),
                            _connector="OR",
                        ),
                        name="code_given_bounded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeUse",
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
                (
                    "code",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="code_uses",
                        to="catalog.playlistcode",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.order",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.customer",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("counted", "Counted"),
                            ("given_back", "Given back"),
                            ("beyond", "Beyond its limits"),
                        ],
                        default="counted",
                        max_length=10,
                    ),
                ),
                ("used_at", models.DateTimeField()),
                ("used_on", models.DateField()),
                ("discount", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("source", models.CharField(default="order", max_length=10)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("idempotency_key", models.CharField(blank=True, max_length=255)),
                ("channel_seen", models.CharField(blank=True, max_length=40)),
                ("campaign_seen", models.CharField(blank=True, max_length=120)),
                ("is_leak", models.BooleanField(db_default=False, default=False)),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("given_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["shop", "code", "-used_at"], name="code_use_of_code"),
                    models.Index(fields=["shop", "customer"], name="code_use_by_customer"),
                    models.Index(fields=["shop", "used_on"], name="code_use_by_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="code_use_uid_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("order__isnull", False)),
                        fields=("shop", "order"),
                        name="code_use_of_order_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True),
                        fields=("shop", "code", "idempotency_key"),
                        name="code_use_key_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_back_at__isnull", False), ("state", "given_back")),
                            models.Q(
                                models.Q(("state", "given_back"), _negated=True),
                                ("given_back_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="code_use_given_back",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandingPage",
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
                (
                    "code",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="landing_pages",
                        to="catalog.playlistcode",
                    ),
                ),
                (
                    "template",
                    models.CharField(
                        choices=[
                            ("offer", "An offer: the price first"),
                            ("gift", "A gift: the occasion first"),
                            ("story", "A need: what it changes first"),
                        ],
                        default="offer",
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(default="fr", max_length=2)),
                ("texts", models.JSONField(blank=True, db_default={}, default=dict)),
                ("is_open", models.BooleanField(db_default=False, default=False)),
                ("show_proof", models.BooleanField(db_default=True, default=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="landing_uid_once"),
                    models.UniqueConstraint(fields=("shop", "code"), name="landing_of_code_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandingItem",
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
                    "landing",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="catalog.landingpage",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.product",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "landing", "product"), name="landing_item_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("code", ""), _negated=True), fields=["shop", "code"], name="order_by_code"
            ),
        ),
        SecureTenantTables(),
        migrations.RunSQL(MARK_FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
