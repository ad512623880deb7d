"""Giving for a consent, once a customer; ending what was not spent when the consent ends; judging whether it pays."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.codes.models import PlaylistCode
from catalog.codes.services import CodeFields, create_codes
from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from shop_ai.lib.locks import take_turn
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.selectors import consenting
from signals.consent.services import hold_out
from signals.consent.subjects import consent_name
from transparency.benefits.automations import CONSENT_BENEFIT
from transparency.benefits.compute import COSTS_MORE, Worth, arm_drawn, worth_of
from transparency.benefits.models import Arm, BenefitGrant, ConsentBenefit
from transparency.benefits.selectors import benefit_of, ends_on, given_so_far, is_given, margins
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

VERSION: Final = "consent-benefit-1"
PURPOSE: Final = Purpose.RECOMMENDATION
_KNOWN_FROM: Final = 0.8  # of the orders must have a known margin before one is told
REASONS: Final = {
    "pays": "benefit_pays",
    "costs_more": "benefit_costs_more",
    "unproven": "benefit_unproven",
}


def set_benefit(
    shop_id: int, *, is_on: bool, percent: int, ceiling: Decimal, budget: Decimal, valid_days: int, by: str
) -> ConsentBenefit:
    """Keep what is given; a benefit that was stopped begins anew when its terms are saved."""
    terms: dict[str, Any] = {
        "is_on": is_on,
        "percent": percent,
        "ceiling": ceiling,
        "budget": budget,
        "valid_days": valid_days,
    }
    with shop_scope(shop_id):
        row: ConsentBenefit
        row, _is_new = ConsentBenefit.objects.update_or_create(
            shop_id=shop_id,
            purpose=PURPOSE.value,
            defaults=terms | {"stopped_because": "", "changed_by": by},
        )
        told = {name: str(value) for name, value in terms.items()}
        _record("benefit_settings_changed", "by hand", actor=by, output=told)
        return row


def grant_for(shop: ShopContext, customer: Customer) -> BenefitGrant | None:
    """Give the benefit to who just agreed; the earlier grant when there is one; None when nothing is given."""
    name = consent_name(customer.uid)
    with shop_scope(shop.id):
        benefit = benefit_of(shop.id, PURPOSE)
        if benefit is None or not consenting(shop.id, [name], PURPOSE):
            return None
        take_turn("consent-benefit")
        grant: BenefitGrant | None = BenefitGrant.objects.filter(benefit=benefit, customer=customer).first()
        if grant is None and is_given(shop, benefit):
            grant = _grant(shop, benefit, customer)
        if grant is not None and grant.arm == Arm.HELD_OUT:
            hold_out(shop.id, name, PURPOSE)
        return grant


def _grant(shop: ShopContext, benefit: ConsentBenefit, customer: Customer) -> BenefitGrant:
    seed = _seed(benefit, customer)
    arm = arm_drawn(seed)
    (code,) = create_codes(shop, [""], _terms(shop, benefit), is_secret=True, by="machine")
    decision = _record(
        "benefit_granted",
        f"grant {code.uid.hex}",
        candidates=[{"seed": str(seed)}],
        output={"arm": arm, "percent": benefit.percent, "ceiling": str(benefit.ceiling)},
        about=[f"customer:{customer.uid.hex}", f"code:{code.code}"],
    )
    grant: BenefitGrant = BenefitGrant.objects.create(
        shop_id=shop.id,
        benefit=benefit,
        customer=customer,
        code=code,
        arm=arm,
        granted_at=timezone.now(),
        decision_uid=decision,
    )
    return grant


def _seed(benefit: ConsentBenefit, customer: Customer) -> int:
    """The same customer always draws the same: coming and going does not help."""
    digest = hashlib.sha256(f"{benefit.shop_id}|{benefit.pk}|{customer.uid.hex}|{VERSION}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _terms(shop: ShopContext, benefit: ConsentBenefit) -> CodeFields:
    return CodeFields(
        discount_kind="percent",
        discount=Decimal(benefit.percent),
        most_discount=benefit.ceiling,
        most_uses=1,
        most_per_customer=1,
        ends_on=ends_on(shop, benefit),
        note=_("Given for a consent"),
    )


def end_unspent(shop_id: int) -> int:
    """Pause codes that were not used and whose consent no longer stands; what was spent stays. Returns how many."""
    with shop_scope(shop_id):
        rows = BenefitGrant.objects.filter(code__uses=0, code__is_paused=False).select_related("customer")
        names = {consent_name(grant.customer.uid): grant for grant in rows}
        standing = consenting(shop_id, names, PURPOSE)
        ended = [grant.code_id for name, grant in names.items() if name not in standing]
        return int(PlaylistCode.objects.filter(pk__in=ended, uses=0).update(is_paused=True))


def keep_arms(shop_id: int) -> int:
    """Those held out by lot stay so, by whichever door they agreed again. Returns how many consents were marked."""
    with shop_scope(shop_id):
        rows = BenefitGrant.objects.filter(arm=Arm.HELD_OUT).select_related("customer")
        return sum(hold_out(shop_id, consent_name(grant.customer.uid), PURPOSE) for grant in rows)


def review(shop: ShopContext) -> Worth | None:
    """Judge whether the benefit pays, and stop it when it costs more than it brings; None while nothing is given."""
    with shop_scope(shop.id):
        benefit = benefit_of(shop.id, PURPOSE)
        if benefit is None or not is_on(CONSENT_BENEFIT.code):
            return None
        keep_arms(shop.id)
        end_unspent(shop.id)
        given = given_so_far(shop, benefit)
        people = given.used + given.held
        if not people:
            return None
        used, held = _margins(shop, benefit)
        worth = worth_of(used, held, float(given.spent) / people)
        _keep(benefit, worth, used, held)
        return worth


def _margins(shop: ShopContext, benefit: ConsentBenefit) -> tuple[list[float], list[float]]:
    """Margin a head by arm; nothing while too many orders hold products without a cost."""
    rows = margins(shop, benefit)
    orders, known = sum(row[1] for row in rows), sum(row[3] for row in rows)
    if orders and known < _KNOWN_FROM * orders:
        return [], []
    used = [margin for arm, _orders, margin, _known in rows if arm == Arm.USED]
    held = [margin for arm, _orders, margin, _known in rows if arm == Arm.HELD_OUT]
    return used, held


def _keep(benefit: ConsentBenefit, worth: Worth, used: list[float], held: list[float]) -> None:
    """Note the verdict; the ledger hears of it when it changed."""
    told = asdict(worth)
    if told["verdict"] != benefit.measured.get("verdict"):
        _record(REASONS[worth.verdict], "verdict", candidates=[used, held, worth.cost], output=told)
    stops = worth.verdict == COSTS_MORE and benefit.is_on
    benefit.measured, benefit.measured_at = told, timezone.now()
    benefit.stopped_because = COSTS_MORE if stops else benefit.stopped_because
    benefit.save()


def _record(reason_code: str, subject: str, **more: Any) -> Any:
    decision = record_decision(
        automation=CONSENT_BENEFIT.code, version=VERSION, subject=subject, reason_code=reason_code, **more
    )
    return decision.uid
