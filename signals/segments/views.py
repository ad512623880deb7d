"""Doors of the segments: the page, who is in each, and the settings."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.listing import query_of
from shop_ai.lib.money import format_number
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import Badge
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.contact import note_agreement
from signals.segments.forms import SettingsForm
from signals.segments.lists import came_url, moves_table, segments_sheet, sheet_of
from signals.segments.models import SegmentProposal
from signals.segments.people import PICK_FORM, people_asked, people_sheet, people_table
from signals.segments.reading import settings_of
from signals.segments.reasons import reason_words
from signals.segments.rules import SEGMENTS
from signals.segments.selectors import (
    Offered,
    SegmentSums,
    causes_counted,
    last_run,
    offered,
    proposals,
    segment_sums,
)
from signals.segments.settings import change_settings, initial_of
from signals.segments.words import (
    cause_words,
    definition,
    effect_words,
    kind_title,
    nothing_noted_words,
    pace_words,
    segment_name,
    state_badge,
)
from transparency.ledger.switches import is_on

ICONS = {"new": "sparkles", "regular": "circle-check", "inactive": "clock"}
MOST_PICKED = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal as the page shows it in short."""

    proposal: SegmentProposal
    title: str
    reason: str
    effect: str
    badge: Badge
    products: tuple[Offered, ...]

    @property
    def others(self) -> int:
        """Products besides the one that leads; where each customer has their own, of all and not only of those shown."""
        return max(len(self.products), int(self.proposal.values.get("products", 0))) - 1


@dataclass(frozen=True, slots=True)
class Card:
    """One segment: its people, where they came from (words, count, address), and what is proposed."""

    sums: SegmentSums
    name: str
    icon: str
    definition: str
    came: tuple[tuple[str, int, str], ...]
    went: tuple[tuple[str, int], ...]
    offers: tuple[Offer, ...]


@require_safe
@shop_page(role=Role.VIEWER)
def segments(request: ShopRequest) -> HttpResponse:
    """Three segments with their figures and what to offer to each."""
    shop = request.shop
    run, waiting = last_run(shop.id), proposals(shop.id)
    goods = offered(shop.id, (product for one in waiting for product in one.products))
    offers = [_offer(one, goods, shop.currency) for one in waiting]
    # The days that the prepared rows were made with: a changed setting shows once the rows follow it.
    days = run.facts.get("inactive_after", shop.inactive_after_days) if run else shop.inactive_after_days
    cards = [_card(request, sums, offers, days) for sums in segment_sums(shop.id)]
    context = {
        "cards": cards,
        "run": run,
        "total": sum(card.sums.people for card in cards),
        "pace": pace_words(run.facts.get("pace"), days) if run else "",
        "moves": moves_table(shop),
        "causes": [(cause_words(cause), format_number(n)) for cause, n in causes_counted(shop.id).items()],
        "is_on": is_on(SEGMENT_OFFERS.code),
        "may_choose": has_role(shop.role, Role.MANAGER),
        "computed_at": run.computed_at if run else None,
        "as_of": run.as_of if run else None,
    }
    return render(request, "segments/segments.html", context)


def _offer(one: SegmentProposal, goods: dict[int, Offered], currency: str) -> Offer:
    return Offer(
        proposal=one,
        title=kind_title(one.kind),
        reason=reason_words(one.reason_code, one.values, currency),
        effect=effect_words(one.effect),
        badge=state_badge(one.state),
        products=tuple(goods[product] for product in one.products if product in goods),
    )


def _card(request: ShopRequest, sums: SegmentSums, offers: list[Offer], days: int) -> Card:
    shop = request.shop
    return Card(
        sums=sums,
        name=segment_name(sums.code),
        icon=ICONS[sums.code],
        definition=definition(sums.code, days),
        came=tuple(
            (segment_name(then), count, came_url(shop, sums.code, then)) for then, count in sums.came.items()
        ),
        went=tuple((segment_name(now), count) for now, count in sums.went.items()),
        offers=tuple(one for one in offers if one.proposal.segment == sums.code),
    )


@require_safe
@shop_page(role=Role.VIEWER)
def segments_csv(request: ShopRequest) -> HttpResponse:
    header, lines = segments_sheet(request.shop, segment_sums(request.shop.id))
    return sheet_response(f"{request.shop.slug}-{_('segments')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def moves_csv(request: ShopRequest) -> HttpResponse:
    header, lines = sheet_of(moves_table(request.shop))
    return sheet_response(f"{request.shop.slug}-{_('moves')}", header, lines, raw="raw" in request.GET)


def _code(text: str) -> str:
    if text not in SEGMENTS:
        raise Http404
    return text


@require_safe
@shop_page(role=Role.VIEWER)
def people(request: ShopRequest, segment_code: str) -> HttpResponse:
    """Who is in a segment, and who of them may be written to."""
    asked = people_asked(_code(segment_code), request.GET)
    may_note = has_role(request.shop.role, Role.AGENT)
    context = {
        "table": people_table(request.shop, asked, may_note=may_note),
        "name": segment_name(asked.segment),
        "code": asked.segment,
        "definition": definition(asked.segment, request.shop.inactive_after_days),
        "may_note": may_note,
        "pick_form": PICK_FORM,
        "query": asked.query,
        "trail": [(_("Segments"), reverse("segments", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "segments/people.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def people_csv(request: ShopRequest, segment_code: str) -> HttpResponse:
    header, lines = people_sheet(request.shop, people_asked(_code(segment_code), request.GET))
    name = f"{request.shop.slug}-{segment_name(segment_code)}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.AGENT)
def agreed(request: ShopRequest, segment_code: str) -> HttpResponse:
    """Note of the picked customers that they agreed to messages, or no longer do."""
    code, agrees = _code(segment_code), request.POST.get("agrees") == "yes"
    picked = _picked(request)
    changed = note_agreement(request.shop.id, picked, agrees=agrees)
    if changed:
        words = ngettext("Noted for %(n)s customer.", "Noted for %(n)s customers.", changed)
        messages.success(request, words % {"n": format_number(changed)})
    else:
        messages.info(request, nothing_noted_words(is_picked=bool(picked), agrees=agrees))
    address = reverse("segments-people", kwargs={"slug": request.shop.slug, "segment_code": code})
    query = query_of(request.POST, ("was", "can", "sort", "page"))
    return redirect(f"{address}?{query}" if query else address)


def _picked(request: ShopRequest) -> list[uuid.UUID]:
    found = []
    for text in request.POST.getlist("pick")[:MOST_PICKED]:
        try:
            found.append(uuid.UUID(hex=text))
        except ValueError:
            raise Http404 from None
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def settings(request: ShopRequest) -> HttpResponse:
    """Days, the month's amount, the window and the tiers."""
    shop = request.shop
    form = SettingsForm(request.POST or None, initial=initial_of(shop, settings_of(shop.id)))
    if request.method == "POST" and form.is_valid():
        change_settings(shop, form.values(), by=f"user:{request.user.pk}")
        messages.success(request, _("Saved. Segments are being made again."))
        return redirect("segments", slug=shop.slug)
    context: dict[str, Any] = {
        "form": form,
        "trail": [(_("Segments"), reverse("segments", kwargs={"slug": shop.slug}))],
    }
    return render(request, "segments/settings.html", context, status=422 if form.errors else 200)
