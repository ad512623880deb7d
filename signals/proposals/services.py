"""Proposing playlists at night: read, decide, keep, and write the decision, in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone, translation

from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import DAY
from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results.compute import Outlook, outlook
from signals.playlist_results.selectors import past_playlists
from signals.proposals.automations import PLAYLIST_PROPOSALS
from signals.proposals.compute import LEAST_PROOF, VERSION, Night, Proposed, propose
from signals.proposals.inputs import Read, read_scene
from signals.proposals.models import PlaylistProposal, ProposalPlace, ProposalRun, ProposalState
from signals.proposals.rules import fault_of
from signals.proposals.titles import title_of
from signals.proposals.written import as_candidates, as_output
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

STANDS: Final = timedelta(days=21)


def propose_playlists(shop_id: int, as_of: date) -> dict[str, int]:
    """A night's proposals as of the last complete day; nothing when switched off.

    Safe to run twice: what stands already is part of what is decided from.
    """
    shop = shop_by_id(shop_id)
    if shop is None:
        return {"proposed": 0, "ended": 0}
    day = as_of + DAY
    with shop_scope(shop_id):
        take_turn("proposals")
        if not is_on(PLAYLIST_PROPOSALS.code):
            return {"proposed": 0, "ended": 0}
        read = read_scene(shop, day)
        night = propose(read.scene)
        decision = _record_what_is_new(read, night, day)
        _end(night)
        _keep(shop, night, read, day, decision)
        _note(shop.id, day, _facts_of(read, night), decision)
    return {"proposed": len(night.proposed), "ended": len(night.ended)}


def _record_what_is_new(read: Read, night: Night, day: date) -> UUID | None:
    """The ledger's row; a night that changes nothing writes none after the first."""
    last: ProposalRun | None = ProposalRun.objects.first()
    if last is not None and not night.proposed and not night.ended:
        return last.decision_uid
    return _record(night, as_candidates(read.scene), day)


def _record(night: Night, candidates: list[Any], day: date) -> UUID:
    decision = record_decision(
        automation=PLAYLIST_PROPOSALS.code,
        subject=f"night {day.isoformat()}",
        version=VERSION,
        inputs={"day": day.isoformat(), "products": len(candidates) - 1},
        candidates=candidates,
        output=as_output(night),
        reason_code="paths_proposed" if night.proposed else "no_path_proposed",
    )
    return decision.uid


def _end(night: Night) -> None:
    for uid, code in night.ended:
        state = ProposalState.EXPIRED if code == "ended_by_time" else ProposalState.WITHDRAWN
        PlaylistProposal.objects.filter(uid=UUID(uid), state=ProposalState.STANDING).update(
            state=state, ended_code=code, decided_at=timezone.now()
        )


def _keep(shop: ShopContext, night: Night, read: Read, day: date, decision: UUID | None) -> None:
    expected = outlook(past_playlists(shop, day)) if night.proposed else None
    standing = PlaylistProposal.objects.filter(state=ProposalState.STANDING).values_list("title", flat=True)
    titles = set(standing)
    for one in night.proposed:
        made = _proposal(shop, one, read, day, titles)
        made.decision_uid, made.expected = decision, _expected(expected)
        made.save()
        titles.add(made.title)
        ProposalPlace.objects.bulk_create(
            ProposalPlace(
                shop_id=shop.id,
                proposal=made,
                step=place.step,
                position=position,
                product_id=place.product,
                reason_code=place.reason,
                reason_values=_named(place.values, read),
            )
            for position, place in enumerate(one.places, 1)
        )


def _expected(found: Outlook | None) -> dict[str, Any]:
    return asdict(found) if found else {}


def _named(values: Any, read: Read) -> dict[str, Any]:
    """The numbers of a reason, with the title of the product that it names."""
    known = dict(values)
    if "with" in known:
        known["title"] = read.titles.get(known["with"], "")
    return known


def _proposal(shop: ShopContext, one: Proposed, read: Read, day: date, titles: set[str]) -> PlaylistProposal:
    occasion = read.occasions.get(one.season)
    theme = read.themes.get(one.theme, "")
    proof = next(place.product for place in one.places if place.step == "proof")
    with translation.override(shop.language):
        name = occasion.name if occasion else ""
    title = title_of(
        shop.language, theme=theme, occasion=name, product=read.titles[proof], taken=frozenset(titles)
    )
    expires = day + STANDS
    return PlaylistProposal(
        shop_id=shop.id,
        title=title,
        language=shop.language,
        theme_ref=one.theme,
        theme=theme,
        occasion=one.season,
        occasion_name=name,
        starts_on=day if occasion else None,
        ends_on=max(occasion.ends_on, day) if occasion else None,
        score=one.score,
        parts=dict(one.parts),
        checks=[list(check) for check in one.checks],
        proposed_on=day,
        expires_on=min(expires, max(occasion.ends_on, day)) if occasion else expires,
    )


def _facts_of(read: Read, night: Night) -> dict[str, Any]:
    """What the page says of the night: how much was looked at, and what stood in the way."""
    faults: dict[str, int] = {}
    for one in read.scene.products:
        if code := fault_of(one):
            faults[code] = faults.get(code, 0) + 1
    return {
        "products": len(read.scene.products),
        "faults": faults,
        "proven": sum(one.orders >= LEAST_PROOF for one in read.scene.products),
        "buyers": read.scene.buyers,
        "proposed": len(night.proposed),
    }


def _note(shop_id: int, day: date, facts: dict[str, Any], decision: UUID | None) -> None:
    ProposalRun.objects.update_or_create(
        shop_id=shop_id,
        defaults={
            "version": VERSION,
            "as_of": day - DAY,
            "decision_uid": decision,
            "computed_at": timezone.now(),
            "facts": facts,
        },
    )
