"""Reading prepared segments, proposals and campaigns."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost
from signals.segments import sql
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.models import (
    ProposalState,
    SegmentAssignment,
    SegmentCampaign,
    SegmentMember,
    SegmentProposal,
    SegmentRun,
)
from signals.segments.reading import rows_of
from signals.segments.rules import SEGMENTS
from transparency.ledger.switches import is_on

SORTS = {"started": "starts_on", "ends": "ends_on", "kind": "kind"}


@dataclass(frozen=True, slots=True)
class SegmentSums:
    """One segment: people, net value, where its people stood 30 days ago ('' is not known then), and who left it."""

    code: str
    people: int
    net: Decimal
    share: float
    came: dict[str, int]
    went: dict[str, int]


@dataclass(frozen=True, slots=True)
class Offered:
    """A product on a proposal with the bounds that hold for it; ``margin`` None: its cost was never given."""

    id: int
    uid: uuid.UUID
    title: str
    sku: str
    price: Decimal | None
    stock: int | None
    margin: float | None
    page_url: str = ""


def last_run(shop_id: int) -> SegmentRun | None:
    with shop_scope(shop_id):
        return SegmentRun.objects.first()


def cells(shop_id: int) -> dict[tuple[str, str], tuple[int, Decimal]]:
    """(segment now, segment then) -> people and their net value."""
    with shop_scope(shop_id):
        return {(now, then): (count, net) for now, then, count, net in rows_of(sql.CELLS, {"shop": shop_id})}


def segment_sums(shop_id: int) -> list[SegmentSums]:
    """The three segments, always all of them; their people add up to the shop's customers."""
    found = cells(shop_id)
    everybody = sum(count for count, _net in found.values())
    people: dict[str, int] = defaultdict(int)
    for (now, _then), (count, _net) in found.items():
        people[now] += count
    return [
        SegmentSums(
            code=code,
            people=people[code],
            net=sum((net for (now, _then), (_n, net) in found.items() if now == code), Decimal(0)),
            share=people[code] / everybody if everybody else 0.0,
            came={
                then: n for (now, then), (n, _net) in sorted(found.items()) if now == code and then != code
            },
            went={now: n for (now, then), (n, _net) in sorted(found.items()) if then == code and now != code},
        )
        for code in SEGMENTS
    ]


def members(shop_id: int, segment: str, *, was: str | None = None) -> QuerySet[SegmentMember]:
    with shop_scope(shop_id):
        rows: QuerySet[SegmentMember] = SegmentMember.objects.filter(segment=segment)
    return rows if was is None else rows.filter(was=was)


def proposals(
    shop_id: int, segment: str = "", *, state: str = "", only: tuple[str, ...] = ()
) -> list[SegmentProposal]:
    """The current proposals in order of segment and slot; none while the automation is off.

    ``only`` names the fields that are wanted, all by default.
    """
    with shop_scope(shop_id):
        if not is_on(SEGMENT_OFFERS.code):
            return []
        rows = SegmentProposal.objects.filter(is_current=True)
        if only:
            rows = rows.only(*only)
        if segment:
            rows = rows.filter(segment=segment)
        if state:
            rows = rows.filter(state=state)
        return sorted(rows, key=lambda one: (SEGMENTS.index(one.segment), one.slot))


def proposal(shop_id: int, uid: uuid.UUID) -> SegmentProposal | None:
    with shop_scope(shop_id):
        return SegmentProposal.objects.filter(uid=uid).first()


def proposal_of_slot(shop_id: int, segment: str, slot: int) -> SegmentProposal | None:
    with shop_scope(shop_id):
        return SegmentProposal.objects.filter(segment=segment, slot=slot, is_current=True).first()


def offered(shop_id: int, ids: Iterable[int]) -> dict[int, Offered]:
    """Products by id, with stock now and margin as far as the cost is known; two queries."""
    wanted = set(ids)
    with shop_scope(shop_id):
        costs = dict(ProductCost.objects.filter(product_id__in=wanted).values_list("product_id", "cost"))
        return {
            one.pk: Offered(
                one.pk, one.uid, one.title, one.sku, one.price, one.stock, _margin(one, costs), one.page_url
            )
            for one in Product.objects.filter(pk__in=wanted)
        }


def _margin(product: Product, costs: dict[int, Decimal]) -> float | None:
    cost = costs.get(product.pk)
    return float((product.price - cost) / product.price) if cost is not None and product.price else None


def next_actions(shop_id: int, limit: int = 3) -> list[SegmentProposal]:
    """What waits for a decision and would reach most people."""
    waiting = proposals(
        shop_id, only=("uid", "segment", "slot", "kind", "audience"), state=ProposalState.OPEN
    )
    return sorted(waiting, key=lambda one: (-one.audience, SEGMENTS.index(one.segment), one.slot))[:limit]


def causes_counted(shop_id: int) -> dict[str, int]:
    """How often each cause was given for a refusal, the most frequent first."""
    with shop_scope(shop_id):
        rows = SegmentProposal.objects.filter(decided_at__isnull=False).exclude(cause="")
        counted = rows.values_list("cause").annotate(times=Count("pk")).order_by("-times", "cause")
        return dict(counted)


def campaigns(shop_id: int, *, segment: str = "", state: str = "") -> QuerySet[SegmentCampaign]:
    with shop_scope(shop_id):
        rows: QuerySet[SegmentCampaign] = SegmentCampaign.objects.all()
    if segment:
        rows = rows.filter(segment=segment)
    return rows.filter(state=state) if state else rows


def campaign(shop_id: int, uid: uuid.UUID) -> SegmentCampaign | None:
    with shop_scope(shop_id):
        return SegmentCampaign.objects.filter(uid=uid).first()


def campaign_of_proposal(shop_id: int, uid: uuid.UUID) -> SegmentCampaign | None:
    with shop_scope(shop_id):
        return SegmentCampaign.objects.filter(proposal_uid=uid).order_by("-pk").first()


def strata_of_campaign(shop_id: int, campaign_id: int) -> list[tuple[int, int]]:
    """Pairs (customer, stratum) as they were drawn from: what a replay needs where the ledger holds their digest alone."""
    with shop_scope(shop_id):
        rows = SegmentAssignment.objects.filter(campaign_id=campaign_id).order_by("customer_id")
        return list(rows.values_list("customer_id", "stratum"))


@dataclass(frozen=True, slots=True)
class Sizes:
    """A campaign's people: offered to, held out, and those of both who cannot be written to."""

    treated: int
    held: int
    not_contactable: int


def sizes_of(shop_id: int, campaign_id: int) -> Sizes:
    with shop_scope(shop_id):
        pairs = list(
            SegmentAssignment.objects.filter(campaign_id=campaign_id).values_list("is_held", "is_contactable")
        )
    return Sizes(
        treated=sum(can and not held for held, can in pairs),
        held=sum(can and held for held, can in pairs),
        not_contactable=sum(not can for _held, can in pairs),
    )
