"""The intake as one statement, the end of old months, and an outcome for pages that may not use the key."""

from django.db import migrations, models

# One call is one transaction: the scope, the rows and the counters commit together, in a single round trip. The
# rows are sorted so that two requests with the same ids wait for each other instead of deadlocking. What is stored
# is counted when it is folded, so that accepted requests of one shop do not queue up for one counter row.
RECEIVE = """
CREATE FUNCTION signals_receive(shop bigint, events jsonb, dropped jsonb) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    before text := coalesce(current_setting('app.shop', true), '');
    given integer := jsonb_array_length(events);
    taken integer := 0;
BEGIN
    PERFORM set_config('app.shop', shop::text, true);
    IF given > 0 THEN
        INSERT INTO signals_inboxevent (shop_id, event_id, received_at, body, is_folded)
        SELECT shop, (e->>'id')::uuid, now(), e - 'id', false FROM jsonb_array_elements(events) e ORDER BY 2
        ON CONFLICT (shop_id, event_id) DO NOTHING;
        GET DIAGNOSTICS taken = ROW_COUNT;
    END IF;
    IF taken < given OR dropped <> '{}' THEN
        INSERT INTO signals_intakecount AS c (shop_id, hour, outcome, count)
        SELECT shop, date_trunc('hour', now(), 'UTC'), r.outcome, r.n
        FROM (
            SELECT 'duplicate', given - taken
            UNION ALL SELECT d.key, d.value::bigint FROM jsonb_each_text(dropped) d
        ) r(outcome, n)
        WHERE r.n > 0 ORDER BY r.outcome
        ON CONFLICT (shop_id, hour, outcome) DO UPDATE SET count = c.count + EXCLUDED.count;
    END IF;
    PERFORM set_config('app.shop', before, true);
    RETURN taken;
END $$;
"""

# Dropping a month is instant and leaves no holes; only the owner of the table can, so the role that serves the
# shops may ask for it, and only for months that are over long ago.
DROP_OLD = """
CREATE FUNCTION signals_drop_events_before(month date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    part record;
    gone integer := 0;
BEGIN
    IF month > (now() - interval '12 months')::date THEN
        RAISE EXCEPTION 'events since % are still kept', month;
    END IF;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'signals_event'::regclass
            AND c.relname < 'signals_event_' || to_char(month, 'YYYY_MM')
    LOOP
        EXECUTE format('DROP TABLE %I', part.relname);
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0002_security")]

    operations = [
        migrations.AlterField(
            model_name="intakecount",
            name="outcome",
            field=models.CharField(
                max_length=12,
                choices=[
                    ("stored", "Stored"),
                    ("duplicate", "Sent twice"),
                    ("bot", "Robot or preview"),
                    ("invalid", "Not readable"),
                    ("too_old", "Too old"),
                    ("over_limit", "Over the limit"),
                    ("opted_out", "Visitor said no"),
                    ("switched_off", "Collection switched off"),
                    ("foreign_site", "From another site"),
                ],
            ),
        ),
        migrations.RunSQL(RECEIVE, "DROP FUNCTION signals_receive(bigint, jsonb, jsonb)"),
        migrations.RunSQL(DROP_OLD, "DROP FUNCTION signals_drop_events_before(date)"),
    ]
