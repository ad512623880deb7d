"""Proposed playlists with what was learnt from refusals, and how far visitors come on a playlist."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# A constant default: Postgres notes it in its catalogue and rewrites no row.
ORDER_NUMBER = "ALTER TABLE signals_event ADD COLUMN order_number varchar(100) NOT NULL DEFAULT ''"

# What was folded before this table stood, counted as the fold counts from now on; shop by shop, as each sees its rows.
VISITORS_SO_FAR = """
DO $$
DECLARE
    one record;
BEGIN
    PERFORM set_config('app.purpose', 'directory', true);
    FOR one IN SELECT id FROM catalog_shop LOOP
        PERFORM set_config('app.shop', one.id::text, true);
        INSERT INTO signals_playlistvisitor (shop_id, day, playlist_ref, visitor, reached)
        SELECT shop_id, day, playlist_id, visitor, bit_or(CASE
            WHEN type = 'playlist_view' THEN 1
            WHEN type = 'playlist_step' THEN 1 << step
            ELSE 16 END)
        FROM signals_event
        WHERE shop_id = one.id AND playlist_id IS NOT NULL AND visitor <> '' AND (
            type IN ('playlist_view', 'select', 'add_to_cart', 'message', 'begin_checkout')
            OR type = 'playlist_step' AND step BETWEEN 1 AND 3)
        GROUP BY 1, 2, 3, 4;
    END LOOP;
    PERFORM set_config('app.shop', '', true);
    PERFORM set_config('app.purpose', '', true);
END $$
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0014_segments")]

    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(ORDER_NUMBER, "ALTER TABLE signals_event DROP COLUMN order_number"),
        migrations.CreateModel(
            name="PlaylistProposal",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("standing", "To decide"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("expired", "Expired"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="standing",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=2)),
                ("theme_ref", models.BigIntegerField(default=0)),
                ("theme", models.CharField(blank=True, max_length=200)),
                ("occasion", models.CharField(blank=True, max_length=80)),
                ("occasion_name", models.CharField(blank=True, max_length=120)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("score", models.FloatField()),
                ("parts", models.JSONField(default=dict)),
                ("checks", models.JSONField(default=list)),
                ("expected", models.JSONField(default=dict)),
                ("proposed_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("decision_uid", models.UUIDField(null=True)),
                ("ended_code", models.CharField(blank=True, max_length=40)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_in_season", "Not in season"),
                            ("low_stock", "Too little stock"),
                            ("low_margin", "It earns too little"),
                            ("does_not_fit", "These products do not fit together"),
                            ("already_done", "I have done this already"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "playlist",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.playlist",
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
        ),
        migrations.CreateModel(
            name="PlaylistVisitor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("playlist_ref", models.BigIntegerField()),
                ("visitor", models.CharField(max_length=40)),
                ("reached", models.SmallIntegerField()),
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
        ),
        migrations.CreateModel(
            name="PlaylistVisitOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.order",
                    ),
                ),
                (
                    "playlist",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.playlist",
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
        ),
        migrations.CreateModel(
            name="ProposalLesson",
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
                    "cause",
                    models.CharField(
                        choices=[
                            ("not_in_season", "Not in season"),
                            ("low_stock", "Too little stock"),
                            ("low_margin", "It earns too little"),
                            ("does_not_fit", "These products do not fit together"),
                            ("already_done", "I have done this already"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("products", "Products"),
                            ("theme", "Theme"),
                            ("together", "Products together"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "refs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("factor", models.FloatField(default=0)),
                ("above_stock", models.IntegerField(null=True)),
                ("label", models.CharField(max_length=500)),
                ("until", models.DateField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=120)),
                (
                    "proposal",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lessons",
                        to="signals.playlistproposal",
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
        ),
        migrations.CreateModel(
            name="ProposalPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[("discovery", "Discover"), ("proof", "Proof"), ("step_up", "Go further")],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("reason_code", models.CharField(max_length=40)),
                ("reason_values", models.JSONField(default=dict)),
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
                (
                    "proposal",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="signals.playlistproposal",
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
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ProposalRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("as_of", models.DateField()),
                ("decision_uid", models.UUIDField(null=True)),
                ("computed_at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
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
        ),
        migrations.AddIndex(
            model_name="playlistproposal",
            index=models.Index(fields=["shop", "state", "-score"], name="playlist_proposal_best"),
        ),
        migrations.AddConstraint(
            model_name="playlistproposal",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="playlist_proposal_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="playlistvisitor",
            constraint=models.UniqueConstraint(
                fields=("shop", "playlist_ref", "day", "visitor"), name="playlist_visitor_once"
            ),
        ),
        migrations.AddIndex(
            model_name="playlistvisitorder",
            index=models.Index(fields=["shop", "playlist"], name="playlist_visit_order_of"),
        ),
        migrations.AddConstraint(
            model_name="playlistvisitorder",
            constraint=models.UniqueConstraint(fields=("shop", "order"), name="playlist_visit_order_once"),
        ),
        migrations.AddIndex(
            model_name="proposallesson",
            index=models.Index(fields=["shop", "until"], name="proposal_lesson_standing"),
        ),
        migrations.AddConstraint(
            model_name="proposallesson",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="proposal_lesson_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="proposallesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("factor__gte", 0), ("factor__lt", 1)), name="proposal_lesson_factor"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalplace",
            constraint=models.UniqueConstraint(
                fields=("shop", "proposal", "position"), name="proposal_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalplace",
            constraint=models.UniqueConstraint(
                fields=("shop", "proposal", "product"), name="proposal_product_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalrun",
            constraint=models.UniqueConstraint(fields=("shop",), name="proposal_run_once"),
        ),
        migrations.RunSQL(VISITORS_SO_FAR, migrations.RunSQL.noop),
        SecureTenantTables(),
    ]
