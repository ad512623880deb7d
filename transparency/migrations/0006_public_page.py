"""What the public page said, and since when."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# The part of the page that lives in tables. One place says what belongs to it: the triggers and the readers both ask here.
FACTS = """
CREATE FUNCTION transparency_page_facts(wanted bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'name', s.name, 'language', s.language, 'timezone', s.timezone, 'profile', s.public_profile,
        'off', coalesce(
            (SELECT jsonb_object_agg(a.automation, a.changed_at) FROM transparency_automationswitch a
             WHERE a.shop_id = s.id AND NOT a.is_on), '{}'::jsonb))
    FROM catalog_shop s WHERE s.id = wanted
$$;
"""

# Writes a version when the page differs from the last one. The lock keeps the numbers of a shop without gaps.
KEEP = """
CREATE FUNCTION transparency_keep_page(wanted bigint, actor text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    last transparency_pageversion%ROWTYPE;
    present jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('public page'), (wanted % 2147483647)::int);
    SELECT * INTO last FROM transparency_pageversion WHERE shop_id = wanted ORDER BY number DESC LIMIT 1;
    present := transparency_page_facts(wanted);
    IF present IS NOT NULL AND present IS DISTINCT FROM last.facts THEN
        INSERT INTO transparency_pageversion (shop_id, number, at, facts, kept, words, changed_by)
        VALUES (wanted, coalesce(last.number, 0) + 1, clock_timestamp(), present,
                coalesce(last.kept, '{}'::jsonb), coalesce(last.words, ''), left(coalesce(actor, ''), 120));
    END IF;
END $$;

CREATE FUNCTION transparency_shop_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM transparency_keep_page(NEW.id, current_setting('app.actor', true));
    RETURN NULL;
END $$;

CREATE FUNCTION transparency_switch_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM transparency_keep_page(NEW.shop_id, NEW.changed_by);
    RETURN NULL;
END $$;

CREATE TRIGGER keep_public_page AFTER UPDATE OF name, language, timezone, public_profile ON catalog_shop
FOR EACH ROW WHEN (
    (OLD.name, OLD.language, OLD.timezone, OLD.public_profile)
    IS DISTINCT FROM (NEW.name, NEW.language, NEW.timezone, NEW.public_profile)
) EXECUTE FUNCTION transparency_shop_changed();

CREATE TRIGGER keep_public_page AFTER INSERT OR UPDATE ON transparency_automationswitch
FOR EACH ROW EXECUTE FUNCTION transparency_switch_changed();

CREATE TRIGGER page_version_append_only BEFORE UPDATE OR DELETE ON transparency_pageversion
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();

CREATE TRIGGER page_words_append_only BEFORE UPDATE OR DELETE ON transparency_pagewords
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();
"""

UNDO = """
DROP TRIGGER keep_public_page ON catalog_shop;
DROP TRIGGER keep_public_page ON transparency_automationswitch;
DROP TRIGGER page_version_append_only ON transparency_pageversion;
DROP TRIGGER page_words_append_only ON transparency_pagewords;
DROP FUNCTION transparency_shop_changed();
DROP FUNCTION transparency_switch_changed();
DROP FUNCTION transparency_keep_page(bigint, text);
DROP FUNCTION transparency_page_facts(bigint);
"""


def _id() -> tuple[str, models.BigAutoField[int, int]]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _shop() -> tuple[str, models.ForeignKey[object, object]]:
    key: models.ForeignKey[object, object] = models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="catalog.shop",
    )
    return "shop", key


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0005_integrity")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="PageWords",
            fields=[
                _id(),
                ("sha256", models.CharField(max_length=64)),
                ("words", models.JSONField()),
                ("first_at", models.DateTimeField(auto_now_add=True)),
                _shop(),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("shop", "sha256"), name="page_words_once")]
            },
        ),
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                _id(),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField()),
                ("kept", models.JSONField(default=dict)),
                ("words", models.CharField(blank=True, max_length=64)),
                ("changed_by", models.CharField(blank=True, max_length=120)),
                _shop(),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "at"], name="page_version_by_time")],
                "constraints": [models.UniqueConstraint(fields=("shop", "number"), name="page_version_once")],
            },
        ),
        SecureTenantTables(),
        migrations.RunSQL(FACTS + KEEP, UNDO),
    ]
