"""Doors of the orders: the list and its sheet, one order, and the daily steps."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from catalog.customers.naming import may_see_people
from catalog.customers.searches import sealed_words
from catalog.heard.panels import order_question
from catalog.orders.actions import ACTIONS, BULK, possible, steps_on
from catalog.orders.asked import KEPT, matching, orders_asked
from catalog.orders.forms import RefundForm, StepForm
from catalog.orders.lists import BULK_FORM, orders_table
from catalog.orders.memory import forget, remember, remembered
from catalog.orders.models import Order
from catalog.orders.page import order_page
from catalog.orders.refunds import NewRefund
from catalog.orders.selectors import order_by_uid
from catalog.orders.sheets import orders_sheet
from catalog.orders.undo import Change, refund, step, take_back
from catalog.parcels.selectors import parcels_of_order
from catalog.parcels.words import courier_name, state_badge
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.listing import query_of
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Refusal
from shop_ai.lib.sheet import sheet_response

MOST_PICKED = 200
MOST_REASONS = 5
MONEY_ACTIONS = ("collect", "receive")


@require_safe
@shop_page(role=Role.VIEWER)
def orders(request: ShopRequest) -> HttpResponse:
    """The list; search, filters, order and page stand in the address."""
    asked = orders_asked(request.shop, request.GET)
    context = {
        "table": orders_table(request.shop, asked),
        "period": asked.period,
        "preset": asked.preset,
        "bulk_form": BULK_FORM,
        "bulk": [ACTIONS[code] for code in BULK],
        "may_act": may_see_people(request.shop),
        "undo": len(remembered(request.session, request.shop.id)),
    }
    return render(request, "orders/orders.html", context)


@sensitive_post_parameters("q")
@require_POST
@shop_page(role=Role.VIEWER)
def search(request: ShopRequest) -> HttpResponse:
    """Seal what was typed and go to the list with it, so that no name or phone stands in an address."""
    return _to_list(request, find=sealed_words(request.shop.id, request.POST.get("q", "")))


def _to_list(request: ShopRequest, **more: str) -> HttpResponse:
    query = query_of(request.POST, KEPT, **more)
    address = reverse("orders", kwargs={"slug": request.shop.slug})
    return redirect(f"{address}?{query}" if query else address)


@require_safe
@shop_page(role=Role.VIEWER)
def orders_csv(request: ShopRequest) -> HttpResponse:
    """All orders that fit, whatever the page; without people for viewers."""
    rows = matching(request.shop, orders_asked(request.shop, request.GET))
    header, lines = orders_sheet(request.shop, rows)
    name = f"{request.shop.slug}-{_('orders')}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def order(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    return _page(request, uid, RefundForm(today=today_of(request)))


def _page(request: ShopRequest, uid: uuid.UUID, form: RefundForm, status: int = 200) -> HttpResponse:
    page = order_page(request.shop, uid)
    if page is None:
        raise Http404
    may_act = may_see_people(request.shop)
    actions = possible(page.order, timezone.now()) if may_act else []
    is_paid = page.order.money_state != "unpaid" or page.order.parcel_state in {"delivered", "returned"}
    changes = remembered(request.session, request.shop.id)
    context = {
        "page": page,
        "parcels": [
            (parcel, courier_name(parcel.courier), state_badge(parcel.state))
            for parcel in parcels_of_order(request.shop.id, uid)
        ],
        "heard": order_question(request.shop, uid) if may_act else None,
        "trail": [(_("Orders"), reverse("orders", kwargs={"slug": request.shop.slug}))],
        "steps": [action for action in actions if action.code not in MONEY_ACTIONS],
        "money_steps": [action for action in actions if action.code in MONEY_ACTIONS],
        "step_form": StepForm(today=today_of(request), auto_id="step_%s"),
        "refund_form": form if may_act and is_paid and page.left > 0 else None,
        "can_undo": may_act and [change.order for change in changes] == [uid.hex],
    }
    return render(request, "orders/order.html", context, status=status)


@require_POST
@shop_page(role=Role.AGENT)
def take_step(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Confirm, ship, deliver, refuse, return, cancel, or note where the money is."""
    action = ACTIONS.get(request.POST.get("step", ""))
    found = order_by_uid(request.shop.id, uid)
    if action is None or found is None:
        raise Http404
    form = StepForm(request.POST, today=today_of(request))
    if not form.is_valid():
        messages.error(request, str(form.errors["on"][0]))
        return redirect("order", slug=request.shop.slug, uid=uid)
    steps = steps_on(request.shop, found, action, form.cleaned_data["on"], timezone.now())
    try:
        change = step(request.shop, uid, steps)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        _remember(request, [change] if change else [])
        messages.success(request, str(action.done))
    return redirect("order", slug=request.shop.slug, uid=uid)


