"""Letting go of original files and of refused values: they hold personal data."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from catalog.imports.models import ImportFile, ImportRowError
from catalog.shops.directory import all_shop_ids
from shop_ai.lib.tenancy import shop_scope

KEPT = timedelta(days=30)


def forget_files(shop_id: int, now: datetime) -> int:
    """Delete the files and blank the refused values that are older than thirty days; returns how many files."""
    before = now - KEPT
    with shop_scope(shop_id):
        ImportRowError.objects.filter(batch__created_at__lt=before).update(value_sealed=None)
        return int(ImportFile.objects.filter(created_at__lt=before).delete()[0])


def forget_files_of_all_shops() -> int:
    now = timezone.now()
    return sum(forget_files(shop_id, now) for shop_id in all_shop_ids())
