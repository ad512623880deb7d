"""Doors of the parcels: states with their age, the list, one parcel, cash, refusals, words."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.parcels.forms import RemittanceForm, TieForm, WordForm
from catalog.parcels.lists import (
    ageing_sheet,
    ageing_table,
    cash_sheet,
    cash_table,
    matching,
    parcels_sheet,
    parcels_table,
    refusal_sheet,
    refusal_table,
)
from catalog.parcels.models import Parcel
from catalog.parcels.selectors import (
    ageing,
    courier_words,
    events_of,
    held_cash,
    parcel_by_uid,
    refusals,
    remittances,
    words_to_map,
)
from catalog.parcels.words import courier_name, state_badge
from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.listing import period_of
from shop_ai.lib.period import Period
from shop_ai.lib.sheet import sheet_response

USUAL_DAYS = 90
MOST_LINES = 50_000


def tabs_of(request: ShopRequest, here: str) -> list[tuple[str, str, bool]]:
    """The pages of parcels."""
    pages = (
        ("parcels", _("Parcels")),
        ("parcels-cash", _("Cash at couriers")),
        ("parcels-refusals", _("Refusals")),
        ("courier-words", _("Words of couriers")),
    )
    return [(label, reverse(name, kwargs={"slug": request.shop.slug}), name == here) for name, label in pages]


def _frame(request: ShopRequest, here: str) -> dict[str, Any]:
    return {"tabs": tabs_of(request, here), "may_change": has_role(request.shop.role, Role.MANAGER)}


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """Open parcels by state with their age, what couriers hold, and the list."""
    today = today_of(request)
    held = held_cash(request.shop.id, today=today)
    context = {
        **_frame(request, "parcels"),
        "held": sum(row.cash for row in held),
        "held_parcels": sum(row.parcels for row in held),
        "unknown": len(words_to_map(request.shop.id)),
        "ageing": ageing_table(
            request.shop, ageing(request.shop.id, today=today, zone=request.shop.timezone)
        ),
        "table": parcels_table(request.shop, request.GET),
    }
    return render(request, "parcels/index.html", context)


def _sheet(request: ShopRequest, name: str, sheet: tuple[list[str], list[list[Any]]]) -> HttpResponse:
    return sheet_response(f"{request.shop.slug}-{name}", *sheet, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def as_csv(request: ShopRequest) -> HttpResponse:
    rows = matching(request.shop, request.GET)[:MOST_LINES]
    return _sheet(request, _("parcels"), parcels_sheet(rows))


@require_safe
@shop_page(role=Role.VIEWER)
def ageing_csv(request: ShopRequest) -> HttpResponse:
    rows = ageing(request.shop.id, today=today_of(request), zone=request.shop.timezone)
    return _sheet(request, _("open-parcels"), ageing_sheet(rows))


@require_safe
@shop_page(role=Role.VIEWER)
def cash(request: ShopRequest) -> HttpResponse:
    """What couriers hold, marking it as received, and what was received."""
    return cash_page(request)


def cash_page(request: ShopRequest, refused: RemittanceForm | None = None) -> HttpResponse:
    """``refused`` is a form that could not be kept."""
    today = today_of(request)
    held = held_cash(request.shop.id, today=today)
    named = refused["courier"].value() if refused else ""
    forms = [
        (
            row,
            courier_name(row.courier),
            refused if refused and row.courier == named else RemittanceForm(today=today, courier=row.courier),
        )
        for row in held
    ]
    context = {
        **_frame(request, "parcels-cash"),
        "table": cash_table(request.shop, held),
        "forms": forms,
        "remittances": [(one, courier_name(one.courier)) for one in remittances(request.shop.id)],
    }
    return render(request, "parcels/cash.html", context, status=422 if refused else 200)


@require_safe
@shop_page(role=Role.VIEWER)
def cash_csv(request: ShopRequest) -> HttpResponse:
    return _sheet(request, _("cash"), cash_sheet(held_cash(request.shop.id, today=today_of(request))))


def _period(request: ShopRequest) -> tuple[Period, str]:
    """The period of the address; the last ninety days without one."""
    today = today_of(request)
    period, preset = period_of(request.GET, today)
    return period or Period(today - timedelta(days=USUAL_DAYS - 1), today), preset or "last_90_days"


@require_safe
@shop_page(role=Role.VIEWER)
def refused(request: ShopRequest) -> HttpResponse:
    """How many parcels were refused, by courier and by wilaya."""
    period, preset = _period(request)
    report = refusals(request.shop.id, period)
    address = reverse("parcels-refusals-csv", kwargs={"slug": request.shop.slug})
    csv_url = f"{address}?from={period.start}&to={period.end}"
    context = {
        **_frame(request, "parcels-refusals"),
        "period": period,
        "preset": preset,
        "total": report.total,
        "couriers": refusal_table(request.shop, "courier", report.couriers, report.total, csv_url),
        "wilayas": refusal_table(request.shop, "wilaya", report.wilayas, report.total, csv_url),
    }
    return render(request, "parcels/refusals.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def refusals_csv(request: ShopRequest) -> HttpResponse:
    period, _preset = _period(request)
    name = f"{_('refusals')}-{period.start}-{period.end}"
    return _sheet(request, name, refusal_sheet(refusals(request.shop.id, period).both))


@require_safe
@shop_page(role=Role.VIEWER)
def words(request: ShopRequest) -> HttpResponse:
    """What couriers' words mean here, and the words to explain."""
    found = courier_words(request.shop.id)
    rows = [
        (
            word,
            courier_name(word.courier),
            state_badge(word.state) if word.state != "ignore" else None,
            WordForm(initial={"state": word.state}, word_id=word.id),
        )
        for word in found
    ]
    context = {
        **_frame(request, "courier-words"),
        "unknown": [row for row in rows if not row[0].state],
        "known": [row for row in rows if row[0].state],
    }
    return render(request, "parcels/words.html", context)


def found_parcel(request: ShopRequest, uid: uuid.UUID) -> Parcel:
    found = parcel_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def one(request: ShopRequest, parcel: uuid.UUID) -> HttpResponse:
    return one_page(request, found_parcel(request, parcel), TieForm())


def one_page(request: ShopRequest, parcel: Parcel, form: TieForm) -> HttpResponse:
    """A parcel with all that its courier said."""
    context = {
        **_frame(request, "parcels"),
        "parcel": parcel,
        "courier": courier_name(parcel.courier),
        "badge": state_badge(parcel.state),
        "events": [
            (event, state_badge(event.state) if event.state != "ignore" else None)
            for event in events_of(request.shop.id, parcel.pk)
        ],
        "form": form,
        "trail": [(_("Parcels"), reverse("parcels", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "parcels/parcel.html", context, status=422 if form.errors else 200)
