"""The shop's answer to a proposal, and the campaign that an acceptance starts. All of it is in the ledger."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from catalog.outbox.services import enqueue
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import written
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.choosing import Chosen, NotPossible, choose_people, seed_for
from signals.segments.compute import digest, held_out, strata_of
from signals.segments.messages import checked, drafts
from signals.segments.models import (
    CampaignState,
    Kind,
    ProposalState,
    SegmentAssignment,
    SegmentCampaign,
    SegmentProposal,
)
from signals.segments.reading import (
    settings_of,
)
from signals.segments.rules import (
    LATER_DAYS,
    REFUSED_DAYS,
    VERSION,
)
from transparency.ledger.services import Chance, record_decision
from transparency.ledger.switches import is_on

BATCH: Final = 1000
# Larger campaigns are replayed from their own rows; the ledger then holds the digest alone.
LEDGER_PEOPLE: Final = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person may change before accepting: a smaller discount, the days, the words."""

    discount: float | None = None
    window_days: int | None = None
    messages: Mapping[str, str] | None = None


def refuse(shop: ShopContext, uid: uuid.UUID, *, cause: str, by: str) -> SegmentProposal | None:
    """The same rule and product are not proposed again for 30 days; None when the shop has no such proposal."""
    until = local_day(timezone.now(), shop.zone) + timedelta(days=REFUSED_DAYS)
    return _answer(
        shop, uid, (ProposalState.REFUSED, "segment_offer_refused"), {"cause": cause, "until": until}, by
    )


def put_off(shop: ShopContext, uid: uuid.UUID, *, by: str) -> SegmentProposal | None:
    """Ask again in a week."""
    until = local_day(timezone.now(), shop.zone) + timedelta(days=LATER_DAYS)
    return _answer(shop, uid, (ProposalState.LATER, "segment_offer_later"), {"until": until}, by)


def _answer(
    shop: ShopContext, uid: uuid.UUID, becomes: tuple[ProposalState, str], told: dict[str, Any], by: str
) -> SegmentProposal | None:
    with shop_scope(shop.id):
        take_turn("segments")
        found = _waiting(uid)
        if found is None:
            return None
        decision = record_decision(
            automation=SEGMENT_OFFERS.code,
            subject="answer",
            version=VERSION,
            inputs={"proposal": uid.hex, "kind": found.kind, "products": found.products},
            output={name: str(value) for name, value in told.items()},
            reason_code=becomes[1],
            actor=by,
        )
        for name, value in told.items():
            setattr(found, name, value)
        found.state, found.decided_at, found.decided_by = becomes[0], timezone.now(), by
        found.save()
        enqueue(kind="segments", payload={}, unique_key=decision.uid.hex)
        return found


def _waiting(uid: uuid.UUID) -> SegmentProposal | None:
    """The proposal when it can be answered; raises NotPossible for one that was, or that a newer one replaced."""
    found: SegmentProposal | None = SegmentProposal.objects.filter(uid=uid).first()
    if found is None:
        return None
    if not is_on(SEGMENT_OFFERS.code):
        raise NotPossible("switched_off")
    if not found.is_current or found.state not in {ProposalState.OPEN, ProposalState.LATER}:
        raise NotPossible("answered")
    return found


def accept(shop: ShopContext, uid: uuid.UUID, wanted: Wanted, *, by: str) -> SegmentCampaign | None:
    """Start the campaign: choose who fits, hold one in ten out, write it all down. None for an unknown proposal.

    Raises NotPossible: ``switched_off``, ``answered``, ``nobody`` (nobody fits now), ``nobody_agreed`` (nobody who fits
    can be written to), ``sold_out``, ``cap`` (the month's amount is used up), and BadMessage.
    """
    with shop_scope(shop.id):
        take_turn("segments")
        found = _waiting(uid)
        if found is None:
            return None
        messages = _messages(found.kind, wanted.messages)
        discount = found.discount
        if found.kind == Kind.DISCOUNT and wanted.discount is not None:
            discount = min(discount, max(0.01, wanted.discount))
        chosen = choose_people(shop, found, discount)
        campaign = _start(shop, found, chosen, (discount, messages, wanted.window_days), by)
        written(shop.id, "message", campaign.pk)
        found.state, found.decided_at, found.decided_by = ProposalState.ACCEPTED, timezone.now(), by
        found.save()
        # Whoever takes part is in no other offer meanwhile: the other proposals count again.
        enqueue(kind="segments", payload={}, unique_key=campaign.uid.hex)
        return campaign


