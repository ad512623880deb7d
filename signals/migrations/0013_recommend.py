"""Prepared neighbours, the owner's word on categories, served lists with their seals, and what visitors answered."""

from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# A served list never changes, but for the seal that is set once; it goes when its time of keeping is over.
APPEND_ONLY = """
CREATE FUNCTION signals_keep_served_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.at < now() - interval '12 months' THEN RETURN OLD; END IF;
    ELSIF OLD.seal_id IS NULL AND (NEW.id, NEW.shop_id, NEW.uid, NEW.at, NEW.slot, NEW.content)
        IS NOT DISTINCT FROM (OLD.id, OLD.shop_id, OLD.uid, OLD.at, OLD.slot, OLD.content) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER served_list_append_only BEFORE UPDATE OR DELETE ON signals_servedlist
FOR EACH ROW EXECUTE FUNCTION signals_keep_served_list();
CREATE TRIGGER served_seal_append_only BEFORE UPDATE ON signals_servedseal
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();
"""
UNDO = """
DROP TRIGGER served_seal_append_only ON signals_servedseal;
DROP TRIGGER served_list_append_only ON signals_servedlist;
DROP FUNCTION signals_keep_served_list();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0012_backtest"), ("catalog", "0011_product_holds")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor", models.CharField(max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="ExcludedCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="FeedbackDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("action", models.CharField(max_length=16)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="PreparedProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "near",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "bought",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "alike",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "buyers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("orders", models.IntegerField(default=0)),
                ("is_lasting", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="ServedList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("slot", models.CharField(max_length=20)),
                ("content", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ServedSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("lists", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("decision_uid", models.UUIDField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="recommendeditem",
            name="recommended_item_once",
        ),
        migrations.AddField(
            model_name="recommendationrun",
            name="facts",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="recommendationrun",
            name="model_name",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="recommendationrun",
            name="typical",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="recommendeditem",
            name="from_share",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recommendeditem",
            name="key",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="recommendeditem",
            name="to_share",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="merchantchoice",
            name="choice",
            field=models.CharField(
                choices=[("pin", "pin"), ("hide", "hide"), ("boost", "boost"), ("exclude", "exclude")],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendeditem",
            constraint=models.UniqueConstraint(
                fields=("shop", "run", "slot", "key", "rank"), name="recommended_item_once"
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="product",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.product",
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="excludedcategory",
            name="category",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.category",
            ),
        ),
        migrations.AddField(
            model_name="excludedcategory",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="feedbackday",
            name="product",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.product",
            ),
        ),
        migrations.AddField(
            model_name="feedbackday",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="preparedproduct",
            name="product",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.product",
            ),
        ),
        migrations.AddField(
            model_name="preparedproduct",
            name="run",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="prepared",
                to="signals.recommendationrun",
            ),
        ),
        migrations.AddField(
            model_name="preparedproduct",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="servedlist",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="servedseal",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="servedlist",
            name="seal",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="served",
                to="signals.servedseal",
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.UniqueConstraint(fields=("shop", "visitor", "product"), name="dismissal_once"),
        ),
        migrations.AddConstraint(
            model_name="excludedcategory",
            constraint=models.UniqueConstraint(fields=("shop", "category"), name="excluded_category_once"),
        ),
        migrations.AddConstraint(
            model_name="feedbackday",
            constraint=models.UniqueConstraint(
                fields=("shop", "day", "action", "product"), name="feedback_day_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedproduct",
            constraint=models.UniqueConstraint(
                fields=("shop", "run", "product"), name="prepared_product_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="servedseal",
            constraint=models.UniqueConstraint(fields=("shop", "decision_uid"), name="served_seal_once"),
        ),
        migrations.AddIndex(
            model_name="servedlist",
            index=models.Index(
                condition=models.Q(("seal__isnull", True)), fields=["shop", "id"], name="served_list_open"
            ),
        ),
        migrations.AddIndex(
            model_name="servedlist",
            index=models.Index(fields=["shop", "at"], name="served_list_by_time"),
        ),
        migrations.AddConstraint(
            model_name="servedlist",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="served_list_once"),
        ),
        SecureTenantTables(),
        migrations.RunSQL(APPEND_ONLY, UNDO),
    ]
