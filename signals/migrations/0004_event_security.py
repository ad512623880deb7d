"""Row-level security on the raw events.

Django does not manage the partitioned table, so its picture of it has no shop, and ``SecureTenantTables`` cannot
know that it belongs to one. The policies hold for the partitions too, since nobody may reach those directly.
"""

from django.db import migrations

from shop_ai.lib.tenancy_sql import policies


class Migration(migrations.Migration):
    dependencies = [("signals", "0003_intake")]
    operations = [
        migrations.RunSQL(policies("signals_event"), "ALTER TABLE signals_event DISABLE ROW LEVEL SECURITY")
    ]
