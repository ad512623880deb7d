"""The nightly work on segments: the partition, results of campaigns, then what is proposed next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.segments import sql
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.compute import Tried, pooled
from signals.segments.measuring import intervals_of, measure_running
from signals.segments.models import (
    CampaignState,
    Kind,
    ProposalState,
    SegmentCampaign,
    SegmentProposal,
    SegmentRun,
)
from signals.segments.picks import Buyer, Shelf, expected_orders
from signals.segments.reading import (
    Busy,
    busy,
    day_of,
    money_of,
    monthly_cap,
    pace_of,
    rate_of,
    read_buyers,
    read_shelf,
    rows_of,
    settings_of,
    values_of,
)
from signals.segments.rules import LIKELY_THIRD, SEGMENTS, SLOTS, VERSION
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from signals.segments.proposing import Draft, Question

NOTHING: Final = {"customers": 0, "written": 0, "results": 0, "proposals": 0}


def _count_everybody(shop_id: int) -> int:
    return int(sum(count for _now, _then, count, _net in rows_of(sql.CELLS, {"shop": shop_id})))


def compute_segments(shop_id: int, as_of: date) -> dict[str, int]:
    """A night for one shop; ``as_of`` is its last complete day. Safe to run twice.

    The partition and results of campaigns are kept up whatever the switch says; proposals are made only when it is on.
    """
    shop = shop_by_id(shop_id)
    if shop is None:
        return dict(NOTHING)
    with shop_scope(shop_id):
        take_turn("segments")
        day = day_of(shop, as_of)
        written = refresh_members(shop, day)
        results = measure_running(shop, as_of)
        customers = _count_everybody(shop_id)
        proposals, decision = _propose(shop, day) if is_on(SEGMENT_OFFERS.code) else (0, None)
        _note(shop, day, decision)
    return {"customers": customers, "written": written, "results": results, "proposals": proposals}


def refresh_members(shop: ShopContext, day: date) -> int:
    """Bring everybody's segment to the day; returns how many rows had to be written."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(sql.MERGE_MEMBERS, values_of(shop, day))
        return max(0, int(cursor.rowcount))


def _note(shop: ShopContext, day: date, decision: UUID | None) -> None:
    money, settings = money_of(shop, day), settings_of(shop.id)
    pace = pace_of(shop, day)
    facts: dict[str, Any] = {
        "pace": asdict(pace) if pace else None,
        "basket": None if money.basket is None else str(money.basket),
        "month": str(money.month),
        "cap": str(monthly_cap(settings, money)),
        "inactive_after": shop.inactive_after_days,
    }
    SegmentRun.objects.update_or_create(
        shop_id=shop.id,
        defaults={
            "as_of": day,
            "computed_at": timezone.now(),
            "facts": facts,
            "decision_uid": decision,
        },
    )


def _propose(shop: ShopContext, day: date) -> tuple[int, UUID | None]:
    """Renew every slot that waits for nobody; returns how many changed, and the decision that tells of all."""
    from signals.segments.proposing import draft
    from signals.segments.written import output_of, shelf_written, slot_written

    today = local_day(timezone.now(), shop.zone)
    shelf, common = read_shelf(shop, day), _common(shop, day, today)
    changed, told, seen = 0, [], []
    for segment in SEGMENTS:
        asked = _question(shop, segment, shelf, day, common)
        for slot in SLOTS:
            current = common.current.get((segment, slot))
            if _is_waiting(current, today):
                continue
            found = draft(segment, slot, asked)
            changed += _keep(current, segment, slot, found)
            told.append(output_of(segment, slot, found))
            seen.append(slot_written(segment, slot, asked, found))
            if found.kind == Kind.DISCOUNT:
                _record_discount(asked)
    if not told:
        return 0, None
    decision = record_decision(
        automation=SEGMENT_OFFERS.code,
        subject="proposals",
        version=VERSION,
        inputs={"as_of": day.isoformat(), "products": len(shelf.items), "pairs": len(shelf.pairs)},
        candidates=[shelf_written(shelf), *seen],
        output={"proposals": told},
        reason_code="segments_proposed",
    )
    renewed = SegmentProposal.objects.filter(is_current=True)
    renewed.filter(state__in=[ProposalState.OPEN, ProposalState.EMPTY]).update(decision_uid=decision.uid)
    return changed, decision.uid


@dataclass(frozen=True, slots=True)
class _Common:
    """What the questions of all segments share: who is in campaigns, the shop's pace, what was refused and tried, and the
    proposals that stand, by segment and slot."""

    taken: Busy
    rate: float
    refused: Mapping[str, Collection[int]]
    tried: Mapping[int, Tried]
    current: Mapping[tuple[str, int], SegmentProposal]


def _common(shop: ShopContext, day: date, today: date) -> _Common:
    standing = SegmentProposal.objects.filter(is_current=True)
    return _Common(
        busy(shop, today),
        rate_of(shop, day),
        refused_lately(today),
        tried_discounts(),
        {(one.segment, one.slot): one for one in standing},
    )


