"""Doors of the transparency centre: the shop's public page, and the owner's switches and decision log."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from transparency.centre.replays import replay
from transparency.centre.selectors import centre_state, decision_of
from transparency.ledger.automations import UnknownAutomation
from transparency.ledger.selectors import decisions, verify_chain
from transparency.ledger.services import content_of
from transparency.ledger.switches import EVERYTHING, set_switch

PER_PAGE = 50


@require_GET
@shop_page(role=Role.VIEWER)
def centre(request: ShopRequest) -> HttpResponse:
    context = {"state": centre_state(request.shop.id), "everything": EVERYTHING}
    return render(request, "transparency/centre.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def switch(request: ShopRequest) -> HttpResponse:
    """Turn one automation, or all of them, on or off."""
    code, is_on = request.POST.get("automation", ""), request.POST.get("is_on") == "1"
    try:
        set_switch(code, is_on=is_on, by=f"user:{request.user.pk}")
    except UnknownAutomation as error:
        raise Http404 from error
    messages.success(request, _("Switched on.") if is_on else _("Switched off. It has stopped now."))
    return redirect("transparency", slug=request.shop.slug)


@require_GET
@shop_page(role=Role.VIEWER)
def log(request: ShopRequest) -> HttpResponse:
    """The decision log, newest first."""
    automation = request.GET.get("automation", "")
    before = request.GET.get("before", "")
    found = decisions(automation=automation, before=int(before) if before.isdecimal() else None)
    rows = list(found.defer("inputs", "candidates", "output")[: PER_PAGE + 1])
    context = {
        "rows": rows[:PER_PAGE],
        "next_before": rows[PER_PAGE - 1].sequence if len(rows) > PER_PAGE else None,
        "automation": automation,
        "state": centre_state(request.shop.id),
    }
    return render(request, "transparency/log.html", context)


@require_GET
@shop_page(role=Role.VIEWER)
def decision(request: ShopRequest, uid: UUID) -> HttpResponse:
    found = decision_of(request.shop.id, uid)
    if found is None:
        raise Http404
    context = {"decision": found, "replayed": replay(found), "parts": _parts(found)}
    return render(request, "transparency/decision.html", context)


def _parts(found: Any) -> list[tuple[str, str]]:
    """Inputs, candidates and output as readable JSON."""
    shown = [(_("Inputs"), found.inputs), (_("Candidates"), found.candidates), (_("Result"), found.output)]
    return [(name, json.dumps(value, ensure_ascii=False, indent=1)) for name, value in shown if value]


@require_POST
@shop_page(role=Role.MANAGER)
def verify(request: ShopRequest) -> HttpResponse:
    """Walk the whole chain now and say what was found."""
    check = verify_chain()
    if check.holds:
        text = _("The log is intact: %(rows)s decisions, none changed.") % {"rows": check.rows}
        messages.success(request, text)
    else:
        text = _("The log was changed behind our back at decision no. %(n)s.") % {"n": check.broken_at}
        messages.error(request, text)
    return redirect("decisions", slug=request.shop.slug)


@require_GET
@shop_page(role=Role.MANAGER)
def export(request: ShopRequest) -> HttpResponse:
    """The whole log as JSON lines, with the hashes, so that others can check the chain."""
    lines = [_line(row) for row in decisions().order_by("sequence").iterator(chunk_size=500)]
    response = HttpResponse("".join(lines), content_type="application/x-ndjson")
    name = f"decisions-{request.shop.slug}-{timezone.localdate():%Y-%m-%d}.ndjson"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _line(row: Any) -> str:
    return (
        json.dumps({**content_of(row), "prev_hash": row.prev_hash, "hash": row.hash}, ensure_ascii=False)
        + "\n"
    )
