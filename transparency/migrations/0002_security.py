"""Row-level security, and a ledger that nobody can rewrite."""

from django.db import migrations

from shop_ai.lib.tenancy_sql import SecureTenantTables

APPEND_ONLY = """
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON transparency_decision
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_initial"), ("catalog", "0002_security")]
    operations = [
        SecureTenantTables(),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER decision_append_only ON transparency_decision"),
    ]