def rewrite_message(shop_id: int, uid: uuid.UUID, *, language: str, text: str) -> None:
    """Another text in one language for a campaign that runs; raises BadMessage for a mark that nothing fills in."""
    with shop_scope(shop_id):
        campaign: SegmentCampaign = SegmentCampaign.objects.select_for_update(no_key=True).get(uid=uid)
        campaign.messages = {**campaign.messages, language: checked(text)}
        campaign.save(update_fields=["messages"])
        written(shop_id, "message", campaign.pk)


def _messages(kind: str, given: Mapping[str, str] | None) -> dict[str, str]:
    """The drafts, with what a person wrote instead."""
    words = {code: text for code, text in (given or {}).items() if text.strip()}
    return {code: checked(words.get(code, text)) for code, text in drafts(kind).items()}


def _start(
    shop: ShopContext,
    found: SegmentProposal,
    chosen: Chosen,
    told: tuple[float, dict[str, str], int | None],
    by: str,
) -> SegmentCampaign:
    discount, messages, window = told
    today = local_day(timezone.now(), shop.zone)
    days = window or settings_of(shop.id).window_days
    seed, strata = seed_for(shop, found, today), strata_of(chosen.people)
    held = held_out(strata.items(), seed)
    decision = _record(found, strata, held, seed, by)
    campaign: SegmentCampaign = SegmentCampaign.objects.create(
        segment=found.segment,
        kind=found.kind,
        proposal_uid=found.uid,
        products=found.products,
        values=found.values,
        discount=discount,
        budget=chosen.budget,
        messages=messages,
        seed=seed,
        starts_on=today,
        ends_on=today + timedelta(days=days - 1),
        started_by=by,
        decision_uid=decision,
    )
    out = set(held)
    SegmentAssignment.objects.bulk_create(
        [
            SegmentAssignment(
                shop_id=shop.id,
                campaign=campaign,
                customer_id=one.ref,
                is_held=one.ref in out,
                is_contactable=one.is_contactable,
                stratum=strata[one.ref],
                before=one.before,
                product_ref=chosen.products[one.ref],
            )
            for one in chosen.people
        ],
        batch_size=BATCH,
    )
    return campaign


def _record(
    found: SegmentProposal, strata: Mapping[int, int], held: Sequence[int], seed: int, by: str
) -> uuid.UUID:
    pairs = sorted(strata.items())
    decision = record_decision(
        automation=SEGMENT_OFFERS.code,
        subject=f"campaign of {found.uid.hex}",
        version=VERSION,
        inputs={
            "proposal": found.uid.hex,
            "kind": found.kind,
            "seed": str(seed),
            "people": len(pairs),
            "people_sha256": digest(pairs),
        },
        candidates=[list(pair) for pair in pairs] if len(pairs) <= LEDGER_PEOPLE else [],
        output={"seed": str(seed), "held": len(held), "held_sha256": digest(list(held))},
        reason_code="segment_offer_accepted",
        actor=by,
        chance=Chance(seed=str(seed), draws=len(pairs), algorithm="SHA-256"),
        about=[f"customer-id:{ref}" for ref, _stratum in pairs[:LEDGER_PEOPLE]],
    )
    return decision.uid


def stop(shop: ShopContext, uid: uuid.UUID, *, by: str) -> SegmentCampaign | None:
    """End a campaign now: its list can no longer be downloaded; what was sent is still counted until the window's end."""
    with shop_scope(shop.id):
        take_turn("segments")
        found: SegmentCampaign | None = SegmentCampaign.objects.filter(uid=uid).first()
        if found is None:
            return None
        if found.state != CampaignState.RUNNING:
            raise NotPossible("over")
        record_decision(
            automation=SEGMENT_OFFERS.code,
            subject=f"stop {uid.hex}",
            version=VERSION,
            inputs={"campaign": uid.hex},
            output={"state": "stopped"},
            reason_code="segment_offer_stopped",
            actor=by,
        )
        found.state, found.stopped_at, found.stopped_by = CampaignState.STOPPED, timezone.now(), by
        found.save()
        return found
