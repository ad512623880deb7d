"""Doors of the checks of the ledger: the history, its sheet, and taking note of an incident."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import page_of
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Pages, Row, Table
from transparency.integrity.models import IntegrityCheck
from transparency.integrity.selectors import checks, count_checks, open_incident
from transparency.integrity.services import take_note
from transparency.ledger.selectors import decisions


@require_safe
@shop_page(role=Role.VIEWER)
def integrity(request: ShopRequest) -> HttpResponse:
    """Every night's check of the decision log."""
    incident = open_incident(request.shop.id)
    context = {
        "table": _table(request.shop, request.GET.get("page", "")),
        "incident": incident,
        "differing": list(decisions().filter(sequence__in=incident.different)[:PER_PAGE]) if incident else [],
    }
    return render(request, "integrity/integrity.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def integrity_csv(request: ShopRequest) -> HttpResponse:
    rows = [
        [one.day, one.checked_at.isoformat(), one.replayed, len(one.different), one.rows, one.broken_at]
        for one in checks(request.shop.id, count_checks(request.shop.id))
    ]
    header = ["day", "checked_at", "decided_again", "different", "decisions_in_log", "chain_broken_at"]
    return sheet_response(f"integrity-{request.shop.slug}", header, rows)


@require_POST
@shop_page(role=Role.MANAGER)
def seen(request: ShopRequest) -> HttpResponse:
    """Somebody has seen the incident; the check itself stays."""
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    if take_note(request.shop.id, day, by=f"user:{request.user.pk}", now=timezone.now()):
        messages.success(request, _("Noted. The check and what it found stay in the list."))
    return redirect("integrity", slug=request.shop.slug)


def _table(shop: ShopContext, asked: str) -> Table:
    total = count_checks(shop.id)
    pages = Pages(min(page_of({"page": asked}), max(1, -(-total // PER_PAGE))), total)
    found = checks(shop.id, PER_PAGE, (pages.page - 1) * PER_PAGE)
    return Table(
        key="integrity",
        title=_("Checks so far"),
        columns=(
            Column("day", _("Night"), "day"),
            Column("result", _("Result"), "state"),
            Column("replayed", _("Decided again"), "number"),
            Column("different", _("Came out differently"), "number"),
            Column("rows", _("Decisions in the log"), "number"),
            Column("broken", _("First link that does not hold"), "number"),
        ),
        rows=tuple(_row(one) for one in found),
        pages=pages,
        csv_url=reverse("integrity-csv", kwargs={"slug": shop.slug}),
        empty=Empty(
            title=_("No check yet"),
            text=_("The first one runs tonight. Nothing needs to be done for it."),
        ),
    )


def _row(one: IntegrityCheck) -> Row:
    return Row((one.day, badge(one), one.replayed, len(one.different), one.rows, one.broken_at))


def badge(one: IntegrityCheck) -> Badge:
    if one.is_sound:
        return Badge(_("In order"), "good", "circle-check")
    return Badge(_("Incident"), "bad", "circle-alert")


def incident_words(one: IntegrityCheck) -> str:
    """What was found, in a sentence or two."""
    found = []
    if one.different:
        text = ngettext(
            "%(n)s of the decisions that were decided again came out differently.",
            "%(n)s of the decisions that were decided again came out differently.",
            len(one.different),
        )
        found.append(text % {"n": len(one.different)})
    if one.broken_at is not None:
        text = _("The decision log was changed behind our back at decision no. %(n)s.")
        found.append(text % {"n": one.broken_at})
    return " ".join(found)
