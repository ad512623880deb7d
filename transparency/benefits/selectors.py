"""What is given for a consent, to whom it was given, and what that came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q, Sum
from django.utils import timezone

from catalog.codes.models import CodeUse, UseState
from catalog.customers.models import Customer
from catalog.orders.delivered import IS_DELIVERED, REVENUE
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.segments.reading import rows_of
from transparency.benefits.automations import CONSENT_BENEFIT
from transparency.benefits.compute import WINDOW_DAYS, may_give
from transparency.benefits.models import Arm, BenefitGrant, ConsentBenefit
from transparency.ledger.switches import is_on

DELIVERY_DAYS: Final = 14

# Of each customer whose window is over: the arm, the orders, their margin where it is known, and how many have one.
MARGINS: Final = f"""
WITH ripe AS (
    SELECT g.customer_id, g.arm, (g.granted_at AT TIME ZONE %(zone)s)::date AS since
    FROM transparency_benefitgrant g WHERE g.shop_id = %(shop)s AND g.benefit_id = %(benefit)s AND g.granted_at < %(ripe)s
), bought AS (
    SELECT o.customer_id, o.id, {REVENUE} - sum(l.quantity * c.cost) AS margin, bool_and(c.cost IS NOT NULL) AS is_known
    FROM ripe r
    JOIN catalog_order o ON o.shop_id = %(shop)s AND o.customer_id = r.customer_id
        AND o.placed_on BETWEEN r.since AND r.since + {WINDOW_DAYS}
    LEFT JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service
    LEFT JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    LEFT JOIN signals_productcost c ON c.shop_id = p.shop_id AND c.product_id = coalesce(p.parent_id, p.id)
    WHERE {IS_DELIVERED}
    GROUP BY o.customer_id, o.id, o.products_amount, o.services_amount, o.discount_amount
)
SELECT r.arm, count(b.id), coalesce(sum(b.margin) FILTER (WHERE b.is_known), 0), count(b.id) FILTER (WHERE b.is_known)
FROM ripe r LEFT JOIN bought b ON b.customer_id = r.customer_id
GROUP BY r.customer_id, r.arm ORDER BY r.customer_id"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a customer reads of it: the promise, or the code that they got."""

    percent: int
    ceiling: str
    days: int
    code: str = ""
    until: date | None = None
    is_spent: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What was given so far: customers by arm, codes used, money taken off, money that codes still out could cost."""

    used: int
    held: int
    redeemed: int
    spent: Decimal
    promised: Decimal


def benefit_of(shop_id: int, purpose: Purpose = Purpose.RECOMMENDATION) -> ConsentBenefit | None:
    with shop_scope(shop_id):
        found: ConsentBenefit | None = ConsentBenefit.objects.filter(purpose=purpose.value).first()
        return found


def benefit_for(shop: ShopContext, customer: Customer) -> Offer | None:
    """What this customer gets or got; None when the shop gives nothing (any more) and gave them nothing."""
    with shop_scope(shop.id):
        benefit = benefit_of(shop.id)
        if benefit is None:
            return None
        grant = BenefitGrant.objects.filter(benefit=benefit, customer=customer).select_related("code").first()
        offer = Offer(benefit.percent, format_money(benefit.ceiling, shop.currency), benefit.valid_days)
        if grant is not None:
            return _granted(offer, grant)
        return offer if is_given(shop, benefit) else None


def _granted(offer: Offer, grant: BenefitGrant) -> Offer | None:
    code = grant.code
    if code is None or (code.is_paused and not code.uses):
        return None
    return Offer(offer.percent, offer.ceiling, offer.days, code.code, code.ends_on, bool(code.uses))


def is_given(shop: ShopContext, benefit: ConsentBenefit) -> bool:
    """Whether the next customer who agrees gets it; in the scope of the caller."""
    if not benefit.is_on or benefit.stopped_because or not is_on(CONSENT_BENEFIT.code):
        return False
    given = given_so_far(shop, benefit)
    return may_give(
        budget=benefit.budget,
        spent=given.spent,
        promised=int(given.promised / benefit.ceiling) if benefit.ceiling else 0,
        ceiling=benefit.ceiling,
    )


def given_so_far(shop: ShopContext, benefit: ConsentBenefit) -> Given:
    """Counts and money; two queries, in the scope of the caller."""
    grants = BenefitGrant.objects.filter(benefit=benefit)
    today = local_day(timezone.now(), shop.zone)
    live = Q(code__uses=0, code__is_paused=False, code__is_archived=False, code__ends_on__gte=today)
    found = grants.aggregate(
        used=Count("pk", filter=Q(arm=Arm.USED)),
        held=Count("pk", filter=Q(arm=Arm.HELD_OUT)),
        out=Count("pk", filter=live),
    )
    uses = CodeUse.objects.filter(code__in=grants.values("code"), state=UseState.COUNTED)
    spent = uses.aggregate(n=Count("pk"), money=Sum("discount"))
    return Given(
        used=found["used"],
        held=found["held"],
        redeemed=spent["n"],
        spent=spent["money"] or Decimal(0),
        promised=found["out"] * benefit.ceiling,
    )


def margins(shop: ShopContext, benefit: ConsentBenefit) -> list[tuple[str, int, float, int]]:
    """(arm, orders, margin, orders of known margin) of each customer whose 60 days and last parcels are over."""
    now = timezone.now()
    values = {
        "shop": shop.id,
        "benefit": benefit.pk,
        "zone": shop.timezone,
        "ripe": now - timedelta(days=WINDOW_DAYS + DELIVERY_DAYS),
    }
    return [(arm, orders, float(margin), known) for arm, orders, margin, known in rows_of(MARGINS, values)]


def ends_on(shop: ShopContext, benefit: ConsentBenefit) -> date:
    """The last day of a code that is given today."""
    return local_day(timezone.now(), shop.zone) + timedelta(days=benefit.valid_days)
