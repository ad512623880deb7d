"""Changing what segments are made with; the worker makes them again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.outbox.services import enqueue
from catalog.shops.context import ShopContext
from catalog.shops.services import set_inactive_after
from shop_ai.lib.tenancy import shop_scope
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.models import SegmentSettings
from signals.segments.rules import VERSION
from transparency.ledger.services import record_decision


@dataclass(frozen=True, slots=True)
class Values:
    """Checked settings; ``tiers`` are pairs [spend, perk], ascending."""

    inactive_after_days: int
    monthly_cap: Decimal | None
    window_days: int
    tiers: list[list[str]]


def initial_of(shop: ShopContext, settings: SegmentSettings) -> dict[str, Any]:
    """What the form shows first."""
    values: dict[str, Any] = {
        "inactive_after_days": shop.inactive_after_days,
        "monthly_cap": settings.monthly_cap,
        "window_days": settings.window_days,
    }
    for place, (spend, perk) in enumerate(settings.tiers, start=1):
        values |= {f"spend_{place}": Decimal(spend), f"perk_{place}": perk}
    return values


def change_settings(shop: ShopContext, values: Values, *, by: str) -> None:
    """Keep them, write who did it, and let the worker compute again."""
    with shop_scope(shop.id):
        set_inactive_after(shop.id, values.inactive_after_days)
        SegmentSettings.objects.update_or_create(
            shop_id=shop.id,
            defaults={
                "tiers": values.tiers,
                "monthly_cap": values.monthly_cap,
                "window_days": values.window_days,
                "changed_by": by,
            },
        )
        told = {
            "inactive_after_days": values.inactive_after_days,
            "monthly_cap": None if values.monthly_cap is None else str(values.monthly_cap),
            "window_days": values.window_days,
            "tiers": values.tiers,
        }
        decision = record_decision(
            automation=SEGMENT_OFFERS.code,
            subject="settings",
            version=VERSION,
            inputs=told,
            output=told,
            reason_code="segment_settings_changed",
            actor=by,
        )
        enqueue(kind="segments", payload={}, unique_key=decision.uid.hex)
