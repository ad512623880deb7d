"""Writing plans down before their start, saying their chance, and counting what they came to."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.utils import timezone

from attribution.budget.margins import margins
from attribution.campaign_outcome.automations import CAMPAIGN_OUTCOME
from attribution.campaign_outcome.models import CampaignPlan, CampaignType
from catalog.occasions.selectors import occasions_between
from catalog.outbox.services import enqueue
from catalog.shops.context import ShopContext
from catalog.shops.models import Shop
from shop_ai.lib.period import local_day
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from signals.segments.models import SegmentCampaign
from transparency.ledger.services import Chance, record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from attribution.campaign_outcome.compute import Campaign, Past

JOB: Final = "campaign_chance"
RIPE_DAYS: Final = 14
"""After the last day: parcels of a campaign's last orders have arrived or come back."""
PAYDAY: Final = 25
EIDS: Final = frozenset(["eid_fitr", "eid_adha"])
FAR: Final = 60
SPENT: Final = """
SELECT coalesce(sum(shop_amount), 0), count(*) FILTER (WHERE shop_amount IS NOT NULL) FROM catalog_spendday
WHERE shop_id = %s AND campaign = %s AND day BETWEEN %s AND %s
"""


class TooLate(ValueError):
    """A plan cannot be written or taken back once its campaign has started."""


def create_plan(shop: ShopContext, values: dict[str, Any], *, by: str) -> CampaignPlan:
    """Write down what success means; raises TooLate from the campaign's first day on. The worker then says its chance."""
    with shop_scope(shop.id):
        if values["starts_on"] <= local_day(timezone.now(), shop.zone):
            raise TooLate
        plan: CampaignPlan = CampaignPlan.objects.create(shop_id=shop.id, created_by=by, **values)
        enqueue(kind=JOB, payload={"plan": plan.uid.hex}, unique_key=plan.uid.hex)
        return plan


def withdraw_plan(shop: ShopContext, uid: uuid.UUID) -> bool:
    """Take a plan back before its start; False for an unknown one, TooLate afterwards: a missed goal stays a missed goal."""
    with shop_scope(shop.id):
        plan = CampaignPlan.objects.filter(uid=uid).first()
        if plan is None:
            return False
        if plan.starts_on <= local_day(timezone.now(), shop.zone):
            raise TooLate
        plan.delete()
        return True


def say_chance(shop_id: int, uid: uuid.UUID) -> None:
    """Write the chance beside the plan, with the base rate; nothing when switched off, or once the campaign is over."""
    from attribution.campaign_outcome.compute import DRAWS, VERSION, chance_of

    with shop_scope(shop_id):
        plan = CampaignPlan.objects.filter(uid=uid, is_success__isnull=True).first()
        if plan is None or not is_on(CAMPAIGN_OUTCOME.code):
            return
        shop = Shop.objects.get(pk=shop_id)
        past = past_of(shop_id, before=plan.starts_on)
        seed = seed_of(shop.uid, CAMPAIGN_OUTCOME.code, plan.starts_on, VERSION)
        campaign = campaign_of(shop_id, plan)
        plan.chance = asdict(chance_of(past, campaign, seed))
        plan.decision_uid = record_decision(
            automation=CAMPAIGN_OUTCOME.code,
            subject=f"plan {plan.uid.hex}",
            version=VERSION,
            inputs={"starts_on": plan.starts_on.isoformat(), "cost": str(plan.cost), "goal": str(plan.goal)},
            candidates=[[asdict(one.campaign), one.is_success] for one in past],
            output={"chance": plan.chance, "campaign": asdict(campaign), "seed": str(seed)},
            reason_code="campaign_chance",
            chance=Chance(seed=str(seed), draws=DRAWS),
        ).uid
        plan.save()


def past_of(shop_id: int, before: date) -> list[Past]:
    """Campaigns whose result is known, in order of their start."""
    from attribution.campaign_outcome.compute import Past

    rows = CampaignPlan.objects.filter(is_success__isnull=False, starts_on__lt=before).order_by(
        "starts_on", "pk"
    )
    return [Past(campaign_of(shop_id, row), bool(row.is_success)) for row in rows]


