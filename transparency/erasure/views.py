"""Doors of erasures: the list, the question before one, and how far it is."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.customers.naming import code_of
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.listing import page_of
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Pages, Row, Table
from transparency.erasure.models import ErasureRecord, ErasureState
from transparency.erasure.preview import preview_of
from transparency.erasure.selectors import count_erasures, erasure, erasures, steps_of
from transparency.erasure.services import NoCustomer, erase_customer, take_up_again
from transparency.erasure.words import cause_words, job_of

BADGES = {
    ErasureState.ASKED: ("plain", "clock"),
    ErasureState.RUNNING: ("accent", "clock"),
    ErasureState.DONE: ("good", "circle-check"),
    ErasureState.FAILED: ("bad", "circle-alert"),
}


@require_safe
@shop_page(role=Role.VIEWER)
def erasures_page(request: ShopRequest) -> HttpResponse:
    """Every erasure; none of them says who it was."""
    total = count_erasures(request.shop.id)
    pages = Pages(min(page_of(request.GET), max(1, -(-total // PER_PAGE))), total)
    found = erasures(request.shop.id, PER_PAGE, (pages.page - 1) * PER_PAGE)
    table = Table(
        key="erasures",
        title=_("Erasures so far"),
        columns=(
            Column("customer", _("Customer"), "code"),
            Column("asked", _("Asked for"), "moment"),
            Column("state", _("State"), "state"),
            Column("cause", _("Why")),
            Column("done", _("Done"), "moment"),
            Column("rows", _("Records that lost something"), "number"),
        ),
        rows=tuple(_row(request, one) for one in found),
        pages=pages,
        csv_url=reverse("erasures-csv", kwargs={"slug": request.shop.slug}),
        empty=Empty(
            title=_("Nobody was erased yet"),
            text=_("A customer asks for it on their own page; you find it on a customer's page too."),
        ),
    )
    return render(request, "erasure/erasures.html", {"table": table})


def _row(request: ShopRequest, one: ErasureRecord) -> Row:
    url = reverse("erasure-record", kwargs={"slug": request.shop.slug, "uid": one.uid})
    cells = (code_of(one.customer_uid), one.asked_at, badge(one), cause_words(one.cause), one.done_at)
    return Row((*cells, sum(one.counts.values())), url=url)


def badge(one: ErasureRecord) -> Badge:
    tone, icon = BADGES[ErasureState(one.state)]
    return Badge(one.get_state_display(), tone, icon)  # type: ignore[arg-type]  # the tones of the table above


@require_safe
@shop_page(role=Role.VIEWER)
def erasures_csv(request: ShopRequest) -> HttpResponse:
    found = erasures(request.shop.id, count_erasures(request.shop.id))
    rows = [
        [
            one.customer_uid,
            one.asked_at.isoformat(),
            one.state,
            one.cause,
            one.by,
            _iso(one),
            sum(one.counts.values()),
        ]
        for one in found
    ]
    header = ["customer", "asked_at", "state", "cause", "by", "done_at", "records"]
    return sheet_response(f"erasures-{request.shop.slug}", header, rows, raw="raw" in request.GET)


def _iso(one: ErasureRecord) -> str:
    return one.done_at.isoformat() if one.done_at else ""


@require_safe
@shop_page(role=Role.MANAGER)
def ask(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """What would go and what stays, before anything happens."""
    preview = preview_of(request.shop.id, uid)
    if preview is None:
        raise Http404
    context = {
        "preview": preview,
        "code": code_of(uid),
        "trail": [(_("Customers"), reverse("customers", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "erasure/ask.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def start(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Erase; only with the word that the page asked for."""
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Tick the box first: what is erased cannot be brought back."))
        return redirect("erasure-ask", slug=request.shop.slug, uid=uid)
    try:
        record = erase_customer(request.shop.id, uid, by=f"user:{request.user.pk}", cause="desk")
    except NoCustomer as error:
        raise Http404 from error
    return redirect("erasure-record", slug=request.shop.slug, uid=record.uid)


@require_safe
@shop_page(role=Role.VIEWER)
def record_page(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """How far an erasure is, and what it took."""
    found = erasure(request.shop.id, uid)
    if found is None:
        raise Http404
    context = {
        "record": found,
        "badge": badge(found),
        "cause": cause_words(found.cause),
        "code": code_of(found.customer_uid),
        "steps": steps_of(found),
        "job": job_of(found),
        "is_done": found.state == ErasureState.DONE,
        "may_retry": has_role(request.shop.role, Role.MANAGER),
        "trail": [(_("Erasures"), reverse("erasures", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "erasure/record.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def progress(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """How far it is, for the open page."""
    found = erasure(request.shop.id, uid)
    if found is None:
        raise Http404
    return JsonResponse(job_of(found).as_json())


@require_POST
@shop_page(role=Role.MANAGER)
def again(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Wake a worker for what is not done."""
    if erasure(request.shop.id, uid) is None:
        raise Http404
    take_up_again(request.shop.id, timezone.now())
    messages.success(request, _("A worker takes it up again."))
    return redirect("erasure-record", slug=request.shop.slug, uid=uid)
