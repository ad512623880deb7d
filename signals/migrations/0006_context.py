"""What travels with an event, sessions, consent, and the sums that follow from them."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# Constant defaults: Postgres notes them in its catalogue and rewrites no row, however many there are.
EVENT_COLUMNS = """
ALTER TABLE signals_event
    ADD COLUMN query varchar(200) NOT NULL DEFAULT '',
    ADD COLUMN slot varchar(40) NOT NULL DEFAULT '',
    ADD COLUMN rank smallint,
    ADD COLUMN step smallint,
    ADD COLUMN content_ref bigint,
    ADD COLUMN code varchar(60) NOT NULL DEFAULT '',
    ADD COLUMN wilaya varchar(60) NOT NULL DEFAULT '',
    ADD COLUMN watched numeric(4, 3);
"""
NO_EVENT_COLUMNS = """
ALTER TABLE signals_event DROP COLUMN query, DROP COLUMN slot, DROP COLUMN rank, DROP COLUMN step,
    DROP COLUMN content_ref, DROP COLUMN code, DROP COLUMN wilaya, DROP COLUMN watched;
"""
# Sessions are counted again visitor by visitor, and a person's own events are found for their rights. Folding pays
# for it, the intake does not: requests only write the inbox.
EVENT_VISITOR = "CREATE INDEX signals_event_visitor ON signals_event (shop_id, visitor, occurred_at)"

# One round trip for the intake, which runs outside any scope: the function opens the shop's for itself, as
# signals_receive does.
CONSENTING = """
CREATE FUNCTION signals_consenting(shop bigint, visitors text[], wanted text) RETURNS SETOF varchar
LANGUAGE plpgsql AS $$
DECLARE
    before text := coalesce(current_setting('app.shop', true), '');
BEGIN
    PERFORM set_config('app.shop', shop::text, true);
    RETURN QUERY SELECT c.visitor FROM signals_consent c
        WHERE c.shop_id = shop AND c.visitor = ANY(visitors) AND c.purpose = wanted AND c.withdrawn_at IS NULL;
    PERFORM set_config('app.shop', before, true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0005_inbox_without_shop_check")]

    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(EVENT_COLUMNS, NO_EVENT_COLUMNS),
        migrations.RunSQL(EVENT_VISITOR, "DROP INDEX signals_event_visitor"),
        migrations.CreateModel(
            name="Consent",
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
                ("visitor", models.CharField(max_length=40)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("measurement", "Recognised on later visits"),
                            ("recommendation", "Personal recommendations"),
                            ("messages", "Messages from the shop"),
                            ("coop", "Figures shared with other shops"),
                        ],
                        max_length=20,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("text_version", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("proof", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="DailyMoment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("hour", models.PositiveSmallIntegerField()),
                ("type", models.CharField(max_length=30)),
                ("device", models.CharField(blank=True, max_length=10)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("wilaya", models.CharField(blank=True, max_length=60)),
                ("count", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="DailySearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("term", models.CharField(max_length=120)),
                ("visitor", models.CharField(blank=True, max_length=40)),
                ("count", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="DailySession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("device", models.CharField(blank=True, max_length=10)),
                ("sessions", models.BigIntegerField(default=0)),
                ("bounces", models.BigIntegerField(default=0)),
                ("with_product", models.BigIntegerField(default=0)),
                ("with_cart", models.BigIntegerField(default=0)),
                ("with_message", models.BigIntegerField(default=0)),
                ("with_checkout", models.BigIntegerField(default=0)),
                ("with_order", models.BigIntegerField(default=0)),
                ("pages", models.BigIntegerField(default=0)),
                ("seconds", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
            ],
        ),
        migrations.CreateModel(
            name="Retention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor", models.CharField(max_length=40)),
                ("run_started_at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("first_event", models.UUIDField()),
                ("day", models.DateField()),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("device", models.CharField(blank=True, max_length=10)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("entry_page", models.CharField(blank=True, max_length=500)),
                ("events", models.IntegerField()),
                ("pages", models.IntegerField()),
                ("product_views", models.IntegerField()),
                ("acts", models.IntegerField()),
                ("carts", models.IntegerField()),
                ("messages", models.IntegerField()),
                ("checkouts", models.IntegerField()),
                ("orders", models.IntegerField()),
                ("seconds", models.DecimalField(decimal_places=2, max_digits=12)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="dailysignal",
            name="daily_signal_once",
        ),
        migrations.AddField(
            model_name="dailysignal",
            name="content_ref",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="dailysignal",
            index=models.Index(
                condition=models.Q(("content_ref__gt", 0)),
                fields=["shop", "content_ref", "day"],
                name="daily_signal_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailysignal",
            constraint=models.UniqueConstraint(
                fields=("shop", "day", "type", "product_ref", "playlist_ref", "content_ref", "channel"),
                name="daily_signal_once",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="dailymoment",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="dailysearch",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="dailysession",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="retention",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["shop", "purpose", "given_at"], name="consent_purpose"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("shop", "visitor", "purpose"),
                name="consent_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), ("withdrawn_at__gte", models.F("given_at")), _connector="OR"
                ),
                name="consent_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailymoment",
            constraint=models.UniqueConstraint(
                fields=("shop", "day", "hour", "type", "device", "language", "wilaya"),
                name="daily_moment_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailysearch",
            constraint=models.UniqueConstraint(
                fields=("shop", "day", "term", "visitor"), name="daily_search_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="dailysession",
            constraint=models.UniqueConstraint(
                fields=("shop", "day", "channel", "device"), name="daily_session_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="retention",
            constraint=models.UniqueConstraint(fields=("shop",), name="retention_once"),
        ),
        migrations.AddConstraint(
            model_name="retention",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__range", (1, 60))), name="retention_months"
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["shop", "day"], name="session_day"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=("shop", "visitor", "started_at", "first_event"), name="session_once"
            ),
        ),
        migrations.RunSQL(CONSENTING, "DROP FUNCTION signals_consenting(bigint, text[], text)"),
        SecureTenantTables(),
    ]
