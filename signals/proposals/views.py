"""Doors of the proposals: cards, one proposal to edit, the owner's word, and what was learnt."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from catalog.playlists.models import Step
from catalog.shops.models import LANGUAGES
from shop_ai.lib.sheet import sheet_response
from signals.proposals.automations import PLAYLIST_PROPOSALS
from signals.proposals.cards import card, cards, decided_table, proposals_sheet
from signals.proposals.deciding import (
    AS_PROPOSED,
    Edits,
    NothingLeft,
    NotStanding,
    accept_proposal,
    lift_lesson,
    refuse_proposal,
)
from signals.proposals.models import Cause, PlaylistProposal, ProposalState
from signals.proposals.selectors import decided_proposals, last_run, lessons, proposals
from signals.proposals.selectors import proposal as proposal_of
from signals.proposals.words import lesson_words, silence, state_badge
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """What is proposed, what was decided, and what refusals taught."""
    shop = request.shop
    run = last_run(shop.id)
    title, text = silence(run.facts if run else None)
    context = {
        "cards": cards(shop, proposals(shop.id, state=ProposalState.STANDING)),
        "silence": {"title": title, "text": text},
        "table": decided_table(shop, decided_proposals(shop.id), request.GET),
        "lessons": _lessons(request),
        "causes": Cause.choices,
        "run": run,
        "computed_at": run.computed_at if run else None,
        "is_on": is_on(PLAYLIST_PROPOSALS.code),
        "may_choose": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "proposals/proposals.html", context)


def _lessons(request: ShopRequest) -> list[tuple[Any, str]]:
    today = today_of(request)
    return [(lesson, lesson_words(lesson)) for lesson in lessons(request.shop.id, today)]


@require_safe
@shop_page(role=Role.VIEWER)
def proposals_csv(request: ShopRequest) -> HttpResponse:
    header, lines = proposals_sheet(request.shop, list(proposals(request.shop.id)))
    return sheet_response(f"{request.shop.slug}-{_('proposals')}", header, lines, raw="raw" in request.GET)


def _found(request: ShopRequest, uid: uuid.UUID) -> PlaylistProposal:
    found = proposal_of(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def proposal(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One proposal: its path, why it was made, and the form that changes it before it is accepted."""
    return render(request, "proposals/proposal.html", _context(request, _found(request, uid)))


def _context(request: ShopRequest, found: PlaylistProposal) -> dict[str, Any]:
    shop = request.shop
    return {
        "card": card(shop, found),
        "badge": state_badge(found.state),
        "causes": Cause.choices,
        "steps": Step.choices,
        "languages": LANGUAGES,
        "may_choose": has_role(shop.role, Role.MANAGER) and found.state == ProposalState.STANDING,
        "trail": [(_("Proposals"), reverse("proposals", kwargs={"slug": shop.slug}))],
    }


@require_POST
@shop_page(role=Role.MANAGER)
def accept(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Make a draft of it, as proposed or as edited."""
    edits = _edits(request, _found(request, uid)) if "edited" in request.POST else AS_PROPOSED
    try:
        playlist = accept_proposal(request.shop, uid, by=f"user:{request.user.pk}", edits=edits)
    except NotStanding:
        return _moved_on(request)
    except NothingLeft:
        messages.error(request, _("Leave at least one product on the path."))
        return redirect("proposal", slug=request.shop.slug, uid=uid)
    if playlist is None:
        raise Http404
    messages.success(request, _("It is a draft now: look it over, then show it to customers."))
    return redirect("playlist", slug=request.shop.slug, playlist=playlist.slug)


def _edits(request: ShopRequest, found: PlaylistProposal) -> Edits:
    post, places = request.POST, list(found.places.all())
    steps = {place.product_id: post.get(f"step-{place.product_id}", place.step) for place in places}
    language = post.get("language", "")
    return Edits(
        title=post.get("title", "").replace("\x00", ""),
        language=language if language in dict(LANGUAGES) else "",
        left_out={place.product_id for place in places if f"keep-{place.product_id}" not in post},
        moved={
            place.product_id: steps[place.product_id]
            for place in places
            if steps[place.product_id] in Step.values and steps[place.product_id] != place.step
        },
    )


@require_POST
@shop_page(role=Role.MANAGER)
def refuse(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Refuse with a cause, and say what was learnt."""
    cause = request.POST.get("cause", "")
    if cause not in Cause.values:
        raise Http404
    try:
        taught = refuse_proposal(request.shop, uid, cause, by=f"user:{request.user.pk}")
    except NotStanding:
        return _moved_on(request)
    if taught is None:
        raise Http404
    said = "; ".join(f"{lesson_words(one)}: {one.label}" for one in taught)
    messages.success(request, _("Refused. Learnt from it: %(lesson)s.") % {"lesson": said})
    return redirect("proposals", slug=request.shop.slug)


def _moved_on(request: ShopRequest) -> HttpResponse:
    messages.error(request, _("This proposal was decided or ended meanwhile."))
    return redirect("proposals", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def forget(request: ShopRequest, lesson: uuid.UUID) -> HttpResponse:
    """Take a lesson back: the next night may propose it again."""
    if not lift_lesson(request.shop, lesson, by=f"user:{request.user.pk}"):
        raise Http404
    messages.success(request, _("Forgotten: the next night may propose it again."))
    return redirect("proposals", slug=request.shop.slug)
