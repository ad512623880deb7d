"""What campaigns brought: counted every night, told only when the window is over and its parcels had time to arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.intervals import Interval
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.segments import sql
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.compute import Effect, Outcome, arm_of, effect_of, margin_effect
from signals.segments.models import CampaignState, SegmentCampaign
from signals.segments.reading import rows_of
from signals.segments.rules import DELIVERY_DAYS, FLOOR, VERSION
from transparency.ledger.services import record_decision

_KNOWN_FROM: Final = 0.8  # of the orders must have a known margin before one is told


def measure_running(shop: ShopContext, as_of: date) -> int:
    """Count every campaign that is not final; end those whose window is over. Returns how many became final."""
    today, final = local_day(timezone.now(), shop.zone), 0
    with shop_scope(shop.id):
        for campaign in SegmentCampaign.objects.filter(is_final=False).order_by("pk"):
            if campaign.state == CampaignState.RUNNING and campaign.ends_on < today:
                campaign.state = CampaignState.ENDED
            final += _measure(shop, campaign, as_of)
    return final


def reads_on(ends_on: date) -> date:
    """The day on which the last parcels of a window have had time to arrive."""
    return ends_on + timedelta(days=DELIVERY_DAYS)


def _measure(shop: ShopContext, campaign: SegmentCampaign, as_of: date) -> bool:
    """Write down the counts; with the last of them the effect, and the decision that says how it was found."""
    outcomes = _outcomes(shop, campaign, as_of)
    campaign.result_at = timezone.now()
    campaign.is_final = as_of >= reads_on(campaign.ends_on)
    treated = [one for one, is_held, _known in outcomes if not is_held]
    held = [one for one, is_held, _known in outcomes if is_held]
    if not campaign.is_final:
        campaign.result = {"treated": asdict(arm_of(treated)), "held": asdict(arm_of(held))}
        campaign.save()
        return False
    campaign.result = _told(effect_of(treated, held)) | _margin(outcomes)
    campaign.save()
    record_decision(
        automation=SEGMENT_OFFERS.code,
        subject=f"result {campaign.uid.hex}",
        version=VERSION,
        inputs={"campaign": campaign.uid.hex, "until": campaign.ends_on.isoformat()},
        candidates=[
            [[o.orders, o.before] for o, is_held, _known in outcomes if is_held == wanted]
            for wanted in (False, True)
        ],
        output={"effect": _told(effect_of(treated, held))},
        reason_code="segment_result",
    )
    return True


def _outcomes(shop: ShopContext, campaign: SegmentCampaign, as_of: date) -> list[tuple[Outcome, bool, int]]:
    """Of each customer who could be written to: the outcome, whether held out, and orders whose margin is known."""
    values = {
        "shop": shop.id,
        "currency": shop.currency,
        "campaign": campaign.pk,
        "since": campaign.starts_on,
        "until": campaign.ends_on,
        "as_of": as_of,
    }
    return [
        (Outcome(orders, before, float(margin)), is_held, known)
        for _ref, is_held, before, orders, margin, known in rows_of(sql.OUTCOMES, values)
    ]


def _told(effect: Effect) -> dict[str, Any]:
    return asdict(effect)


def _margin(outcomes: Sequence[tuple[Outcome, bool, int]]) -> dict[str, Any]:
    """Margin a head, treated less held out; unknown while too many orders hold products without a cost."""
    orders = sum(one.orders for one, _is_held, _known in outcomes)
    known = sum(known for _one, _is_held, known in outcomes)
    if orders == 0 or known < _KNOWN_FROM * orders:
        return {"margin": None, "margin_orders": orders, "margin_known": known}
    found = margin_effect(
        [one.margin for one, is_held, _known in outcomes if not is_held],
        [one.margin for one, is_held, _known in outcomes if is_held],
    )
    return {"margin": asdict(found) if found else None, "margin_orders": orders, "margin_known": known}


def intervals_of(results: Sequence[dict[str, Any]]) -> list[Interval]:
    """The effects on orders a head that were told."""
    return [Interval(**result["orders"]) for result in results if result.get("orders")]


def is_thin(result: dict[str, Any]) -> bool:
    """Whether a final result has too few people in one of its groups."""
    return bool(min(result["treated"]["people"], result["held"]["people"]) < FLOOR)
