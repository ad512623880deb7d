"""Staged exposure of what is new."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0007_scores"), ("catalog", "0007_content")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name='ExposureTest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('product', 'Product'), ('content', 'Post'), ('playlist', 'Playlist')], default='product', max_length=10)),
                ('title', models.CharField(max_length=500)),
                ('stage', models.CharField(choices=[('waiting', 'Waiting'), ('testing', 'In test'), ('wide', 'Promoted'), ('stopped', 'Stopped'), ('resting', 'Resting')], default='waiting', max_length=10)),
                ('since', models.DateTimeField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('reason_code', models.CharField(blank=True, max_length=60)),
                ('rounds', models.PositiveSmallIntegerField(default=1)),
                ('shown', models.PositiveIntegerField(default=0)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('added', models.PositiveIntegerField(default=0)),
                ('usual', models.FloatField(null=True)),
                ('mean', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('chance', models.FloatField(null=True)),
                ('next_at', models.PositiveIntegerField(default=50)),
                ('complaints', models.PositiveSmallIntegerField(default=0)),
                ('is_asked', models.BooleanField(default=False)),
                ('is_current', models.BooleanField(default=True)),
                ('overruled_by', models.CharField(blank=True, max_length=60)),
                ('opened_at', models.DateTimeField(null=True)),
                ('recommendation_id', models.CharField(blank=True, max_length=60)),
                ('decision_uid', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('content', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.contentpiece')),
                ('playlist', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.playlist')),
                ('product', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.product')),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
        ),
        migrations.CreateModel(
            name='ExposurePlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_at', models.DateTimeField()),
                ('day', models.DateField()),
                ('place', models.CharField(choices=[('test', 'test'), ('wide', 'wide')], max_length=10)),
                ('propensity', models.FloatField()),
                ('from_share', models.FloatField()),
                ('to_share', models.FloatField()),
                ('seed', models.DecimalField(decimal_places=0, max_digits=20)),
                ('recommendation_id', models.CharField(max_length=60)),
                ('decision_uid', models.UUIDField(null=True)),
                ('is_current', models.BooleanField(default=True)),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.product')),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
                ('test', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='signals.exposuretest')),
            ],
        ),
        migrations.CreateModel(
            name='ExposureLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('shown', models.PositiveIntegerField()),
                ('taken', models.PositiveIntegerField()),
                ('usual', models.FloatField()),
                ('mean', models.FloatField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('chance', models.FloatField()),
                ('verdict', models.CharField(max_length=10)),
                ('decision_uid', models.UUIDField(null=True)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
                ('test', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='signals.exposuretest')),
            ],
            options={
                'ordering': ['shown'],
            },
        ),
        migrations.CreateModel(
            name='ExposureDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('product', 'Product'), ('content', 'Post'), ('playlist', 'Playlist')], max_length=10)),
                ('test_ref', models.BigIntegerField(default=0)),
                ('shown', models.PositiveIntegerField(default=0)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('added', models.PositiveIntegerField(default=0)),
                ('shop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.shop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shop', 'kind', 'test_ref', 'day'), name='exposure_day_once')],
            },
        ),
        migrations.AddIndex(
            model_name='exposuretest',
            index=models.Index(fields=['shop', 'stage'], name='exposure_by_stage'),
        ),
        migrations.AddConstraint(
            model_name='exposuretest',
            constraint=models.UniqueConstraint(fields=('shop', 'uid'), name='exposure_test_uid_once'),
        ),
        migrations.AddConstraint(
            model_name='exposuretest',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('shop', 'product'), name='exposure_product_once'),
        ),
        migrations.AddConstraint(
            model_name='exposuretest',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('shop', 'content'), name='exposure_content_once'),
        ),
        migrations.AddConstraint(
            model_name='exposuretest',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('shop', 'playlist'), name='exposure_playlist_once'),
        ),
        migrations.AddConstraint(
            model_name='exposuretest',
            constraint=models.UniqueConstraint(condition=models.Q(('recommendation_id', ''), _negated=True), fields=('shop', 'recommendation_id'), name='exposure_recommendation_once'),
        ),
        migrations.AddConstraint(
            model_name='exposuretest',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('shown'))), name='exposure_taken_within_shown'),
        ),
        migrations.AddIndex(
            model_name='exposureplace',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['shop', 'place', 'from_share'], name='exposure_place_now'),
        ),
        migrations.AddIndex(
            model_name='exposureplace',
            index=models.Index(fields=['shop', 'test', 'day'], name='exposure_place_days'),
        ),
        migrations.AddConstraint(
            model_name='exposurelook',
            constraint=models.UniqueConstraint(fields=('shop', 'test', 'shown'), name='exposure_look_once'),
        ),
        SecureTenantTables(),
    ]
