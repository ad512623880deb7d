"""A ledger that keeps its chain when a person is dropped, and figures of what is older than 13 months."""

from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# Two doors in a wall. A part may be emptied together with its salt, once, where the transaction says "erase" (the
# fingerprints stay, and the chain with them); rows may go after 13 months, where it says "fold".
GUARD = """
CREATE FUNCTION transparency_guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    purpose text := current_setting('app.ledger', true);
    movable text[] := ARRAY['subject', 'inputs', 'candidates', 'output', 'chance', 'salts', 'mentions', 'erased_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF purpose = 'fold' AND OLD.at < now() - interval '13 months' THEN RETURN OLD; END IF;
    ELSIF purpose = 'erase' AND NEW.erased_at IS NOT NULL
        AND to_jsonb(NEW) - movable = to_jsonb(OLD) - movable
        AND (NEW.subject = OLD.subject OR NEW.subject = '')
        AND (NEW.inputs = OLD.inputs OR NEW.inputs = '{}')
        AND (NEW.candidates = OLD.candidates OR NEW.candidates = '[]')
        AND (NEW.output = OLD.output OR NEW.output = '{}')
        AND (NEW.chance = OLD.chance OR NEW.chance = '{}')
        AND OLD.salts @> NEW.salts AND OLD.mentions @> NEW.mentions THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER decision_append_only ON transparency_decision;
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON transparency_decision
FOR EACH ROW EXECUTE FUNCTION transparency_guard_decision();
CREATE TRIGGER ledger_fact_append_only BEFORE UPDATE OR DELETE ON transparency_ledgerfact
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();
"""
UNDO = """
DROP TRIGGER ledger_fact_append_only ON transparency_ledgerfact;
DROP TRIGGER decision_append_only ON transparency_decision;
DROP FUNCTION transparency_guard_decision();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON transparency_decision
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();
"""

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _shop() -> models.ForeignKey[models.Model, models.Model]:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.shop"
    )


def _kind() -> models.CharField[str, str]:
    """Messages of offers and ready answers are texts that the rules read, too."""
    return models.CharField(
        choices=[
            ("product", "Product"),
            ("content", "Post"),
            ("playlist", "Playlist"),
            ("post", "Planned post"),
            ("landing", "Landing page"),
            ("message", "Message of an offer"),
            ("script", "Ready answer"),
        ],
        max_length=10,
    )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0009_erasure")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("decision", "chance", models.JSONField(default=dict)),
        migrations.AddField("decision", "environment_sha256", models.CharField(blank=True, max_length=64, default=""), preserve_default=False),
        migrations.AddField("decision", "parameters_sha256", models.CharField(blank=True, max_length=64, default=""), preserve_default=False),
        migrations.AddField("decision", "consent", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("decision", "latency_ms", models.PositiveIntegerField(null=True)),
        migrations.AddField("decision", "digests", models.JSONField(default=dict)),
        migrations.AddField("decision", "salts", models.JSONField(default=dict)),
        migrations.AddField(
            "decision",
            "mentions",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120), default=list, size=None
            ),
        ),
        migrations.AddField("decision", "erased_at", models.DateTimeField(null=True)),
        migrations.AddIndex("decision", models.Index(fields=["shop", "at"], name="decision_by_time")),
        migrations.AddIndex(
            "decision",
            django.contrib.postgres.indexes.GinIndex(fields=["mentions"], name="decision_by_mention"),
        ),
        migrations.CreateModel(
            name="LedgerFact",
            fields=[
                ("id", ID),
                (
                    "kind",
                    models.CharField(
                        choices=[("environment", "Environment"), ("parameters", "Parameters")], max_length=20
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("first_at", models.DateTimeField(auto_now_add=True)),
                ("shop", _shop()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("shop", "sha256"), name="ledger_fact_once")]
            },
        ),
        migrations.CreateModel(
            name="LedgerMonth",
            fields=[
                ("id", ID),
                ("month", models.DateField()),
                ("automation", models.CharField(max_length=60)),
                ("reason_code", models.CharField(max_length=60)),
                ("decisions", models.PositiveIntegerField()),
                ("by_people", models.PositiveIntegerField()),
                ("shop", _shop()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "month", "automation", "reason_code"), name="ledger_month_once"
                    )
                ]
            },
        ),
        *[migrations.AlterField(model, "kind", _kind()) for model in ("textcheck", "textfinding")],
        SecureTenantTables(),
        migrations.RunSQL(GUARD, UNDO),
    ]
