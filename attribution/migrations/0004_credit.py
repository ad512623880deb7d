"""Journeys and the credit of channels."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

from shop_ai.lib.tenancy_sql import SecureTenantTables

# An import is undone in SQL, below Django's own cascade, and knows nothing of prepared rows: they go with their document.
GOES = (
    "ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_shop, ADD CONSTRAINT {table}_{column}_same_shop"
    " FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) {how} DEFERRABLE INITIALLY IMMEDIATE"
)


def _goes_with(table: str, column: str, target: str) -> migrations.RunSQL:
    values = {"table": table, "column": column, "target": target}
    return migrations.RunSQL(GOES.format(**values, how="ON DELETE CASCADE"), GOES.format(**values, how=""))


class Migration(migrations.Migration):
    dependencies = [("attribution", "0003_other_currency"), ("catalog", "0016_parcels")]

    operations = [
        migrations.CreateModel(
            name='ChannelRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(blank=True, max_length=40)),
                ('role', models.CharField(choices=[('discovery', 'Discovery'), ('closing', 'Closing the sale'), ('loyalty', 'Loyalty'), ('uncertain', 'Role uncertain')], max_length=12)),
                ('first', models.PositiveIntegerField()),
                ('middle', models.PositiveIntegerField()),
                ('last', models.PositiveIntegerField()),
                ('multi', models.PositiveIntegerField()),
                ('new', models.PositiveIntegerField()),
                ('orders', models.PositiveIntegerField()),
                ('opens', models.FloatField()),
                ('brings_new', models.FloatField()),
                ('keeps', models.FloatField()),
                ('as_of', models.DateField()),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='CreditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('delivered', 'Delivered'), ('refund', 'Refund'), ('withdrawn', 'Withdrawn'), ('corrected', 'Corrected')], max_length=10)),
                ('day', models.DateField()),
                ('entered_on', models.DateField()),
                ('window', models.PositiveSmallIntegerField()),
                ('channel', models.CharField(blank=True, max_length=40)),
                ('campaign', models.CharField(blank=True, max_length=120)),
                ('first', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('last', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('last_non_direct', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('linear', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('position', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('time_decay', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('shapley', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('order', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.order')),
                ('refund', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.refund')),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='CreditMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='CreditRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField()),
                ('window', models.PositiveSmallIntegerField()),
                ('rule', models.CharField(max_length=20)),
                ('computed_at', models.DateTimeField()),
                ('facts', models.JSONField(default=dict)),
                ('decision_uid', models.UUIDField(null=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='CreditSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('window', models.PositiveSmallIntegerField()),
                ('rule', models.CharField(max_length=20)),
                ('changed_by', models.CharField(blank=True, max_length=120)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='CreditShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('window', models.PositiveSmallIntegerField()),
                ('rule', models.CharField(max_length=20)),
                ('channel', models.CharField(blank=True, max_length=40)),
                ('orders', models.FloatField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('share', models.FloatField()),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('amount_low', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('amount_high', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('removal_effect', models.FloatField(null=True)),
                ('n', models.PositiveIntegerField()),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='Journey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer_ref', models.BigIntegerField(default=0)),
                ('placed_on', models.DateField()),
                ('delivered_on', models.DateField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('net', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('touches', models.JSONField(default=list)),
                ('heard', models.CharField(blank=True, max_length=40)),
                ('code_channel', models.CharField(blank=True, max_length=40)),
                ('order', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.order')),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='WilayaTest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                ('channel', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('running', 'Running'), ('stopped', 'Stopped'), ('ended', 'Over')], default='planned', max_length=10)),
                ('pairs', models.JSONField(default=list)),
                ('seed', models.DecimalField(decimal_places=0, max_digits=20)),
                ('pre_from', models.DateField()),
                ('pre_to', models.DateField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('weekly_orders', models.FloatField()),
                ('result', models.JSONField(default=dict)),
                ('result_at', models.DateTimeField(null=True)),
                ('is_final', models.BooleanField(default=False)),
                ('started_by', models.CharField(blank=True, max_length=120)),
                ('stopped_by', models.CharField(blank=True, max_length=120)),
                ('decision_uid', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.AddConstraint(
            model_name='channelrole',
            constraint=models.UniqueConstraint(fields=('shop', 'channel'), name='channel_role_once'),
        ),
        migrations.AddIndex(
            model_name='creditentry',
            index=models.Index(fields=['shop', 'order'], name='credit_entry_of_order'),
        ),
        migrations.AddIndex(
            model_name='creditentry',
            index=models.Index(fields=['shop', 'day'], name='credit_entry_by_day'),
        ),
        migrations.AddIndex(
            model_name='creditentry',
            index=models.Index(fields=['shop', 'refund'], name='credit_entry_of_refund'),
        ),
        migrations.AddIndex(
            model_name='creditmark',
            index=models.Index(fields=['shop', 'id'], name='credit_mark_queue'),
        ),
        migrations.AddConstraint(
            model_name='creditrun',
            constraint=models.UniqueConstraint(fields=('shop',), name='credit_run_once'),
        ),
        migrations.AddConstraint(
            model_name='creditsettings',
            constraint=models.UniqueConstraint(fields=('shop',), name='credit_settings_once'),
        ),
        migrations.AddConstraint(
            model_name='creditshare',
            constraint=models.UniqueConstraint(fields=('shop', 'days', 'window', 'rule', 'channel'), name='credit_share_once'),
        ),
        migrations.AddIndex(
            model_name='journey',
            index=models.Index(fields=['shop', 'delivered_on'], name='journey_by_delivered'),
        ),
        migrations.AddConstraint(
            model_name='journey',
            constraint=models.UniqueConstraint(fields=('shop', 'order'), name='journey_once'),
        ),
        migrations.AddIndex(
            model_name='wilayatest',
            index=models.Index(fields=['shop', 'state'], name='wilaya_test_by_state'),
        ),
        migrations.AddConstraint(
            model_name='wilayatest',
            constraint=models.UniqueConstraint(fields=('shop', 'uid'), name='wilaya_test_uid_once'),
        ),
        migrations.AddConstraint(
            model_name='wilayatest',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='wilaya_test_days'),
        ),
        SecureTenantTables(),
        _goes_with("attribution_journey", "order_id", "catalog_order"),
        _goes_with("attribution_creditentry", "order_id", "catalog_order"),
        _goes_with("attribution_creditentry", "refund_id", "catalog_refund"),
    ]
