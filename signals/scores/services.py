"""Scoring products at night: read, compute, replace the rows, and write the decision, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.plain import plain
from shop_ai.lib.tenancy import shop_scope
from signals.scores.automations import PRODUCT_SCORES
from signals.scores.channels import channel_facts
from signals.scores.facts import as_candidates
from signals.scores.inputs import Inputs, read_inputs
from signals.scores.models import ProductScore, ProductScoreWeek, ScoredKind, ScoreRun
from signals.scores.priors import VERSION
from signals.scores.settings import settings_of
from transparency.ledger.chain import canonical
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from signals.scores.compute import Result, Scored

HISTORY_KEPT: Final = timedelta(weeks=53)
BATCH: Final = 1000


def score_shop_products(shop_id: int, as_of: date) -> int:
    """Score the shop's products as of a day and return how many; nothing when switched off."""
    from signals.scores.compute import score_products

    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        if not is_on(PRODUCT_SCORES.code):
            return 0
        inputs = read_inputs(shop, as_of, settings_of(shop_id))
        result = score_products(inputs.frame, inputs.products)
        _replace(shop, inputs, result)
        decision = record_decision(
            automation=PRODUCT_SCORES.code,
            subject="products",
            version=VERSION,
            inputs=_noted(inputs, as_of),
            candidates=as_candidates(inputs.frame, inputs.products),
            output=output_of(result),
            reason_code="scored_by_value",
        )
        read = Read(as_of, inputs.until, inputs.frame.basis)
        note_run(shop_id, ScoredKind.PRODUCT, read, decision.uid, _facts(inputs, result))
    return len(result.products)


def _noted(inputs: Inputs, as_of: date) -> dict[str, Any]:
    import numpy as np
    import scipy

    return {
        "as_of": as_of.isoformat(),
        "until": inputs.until.isoformat(),
        "products": len(inputs.products),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


def output_of(result: Result) -> dict[str, Any]:
    """What the ledger keeps of a result: place and advice of each product, and the SHA-256 of all rows in full."""
    rows = [plain(one) for one in result.products]
    return {
        "rows_sha256": hashlib.sha256(canonical({"rows": rows}).encode()).hexdigest(),
        "products": [
            f"{one.product_id} {'-' if one.percentile is None else round(one.percentile)} {one.verdict.reason_code}"
            for one in result.products
        ],
    }


def _facts(inputs: Inputs, result: Result) -> dict[str, Any]:
    """What pages say of the whole shop."""
    advice: dict[str, int] = {}
    for one in result.products:
        advice[one.verdict.advice] = advice.get(one.verdict.advice, 0) + 1
    return {
        "middle": result.middle,
        "advice": advice,
        "fits": {step: plain(fits[0]) for step, fits in result.fits.items()},
        "return_cost": inputs.frame.return_cost,
        "weeks": len(inputs.frame.shop_weeks),
        "channels": channel_facts(inputs.channel_weeks, len(inputs.frame.shop_weeks)),
    }


@dataclass(frozen=True, slots=True)
class Read:
    """Which days a run stands for, and what it counts per ("" for posts)."""

    as_of: date
    until: date
    basis: str = ""


def note_run(shop_id: int, kind: ScoredKind, read: Read, decision: UUID, facts: dict[str, Any]) -> None:
    ScoreRun.objects.update_or_create(
        shop_id=shop_id,
        kind=kind,
        defaults={
            "version": VERSION,
            "basis": read.basis,
            "as_of": read.as_of,
            "until": read.until,
            "decision_uid": decision,
            "computed_at": timezone.now(),
            "facts": facts,
        },
    )


def _replace(shop: ShopContext, inputs: Inputs, result: Result) -> None:
    """Write the rows over last night's, so that their ids stay; products that are gone lose theirs."""
    prices = {product.product_id: product.price for product in inputs.products}
    rows = [
        _row(shop, one, prices[one.product_id], inputs.assumed[one.product_id], inputs)
        for one in result.products
    ]
    fields = [f.name for f in ProductScore._meta.concrete_fields if f.name not in {"id", "shop", "product"}]
    ProductScore.objects.exclude(product_id__in=[row.product_id for row in rows]).delete()
    ProductScore.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["shop", "product"], update_fields=fields
    )
    _note_week(shop, inputs.until, result)


def _row(
    shop: ShopContext, one: Scored, price: float, assumed: tuple[bool, bool], inputs: Inputs
) -> ProductScore:
    return ProductScore(
        shop_id=shop.id,
        product_id=one.product_id,
        n=one.n,
        value=one.value,
        low=one.low,
        high=one.high,
        key=one.key,
        percentile=one.percentile,
        band_low=one.band_low,
        band_high=one.band_high,
        advice=one.verdict.advice,
        reason_code=one.verdict.reason_code,
        reason_values=one.verdict.values,
        log_value=one.log_value,
        base=one.base,
        parts=[plain(part) for part in one.parts],
        price=price,
        is_price_known=assumed[0],
        is_margin_known=assumed[1],
        steadiness=one.steady.value,
        weekly=list(one.weekly),
        weeks_above=one.steady.above,
        orders=one.steady.total,
    )


def _note_week(shop: ShopContext, until: date, result: Result) -> None:
    """The point of the running week, and no more than a year of them."""
    monday = until - timedelta(days=until.weekday())
    points = [
        ProductScoreWeek(
            shop_id=shop.id,
            product_id=one.product_id,
            week=monday,
            percentile=one.percentile,
            low=one.band_low or 0.0,
            high=one.band_high or 0.0,
            n=one.n,
        )
        for one in result.products
        if one.percentile is not None
    ]
    ProductScoreWeek.objects.bulk_create(
        points,
        BATCH,
        update_conflicts=True,
        unique_fields=["shop", "product", "week"],
        update_fields=["percentile", "low", "high", "n"],
    )
    ProductScoreWeek.objects.filter(week__lt=until - HISTORY_KEPT).delete()
