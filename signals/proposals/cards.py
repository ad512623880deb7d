"""Proposals as cards, and the lists of what was decided and learnt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.playlists.models import Step
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import page_of
from shop_ai.lib.period import local_day
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table
from signals.proposals.models import PlaylistProposal, ProposalState
from signals.proposals.words import (
    check_words,
    ended_words,
    expected_words,
    occasion_words,
    place_reason,
    state_badge,
)

STEPS = (Step.DISCOVERY, Step.PROOF, Step.STEP_UP)


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A product on a card."""

    product: Product
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    number: int
    label: str
    places: tuple[ShownPlace, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal with everything that is said of it."""

    proposal: PlaylistProposal
    steps: tuple[ShownStep, ...]
    occasion: str
    expected: str
    checks: tuple[str, ...]

    @property
    def places(self) -> list[ShownPlace]:
        return [place for step in self.steps for place in step.places]


def cards(shop: ShopContext, found: Iterable[PlaylistProposal]) -> list[Card]:
    return [card(shop, one) for one in found]


def card(shop: ShopContext, found: PlaylistProposal) -> Card:
    places = [
        ShownPlace(
            place.product, place.step, place_reason(place.reason_code, place.reason_values, shop.currency)
        )
        for place in found.places.all()
    ]
    return Card(
        proposal=found,
        steps=tuple(
            ShownStep(number, str(step.label), tuple(one for one in places if one.step == step))
            for number, step in enumerate(STEPS, 1)
        ),
        occasion=occasion_words(found),
        expected=expected_words(found.expected),
        checks=tuple(check_words(code, value, shop.currency) for code, value in found.checks),
    )


def decided_table(shop: ShopContext, rows: QuerySet[PlaylistProposal], given: Mapping[str, str]) -> Table:
    """What became of earlier proposals, the latest first."""
    total = rows.count()
    pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
    first = (pages.page - 1) * PER_PAGE
    return Table(
        key="decided",
        title=_("Earlier proposals"),
        columns=(
            Column("title", _("Playlist")),
            Column("state", _("State"), "state"),
            Column("why", _("Why")),
            Column("proposed", _("Proposed"), "day"),
            Column("decided", _("Decided"), "day"),
        ),
        rows=tuple(_row(shop, one) for one in rows[first : first + PER_PAGE]),
        pages=pages,
        csv_url=reverse("proposals-csv", kwargs={"slug": shop.slug}),
        empty=Empty(
            _("No decision yet"), _("What you accept and refuse is kept here, with what was learnt from it.")
        ),
    )


def _row(shop: ShopContext, one: PlaylistProposal) -> Row:
    cells = (
        one.title,
        state_badge(one.state),
        _why(one),
        one.proposed_on,
        local_day(one.decided_at, shop.zone) if one.decided_at else None,
    )
    return Row(cells, url=reverse("proposal", kwargs={"slug": shop.slug, "uid": one.uid}))


def _why(one: PlaylistProposal) -> str | None:
    if one.cause:
        return str(one.get_cause_display())
    return ended_words(one.ended_code) if one.ended_code else None


def proposals_sheet(shop: ShopContext, rows: Sequence[PlaylistProposal]) -> tuple[list[str], list[list[Any]]]:
    """A line a product of a proposal."""
    header = [
        *(_("Playlist"), _("State"), _("Why"), _("Proposed"), _("Stands until"), _("Score"), _("Step")),
        *(_("SKU"), _("Product"), _("Reason")),
    ]
    return header, [
        [
            *(one.title, ProposalState(one.state).label, _why(one), one.proposed_on.isoformat()),
            *(one.expires_on.isoformat(), one.score, Step(place.step).label),
            *(place.product.sku, place.product.title),
            place_reason(place.reason_code, place.reason_values, shop.currency),
        ]
        for one in rows
        for place in one.places.all()
    ]
