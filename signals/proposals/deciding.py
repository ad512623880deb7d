"""The owner's word on a proposal: accept it as a draft, refuse it with a cause that is learnt from, take a lesson back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from catalog.playlists.models import Playlist, Step
from catalog.playlists.placing import add_product
from catalog.playlists.services import create_playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.proposals.automations import PLAYLIST_PROPOSALS
from signals.proposals.compute import VERSION
from signals.proposals.inputs import THEMES
from signals.proposals.learning import Refused, Taught, lessons_of
from signals.proposals.models import (
    Cause,
    LessonKind,
    PlaylistProposal,
    ProposalLesson,
    ProposalPlace,
    ProposalState,
)
from signals.proposals.replay import drafted
from signals.proposals.selectors import standing_facts
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on


class NotStanding(RuntimeError):
    """It was decided already, or it ended by itself."""


class NothingLeft(ValueError):
    """Every product was left out: that is no path."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person changed before accepting: title, language, products left out, and steps by product."""

    title: str = ""
    language: str = ""
    left_out: Collection[int] = ()
    moved: Mapping[int, str] = field(default_factory=dict)


AS_PROPOSED = Edits()


def _held(uid: UUID) -> PlaylistProposal | None:
    """The proposal, held until the transaction ends; raises NotStanding when it cannot be decided any more."""
    found: PlaylistProposal | None = PlaylistProposal.objects.select_for_update().filter(uid=uid).first()
    if found is not None and (found.state != ProposalState.STANDING or not is_on(PLAYLIST_PROPOSALS.code)):
        raise NotStanding(found.state)
    return found


def accept_proposal(shop: ShopContext, uid: UUID, *, by: str, edits: Edits = AS_PROPOSED) -> Playlist | None:
    """Make a draft of the proposal as edited; None when the shop has no such proposal.

    Raises NotStanding and NothingLeft; then nothing was written.
    """
    with shop_scope(shop.id):
        proposal = _held(uid)
        if proposal is None:
            return None
        places = list(proposal.places.select_related("product").order_by("position"))
        facts = _accepted(proposal, places, edits)
        draft = drafted(facts)
        if not draft["places"]:
            raise NothingLeft
        playlist = _made(shop, proposal, draft, places)
        record_decision(
            automation=PLAYLIST_PROPOSALS.code,
            subject=f"accepted {proposal.uid.hex}",
            version=VERSION,
            inputs={"proposal": proposal.uid.hex, "playlist": playlist.slug},
            candidates=[facts],
            output={"draft": draft},
            reason_code="proposal_accepted" if edits == AS_PROPOSED else "proposal_edited",
            actor=by,
        )
        proposal.playlist = playlist
        _decided(proposal, ProposalState.ACCEPTED, by)
        return playlist


def _accepted(proposal: PlaylistProposal, places: list[ProposalPlace], edits: Edits) -> dict[str, Any]:
    steps = {product: step for product, step in edits.moved.items() if step in Step.values}
    return {
        "title": edits.title.strip()[:200] or proposal.title,
        "language": edits.language or proposal.language,
        "places": [[place.product_id, place.step] for place in places],
        "left_out": sorted(edits.left_out),
        "moved": {str(product): steps[product] for product in sorted(steps)},
    }


def _made(
    shop: ShopContext, proposal: PlaylistProposal, draft: dict[str, Any], places: list[ProposalPlace]
) -> Playlist:
    theme = THEMES.get(proposal.occasion)
    playlist = create_playlist(
        shop.id,
        title=draft["title"],
        language=draft["language"],
        theme=theme.value if theme else "",
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
    )
    skus = {place.product_id: place.product.sku for place in places}
    for product, step in draft["places"]:
        add_product(shop.id, playlist.slug, step=step, sku=skus[product])
    return playlist


def refuse_proposal(shop: ShopContext, uid: UUID, cause: str, *, by: str) -> list[ProposalLesson] | None:
    """Refuse with a cause and keep what it teaches; None when the shop has no such proposal. Raises NotStanding."""
    cause = Cause(cause).value
    day = local_day(timezone.now(), shop.zone)
    with shop_scope(shop.id):
        proposal = _held(uid)
        if proposal is None:
            return None
        refused = standing_facts(shop, proposal)
        taught = lessons_of(refused, cause, day)
        record_decision(
            automation=PLAYLIST_PROPOSALS.code,
            subject=f"refused {proposal.uid.hex}",
            version=VERSION,
            inputs={"proposal": proposal.uid.hex},
            candidates=[_refused(refused, cause, day)],
            output={"lessons": [one.as_json() for one in taught]},
            reason_code="proposal_refused",
            actor=by,
        )
        proposal.cause = cause
        _decided(proposal, ProposalState.REFUSED, by)
        return [_lesson(proposal, one, cause) for one in taught]


def _refused(refused: Refused, cause: str, day: date) -> dict[str, Any]:
    return {
        "cause": cause,
        "day": day.isoformat(),
        "theme": refused.theme,
        "products": list(refused.products),
        "stocks": list(refused.stocks),
        "margins": list(refused.margins),
    }


def _lesson(proposal: PlaylistProposal, taught: Taught, cause: str) -> ProposalLesson:
    """The row, with its label as people know what it is about."""
    label = proposal.theme
    if taught.kind != LessonKind.THEME:
        rows = proposal.places.filter(product_id__in=taught.refs).order_by("position")
        label = ", ".join(rows.values_list("product__title", flat=True))
    made: ProposalLesson = ProposalLesson.objects.create(
        shop_id=proposal.shop_id,
        proposal=proposal,
        cause=cause,
        kind=taught.kind,
        refs=list(taught.refs),
        factor=taught.factor,
        above_stock=taught.above_stock,
        label=label[:500],
        until=taught.until,
    )
    return made


def _decided(proposal: PlaylistProposal, state: ProposalState, by: str) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()


def lift_lesson(shop: ShopContext, uid: UUID, *, by: str) -> bool:
    """Forget what a refusal taught; False when there is no such lesson, or it is forgotten already."""
    with shop_scope(shop.id):
        lesson = ProposalLesson.objects.select_for_update().filter(uid=uid, lifted_at=None).first()
        if lesson is None:
            return False
        lesson.lifted_at, lesson.lifted_by = timezone.now(), by
        lesson.save(update_fields=["lifted_at", "lifted_by"])
        record_decision(
            automation=PLAYLIST_PROPOSALS.code,
            subject="choice",
            version=VERSION,
            inputs={"lesson": lesson.uid.hex, "kind": lesson.kind, "refs": list(lesson.refs)},
            output={"lifted": True},
            reason_code="lesson_lifted",
            actor=by,
        )
        return True
