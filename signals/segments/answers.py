"""Doors of a proposal: read it in full, accept it as it is or changed, refuse it with a cause, put it off."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_number
from shop_ai.lib.period import local_day
from signals.segments.campaigns import Wanted, accept, put_off, refuse
from signals.segments.choosing import NotPossible
from signals.segments.forms import AcceptForm
from signals.segments.messages import drafts, example
from signals.segments.models import Kind, ProposalState, SegmentProposal
from signals.segments.reading import settings_of
from signals.segments.reasons import reason_words
from signals.segments.rules import CAUSES
from signals.segments.selectors import Offered, campaign_of_proposal, offered
from signals.segments.selectors import proposal as proposal_by_uid
from signals.segments.treated import letter_values
from signals.segments.words import (
    cause_words,
    effect_words,
    kind_title,
    not_possible_words,
    rule_words,
    segment_name,
    state_badge,
)
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def proposal(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One proposal: why, for whom, how it reads."""
    found = _found(request, uid)
    return _page(request, found, AcceptForm(initial=_initial(request.shop, found), most=_most(found)))


@require_POST
@shop_page(role=Role.MANAGER)
def accept_it(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Start the offer, as proposed or changed; what cannot be sent comes back with its reason."""
    found = _found(request, uid)
    form = AcceptForm(request.POST, most=_most(found))
    return _accepted(request, found, form) if form.is_valid() else _page(request, found, form, status=422)


def _found(request: ShopRequest, uid: uuid.UUID) -> SegmentProposal:
    found = proposal_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


def _most(found: SegmentProposal) -> int:
    """The bound of a discount in percent; nothing else can be made smaller."""
    return round(found.discount * 100) if found.kind == Kind.DISCOUNT else 0


def _initial(shop: ShopContext, found: SegmentProposal) -> dict[str, Any]:
    texts = {f"message_{code}": text for code, text in drafts(found.kind).items()}
    return {"window_days": settings_of(shop.id).window_days, "percent": _most(found), **texts}


def _accepted(request: ShopRequest, found: SegmentProposal, form: AcceptForm) -> HttpResponse:
    percent = form.cleaned_data.get("percent")
    wanted = Wanted(
        discount=percent / 100 if percent else None,
        window_days=form.cleaned_data["window_days"],
        messages=form.messages(),
    )
    try:
        made = accept(request.shop, found.uid, wanted, by=f"user:{request.user.pk}")
    except NotPossible as error:
        messages.error(request, not_possible_words(error.why))
        return redirect("segment-proposal", slug=request.shop.slug, uid=found.uid)
    if made is None:
        raise Http404
    messages.success(request, _("It runs. Download the list, or write to one customer after the other."))
    return redirect("segment-campaign", slug=request.shop.slug, uid=made.uid)


def _page(request: ShopRequest, found: SegmentProposal, form: AcceptForm, status: int = 200) -> HttpResponse:
    shop = request.shop
    goods = offered(shop.id, found.products)
    waits = found.is_current and found.state in {ProposalState.OPEN, ProposalState.LATER}
    campaign = campaign_of_proposal(shop.id, found.uid)
    context = {
        "proposal": found,
        "title": kind_title(found.kind),
        "segment": segment_name(found.segment),
        "badge": state_badge(found.state),
        "rule": rule_words(found.kind),
        "reason": reason_words(found.reason_code, found.values, shop.currency),
        "effect": effect_words(found.effect),
        "stats": _stats(found),
        "products": [goods[product] for product in found.products if product in goods],
        "previews": _previews(shop, found, goods),
        "causes": [(cause, cause_words(cause)) for cause in CAUSES],
        "cause": cause_words(found.cause),
        "form": form,
        "campaign": campaign,
        "may_answer": waits and is_on("segment_offers") and has_role(shop.role, Role.MANAGER),
        "trail": [(_("Segments"), reverse("segments", kwargs={"slug": shop.slug}))],
    }
    return render(request, "segments/proposal.html", context, status=status)


def _stats(found: SegmentProposal) -> list[tuple[str, str]]:
    stats = [(_("Customers it fits"), format_number(found.audience))]
    if found.audience:
        stats.append((_("Held out, about"), format_number(max(1, round(found.audience / 10)))))
    return stats


def _first_choice(found: SegmentProposal) -> int:
    """What the preview shows: the product that leads, or the tier that most people are close to."""
    if found.kind != Kind.PERK:
        return next(iter(found.products), 0)
    tiers = found.values.get("tiers", [])
    return max(range(len(tiers)), key=lambda place: int(tiers[place]["people"]), default=0) + 1


def _previews(shop: ShopContext, found: SegmentProposal, goods: dict[int, Offered]) -> list[tuple[str, str]]:
    """The message as one customer would read it, in each language; nothing without something to offer."""
    choice = _first_choice(found)
    until = local_day(timezone.now(), shop.zone) + timedelta(days=settings_of(shop.id).window_days - 1)
    if not found.audience:
        return []
    return [
        (code, example(code, text, letter_values(shop, found, code, choice, goods, until=until)))
        for code, text in drafts(found.kind).items()
    ]


@require_POST
@shop_page(role=Role.MANAGER)
def refuse_it(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Refuse, with why: the same rule and product rest for 30 days."""
    cause = request.POST.get("cause", "")
    return _answered(request, uid, cause if cause in CAUSES else "other")


@require_POST
@shop_page(role=Role.MANAGER)
def later(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask again in a week."""
    return _answered(request, uid, "")


def _answered(request: ShopRequest, uid: uuid.UUID, cause: str) -> HttpResponse:
    by = f"user:{request.user.pk}"
    try:
        found = refuse(request.shop, uid, cause=cause, by=by) if cause else put_off(request.shop, uid, by=by)
    except NotPossible as error:
        messages.error(request, not_possible_words(error.why))
        return redirect("segments", slug=request.shop.slug)
    if found is None:
        raise Http404
    words = (
        _("Refused, and remembered for 30 days. Another proposal comes within a minute.")
        if cause
        else _("It comes back in a week.")
    )
    messages.success(request, words)
    return redirect("segments", slug=request.shop.slug)