def _remember(request: ShopRequest, changes: list[Change]) -> None:
    kept = [change for change in changes if change.after or change.refund]
    if kept:
        remember(request.session, request.shop.id, kept)


@require_POST
@shop_page(role=Role.AGENT)
def give_back(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Record a refund; a refused one comes back with its reason and nothing lost."""
    form = RefundForm(request.POST, today=today_of(request))
    if not form.is_valid():
        return _page(request, uid, form, status=422)
    values = form.cleaned_data
    found = order_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    new = NewRefund(
        amount=values["amount"], refunded_at=_given_at(request, found, values["on"]), reason=values["reason"]
    )
    try:
        change = refund(request.shop, uid, new)
    except Refusal as refused:
        form.add_error(None, str(refused))
        return _page(request, uid, form, status=422)
    _remember(request, [change] if change else [])
    messages.success(request, _("The refund is recorded."))
    return redirect("order", slug=request.shop.slug, uid=uid)


def _given_at(request: ShopRequest, found: Order, day: Any) -> datetime | None:
    """Noon of the day, or the moment of the order when it was placed later that day; None is now."""
    zone = request.shop.zone
    if day is None or day == local_day(timezone.now(), zone):
        return None
    noon = datetime.combine(day, time(12), zone)
    return max(noon, found.placed_at) if local_day(found.placed_at, zone) == day else noon


@require_POST
@shop_page(role=Role.AGENT)
def bulk(request: ShopRequest) -> HttpResponse:
    """One step for every picked order; those for which it is not possible are named with the reason."""
    code = request.POST.get("step", "")
    if code not in BULK:
        raise Http404
    changes: list[Change] = []
    reasons: list[str] = []
    for uid in _picked(request):
        try:
            change = step(request.shop, uid, ACTIONS[code].steps)
        except Refusal as refused:
            found = order_by_uid(request.shop.id, uid)
            reasons.append(f"{found.number if found else uid.hex[:8]}: {refused}")
        else:
            changes += [change] if change and change.after else []
    _remember(request, changes)
    _tell(request, code, len(changes), reasons)
    return _to_list(request, find=request.POST.get("find", ""), page=request.POST.get("page", ""))


def _picked(request: ShopRequest) -> list[uuid.UUID]:
    texts = dict.fromkeys(request.POST.getlist("pick")[:MOST_PICKED])
    try:
        return [uuid.UUID(text) for text in texts]
    except ValueError as error:
        raise Http404 from error


def _tell(request: ShopRequest, code: str, done: int, reasons: list[str]) -> None:
    words = {
        "confirm": ngettext("%(n)s order confirmed.", "%(n)s orders confirmed.", done),
        "ship": ngettext("%(n)s order marked as shipped.", "%(n)s orders marked as shipped.", done),
    }
    if done:
        messages.success(request, words[code] % {"n": done})
    for reason in reasons[:MOST_REASONS]:
        messages.warning(request, reason)
    if len(reasons) > MOST_REASONS:
        more = len(reasons) - MOST_REASONS
        text = ngettext("And %(n)s more was not possible.", "And %(n)s more were not possible.", more)
        messages.warning(request, text % {"n": more})
    if not done and not reasons:
        messages.info(request, _("Nothing was changed: no picked order waited for this step."))


@require_POST
@shop_page(role=Role.AGENT)
def undo(request: ShopRequest) -> HttpResponse:
    """Take the last steps back, but for orders that have moved on since."""
    changes = remembered(request.session, request.shop.id)
    forget(request.session, request.shop.id)
    done = [change for change in changes if take_back(request.shop, change)]
    if done:
        text = ngettext("%(n)s order is as it was.", "%(n)s orders are as they were.", len(done))
        messages.success(request, text % {"n": len(done)})
    if len(done) < len(changes):
        left = len(changes) - len(done)
        text = ngettext("%(n)s order moved on and stays.", "%(n)s orders moved on and stay.", left)
        messages.warning(request, text % {"n": left})
    if not changes:
        messages.info(request, _("There is nothing to undo any more."))
    if len(changes) == 1:
        return redirect("order", slug=request.shop.slug, uid=uuid.UUID(changes[0].order))
    return _to_list(request)