def _is_waiting(current: SegmentProposal | None, today: date) -> bool:
    """Whether the slot's proposal was accepted and runs, or was put off to a day that has not come."""
    if current is None:
        return False
    if current.state == ProposalState.ACCEPTED:
        running = SegmentCampaign.objects.filter(proposal_uid=current.uid, state=CampaignState.RUNNING)
        return running.exists()
    return current.state == ProposalState.LATER and current.until is not None and current.until > today


def _question(shop: ShopContext, segment: str, shelf: Shelf, day: date, common: _Common) -> Question:
    from signals.segments.proposing import Question

    everybody = read_buyers(shop, segment, day)
    buyers = [buyer for buyer in everybody if buyer.ref not in common.taken.running]
    rules = shop.public_profile.get("rules", {})
    return Question(
        shelf=shelf,
        buyers=buyers,
        refused=common.refused,
        tried=common.tried,
        resting=common.taken.discounted | likely_buyers(buyers, common.rate, day),
        rule=str(rules.get("returns", "") or rules.get("guarantee", "")),
        busy=len(everybody) - len(buyers),
    )


def likely_buyers(buyers: Sequence[Buyer], rate: float, day: date) -> frozenset[int]:
    """The third of a segment that would most likely order anyway: they are given no discount."""
    ordered = sorted(buyers, key=lambda buyer: (-expected_orders(buyer, rate, day), buyer.ref))
    return frozenset(buyer.ref for buyer in ordered[: len(ordered) // LIKELY_THIRD])


def refused_lately(today: date) -> dict[str, Collection[int]]:
    """By kind: the products that led a refused proposal; 0 when the rule itself was refused."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = SegmentProposal.objects.filter(state=ProposalState.REFUSED, until__gt=today)
    for kind, products in rows.values_list("kind", "products"):
        found[kind].add(products[0] if products else 0)
    return dict(found)


def tried_discounts() -> dict[int, Tried]:
    """By percent: what campaigns with this discount counted so far, with their hold-outs."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    rows = SegmentCampaign.objects.filter(kind=Kind.DISCOUNT, is_final=True).order_by("pk")
    for discount, result in rows.values_list("discount", "result"):
        treated, held = result.get("treated"), result.get("held")
        if treated and held:
            counts = (treated["people"], treated["buyers"], held["people"], held["buyers"])
            sums = found[round(discount * 100)]
            found[round(discount * 100)] = [a + b for a, b in zip(sums, counts, strict=True)]
    return {percent: Tried(*counts) for percent, counts in found.items()}


def _record_discount(asked: Question) -> None:
    from signals.segments.proposing import discount_asked

    found = discount_asked(asked)
    if found is None:
        return
    record_decision(
        automation=SEGMENT_OFFERS.code,
        subject="discount",
        version=VERSION,
        inputs={"product": found.product},
        candidates=[{"margin": found.margin, "tried": asdict(found.tried)}],
        output={"discount": asdict(found.answer)},
        reason_code=found.answer.reason_code,
    )


def _keep(current: SegmentProposal | None, segment: str, slot: int, found: Draft) -> bool:
    """Make the draft the slot's proposal; the same one again only gets new figures. True when it is another one."""
    figures = {
        "values": found.values,
        "discount": found.discount,
        "audience": found.audience,
        "reason_code": found.reason_code,
        "effect": effect_so_far(found.kind),
        "state": ProposalState.EMPTY if found.is_empty else ProposalState.OPEN,
    }
    waits = current is not None and current.state in {ProposalState.OPEN, ProposalState.EMPTY}
    if current is not None and waits and current.products == list(found.products):
        SegmentProposal.objects.filter(pk=current.pk).update(**figures)
        return False
    if current is not None:
        SegmentProposal.objects.filter(pk=current.pk).update(is_current=False)
    SegmentProposal.objects.create(
        segment=segment, slot=slot, kind=found.kind, products=list(found.products), **figures
    )
    return True


def effect_so_far(kind: str) -> dict[str, Any]:
    """What earlier campaigns of a kind brought together: orders a head, or only how many people were held out."""
    results = list(
        SegmentCampaign.objects.filter(kind=kind, is_final=True)
        .order_by("pk")
        .values_list("result", flat=True)
    )
    held = sum(result.get("held", {}).get("people", 0) for result in results)
    found = pooled(intervals_of(results))
    if found is None:
        return {"campaigns": len(results), "held": held}
    return {"campaigns": len(results), "held": held, **asdict(found)}


def propose_again(shop_id: int) -> int:
    """After an answer or a change of settings: renew what is free, as of the day of the last night."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        take_turn("segments")
        run = SegmentRun.objects.first()
        if run is None:
            return 0
        refresh_members(shop, run.as_of)
        changed, decision = _propose(shop, run.as_of) if is_on(SEGMENT_OFFERS.code) else (0, None)
        _note(shop, run.as_of, decision or run.decision_uid)
        return changed