def campaign_of(shop_id: int, plan: CampaignPlan) -> Campaign:
    """What was known of a campaign before its start."""
    from attribution.campaign_outcome.compute import Campaign

    return Campaign(
        type=plan.type,
        audience=plan.audience,
        discount=plan.discount,
        weekday=plan.starts_on.weekday(),
        days_to_eid=_days_to_eid(shop_id, plan.starts_on),
        days_to_payday=_days_to_payday(plan.starts_on),
        audience_size=plan.audience_size or 0,
        score=plan.product_score,
    )


def _days_to_eid(shop_id: int, day: date) -> int:
    """Until the next of the two Eids, by the shop's calendar; sixty when none is near."""
    coming = occasions_between(shop_id, day, day + timedelta(days=FAR))
    starts = [(one.starts_on - day).days for one in coming if one.key in EIDS]
    return max(0, min(starts, default=FAR))


def _days_to_payday(day: date) -> int:
    """Until the next 25th, when most wages are paid."""
    this = day.replace(day=PAYDAY)
    following = (day.replace(day=28) + timedelta(days=7)).replace(day=PAYDAY)
    return ((this if this >= day else following) - day).days


def measure_due(shop_id: int, as_of: date) -> int:
    """Count what the campaigns came to whose parcels had time to arrive; returns how many."""
    with shop_scope(shop_id):
        if not is_on(CAMPAIGN_OUTCOME.code):
            return 0
        last = as_of - timedelta(days=RIPE_DAYS)
        due = list(CampaignPlan.objects.filter(is_success__isnull=True, ends_on__lte=last).order_by("pk"))
        if due:
            currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
            for plan in due:
                _measure(shop_id, currency, plan)
        return len(due)


def _measure(shop_id: int, currency: str, plan: CampaignPlan) -> None:
    plan.result = _result(shop_id, currency, plan)
    plan.is_success = Decimal(plan.result["left"]) >= plan.goal
    plan.measured_at = timezone.now()
    record_decision(
        automation=CAMPAIGN_OUTCOME.code,
        subject=f"result {plan.uid.hex}",
        version="outcome-1",
        inputs={
            "starts_on": plan.starts_on.isoformat(),
            "ends_on": plan.ends_on.isoformat(),
            "goal": str(plan.goal),
        },
        output=plan.result | {"is_success": plan.is_success},
        reason_code="campaign_measured",
    )
    plan.save()


def _result(shop_id: int, currency: str, plan: CampaignPlan) -> dict[str, Any]:
    """Margin of its orders less its cost; of those who would have ordered anyway less, where people were held out."""
    found = margins(shop_id, currency, plan.starts_on, plan.ends_on, by="campaign", names=[plan.campaign])
    own = found.get(plan.campaign)
    corrected = _by_holdout(plan)
    margin = corrected if corrected is not None else Decimal(str(round(own.total, 2))) if own else Decimal(0)
    with connection.cursor() as cursor:
        cursor.execute(SPENT, [shop_id, plan.campaign, plan.starts_on, plan.ends_on])
        spent, days = cursor.fetchone()
    cost = Decimal(spent) if days else plan.cost
    return {
        "orders": own.orders if own else 0,
        "margin": str(margin),
        "cost": str(cost),
        "left": str(margin - cost),
        "is_cost_counted": bool(days),
        "is_corrected": corrected is not None,
        "is_margin_assumed": own.is_assumed if own else False,
    }


def _by_holdout(plan: CampaignPlan) -> Decimal | None:
    """Margin a head above those held out, times the people offered; None where nobody was held out or too few."""
    if plan.type != CampaignType.MESSAGE or plan.segment_campaign is None:
        return None
    campaign = SegmentCampaign.objects.filter(uid=plan.segment_campaign, is_final=True).first()
    margin = campaign.result.get("margin") if campaign else None
    if campaign is None or not margin:
        return None
    return Decimal(str(round(margin["value"] * campaign.result["treated"]["people"], 2)))
