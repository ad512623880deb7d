"""Lists of single visitors and asks of ready answers, each in one statement."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

# The way of a list to the record of served lists, in one statement: the shop of the key, its version, what stands about the
# visitor, and the list itself – when the version is still the one that it was made of. Without a name nothing is stored.
SERVE = """
CREATE FUNCTION signals_serve_list(
    asked_key text, known bigint, asking text, list_name uuid, list_at timestamptz, list_slot text, list_content text,
    OUT shop bigint, OUT version bigint, OUT is_held boolean, OUT dismissed bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
    before text[] := ARRAY[current_setting('app.lookup', true), current_setting('app.shop', true)];
BEGIN
    PERFORM set_config('app.lookup', asked_key, true);
    SELECT k.shop_id INTO shop FROM catalog_publickey k WHERE k.key = asked_key AND k.is_active;
    PERFORM set_config('app.lookup', coalesce(before[1], ''), true);
    IF shop IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.shop', shop::text, true);
    SELECT coalesce(sum(c.amount), 0) INTO version FROM signals_answerchange c WHERE c.shop_id = shop;
    IF asking <> '' THEN
        is_held := EXISTS (SELECT 1 FROM transparency_hold h
            WHERE h.shop_id = shop AND h.subject = 'visitor:' || asking AND h.released_at IS NULL);
        dismissed := ARRAY(SELECT d.product_id FROM signals_dismissal d WHERE d.shop_id = shop AND d.visitor = asking);
    END IF;
    IF list_name IS NOT NULL AND version = known THEN
        INSERT INTO signals_servedlist (shop_id, uid, at, slot, content)
        VALUES (shop, list_name, list_at, list_slot, list_content::jsonb)
        ON CONFLICT (shop_id, uid) DO NOTHING;
    END IF;
    PERFORM set_config('app.shop', coalesce(before[2], ''), true);
END $$;
"""
# What is locked is being written by somebody else, and then the day stands there soon.
NOTE = """
CREATE FUNCTION signals_note_asks(shops bigint[], addresses text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting('app.shop', true);
    one bigint;
BEGIN
    FOR one IN SELECT DISTINCT unnest(shops) LOOP
        PERFORM set_config('app.shop', one::text, true);
        UPDATE signals_preparedanswer a SET asked_on = current_date
        FROM (
            SELECT p.id FROM signals_preparedanswer p
            JOIN unnest(shops, addresses) AS asked(shop, address) ON asked.shop = one AND p.address = asked.address
            WHERE p.shop_id = one AND p.asked_on IS DISTINCT FROM current_date FOR UPDATE OF p SKIP LOCKED
        ) free
        WHERE a.shop_id = one AND a.id = free.id;
    END LOOP;
    PERFORM set_config('app.shop', coalesce(before, ''), true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("signals", "0017_product_days"),
        ("transparency", "0002_security"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(
            SERVE,
            "DROP FUNCTION signals_serve_list(text, bigint, text, uuid, timestamptz, text, text)",
        ),
        migrations.RunSQL(NOTE, "DROP FUNCTION signals_note_asks(bigint[], text[])"),
    ]
