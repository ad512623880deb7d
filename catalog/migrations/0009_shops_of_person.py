"""A person's shops in one statement: every page of the dashboard begins with it."""

from __future__ import annotations

from django.db import migrations

# The policies decide as always: the function runs with the caller's rights, and only says whose rows are asked
# for. The setting is put back, for callers that are inside a transaction already.
FUNCTION = """
CREATE FUNCTION catalog_shops_of_person(person bigint)
RETURNS TABLE (shop jsonb, held_role text) LANGUAGE plpgsql AS $$
DECLARE
    before text := coalesce(current_setting('app.user', true), '');
BEGIN
    PERFORM set_config('app.user', person::text, true);
    RETURN QUERY
        SELECT to_jsonb(s) - 'wrapped_key', m.role::text
        FROM catalog_membership m JOIN catalog_shop s ON s.id = m.shop_id
        WHERE m.user_id = person AND m.is_active ORDER BY s.name;
    PERFORM set_config('app.user', before, true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_occasions")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION catalog_shops_of_person(bigint)")]
