"""Doors of the decision log: the list with its search, one decision, the check of the chain, the exports."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.tenancy import shop_scope
from transparency.centre.selectors import decision_of
from transparency.decisions import exporting
from transparency.decisions.explaining import explained
from transparency.decisions.searching import Wanted, found, reasons_of
from transparency.ledger.automations import all_automations
from transparency.ledger.models import LedgerMonth
from transparency.ledger.selectors import LEDGER, verify_chain

PER_PAGE: Final = 50
LONGEST: Final = 200
_NAMES: Final = ("automation", "reason", "about", "from", "to")


def _wanted(request: ShopRequest) -> Wanted:
    asked = request.GET
    before = asked.get("before", "")
    return Wanted(
        automation=asked.get("automation", "")[:LONGEST],
        reason=asked.get("reason", "")[:LONGEST],
        about=asked.get("about", "").replace("\0", "")[:LONGEST],
        first=_day(asked.get("from", "")),
        last=_day(asked.get("to", "")),
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2200 else None


@require_GET
@shop_page(role=Role.VIEWER)
def log(request: ShopRequest) -> HttpResponse:
    """The decision log, newest first."""
    wanted = _wanted(request)
    rows = list(
        found(request.shop, wanted).defer("inputs", "candidates", "output", "mentions")[: PER_PAGE + 1]
    )
    kept = {name: request.GET[name] for name in _NAMES if request.GET.get(name)}
    context = {
        "rows": rows[:PER_PAGE],
        "next_before": rows[PER_PAGE - 1].sequence if len(rows) > PER_PAGE else None,
        "wanted": wanted,
        "query": urlencode(kept),
        "is_filtered": bool(kept),
        "automations": sorted(all_automations(), key=lambda one: str(one.title).casefold()),
        "ledger": LEDGER,
        "reasons": reasons_of(wanted.automation),
    }
    return render(request, "decisions/log.html", context)


@require_GET
@shop_page(role=Role.VIEWER)
def decision(request: ShopRequest, uid: UUID) -> HttpResponse:
    """One decision, in plain words first and in full below."""
    row = decision_of(request.shop.id, uid)
    if row is None:
        return render(request, "decisions/gone.html", status=404)
    return render(request, "decisions/decision.html", {"page": explained(request.shop, row), "decision": row})


@require_GET
@shop_page(role=Role.MANAGER)
def decision_json(request: ShopRequest, uid: UUID) -> HttpResponse:
    """One decision as the export has it."""
    row = decision_of(request.shop.id, uid)
    if row is None:
        raise Http404
    response = JsonResponse(exporting.as_json(row), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="decision-{row.sequence}.json"'
    return response


@require_GET
@shop_page(role=Role.VIEWER)
def months(request: ShopRequest) -> HttpResponse:
    """What is kept of decisions older than 13 months, as a sheet."""
    with shop_scope(request.shop.id):
        rows: list[Any] = list(
            LedgerMonth.objects.order_by("month", "automation", "reason_code").values_list(
                "month", "automation", "reason_code", "decisions", "by_people"
            )
        )
    header = ["month", "automation", "reason", "decisions", "by_people"]
    return sheet_response(f"decisions-by-month-{request.shop.slug}", header, rows)


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
def export(request: ShopRequest) -> StreamingHttpResponse:
    """The whole log as JSON lines, streamed, with the hashes, so that others can check the chain."""
    response = StreamingHttpResponse(exporting.lines(request.shop.id), content_type="application/x-ndjson")
    name = f"decisions-{request.shop.slug}-{today_of(request)}.ndjson"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
