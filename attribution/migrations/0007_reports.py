"""Annotations, alerts and digests."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("attribution", "0006_advice")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name='AlertBar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(max_length=40)),
                ('direction', models.CharField(choices=[('up', 'Above'), ('down', 'Below')], max_length=4)),
                ('factor', models.FloatField(default=1.0)),
                ('answers', models.PositiveSmallIntegerField(default=0)),
                ('changed_by', models.CharField(blank=True, max_length=60)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shop', 'figure', 'direction'), name='alert_bar_once'), models.CheckConstraint(condition=models.Q(('factor__gt', 0), ('factor__lte', 1)), name='alert_bar_factor')],
            },
        ),
        migrations.CreateModel(
            name='AlertNight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('version', models.CharField(max_length=40)),
                ('watched', models.PositiveSmallIntegerField(default=0)),
                ('found', models.PositiveSmallIntegerField(default=0)),
                ('fingerprint', models.CharField(max_length=64)),
                ('decision_uid', models.UUIDField(null=True)),
                ('computed_at', models.DateTimeField()),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shop', 'day'), name='alert_night_once')],
            },
        ),
        migrations.CreateModel(
            name='DayNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('text', models.CharField(max_length=200)),
                ('written_by', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'indexes': [models.Index(fields=['shop', 'starts_on'], name='day_note_by_day')],
                'constraints': [models.UniqueConstraint(fields=('shop', 'uid'), name='day_note_uid_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='day_note_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='FigureAlert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                ('day', models.DateField()),
                ('figure', models.CharField(max_length=40)),
                ('direction', models.CharField(choices=[('up', 'Above'), ('down', 'Below')], max_length=4)),
                ('observed', models.FloatField()),
                ('expected', models.FloatField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('p', models.FloatField()),
                ('base', models.JSONField(default=list)),
                ('answer', models.CharField(choices=[('new', 'Not answered'), ('seen', 'Seen'), ('not_useful', 'Not useful')], default='new', max_length=10)),
                ('answered_by', models.CharField(blank=True, max_length=60)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('decision_uid', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shop', 'uid'), name='figure_alert_uid_once'), models.UniqueConstraint(fields=('shop', 'day', 'figure'), name='figure_alert_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekly', models.BooleanField(default=True)),
                ('alerts', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('membership', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.membership')),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shop', 'membership'), name='letter_choice_once')],
            },
        ),
        migrations.CreateModel(
            name='SentLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('weekly', 'Weekly digest'), ('alerts', 'Alerts')], max_length=10)),
                ('key', models.DateField()),
                ('language', models.CharField(max_length=2)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('claimed_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=200)),
                ('membership', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.membership')),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'indexes': [models.Index(fields=['shop', '-key'], name='sent_letter_by_day')],
                'constraints': [models.UniqueConstraint(fields=('shop', 'membership', 'kind', 'key'), name='sent_letter_once')],
            },
        ),
        SecureTenantTables(),
    ]
