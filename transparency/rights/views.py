"""Doors of the owner's queue: what customers ask about their data, one request, what is known of one customer."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from catalog.customers.models import Customer
from catalog.customers.personal import open_personal
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from catalog.shops.seals import current_seal
from shop_ai.lib.money import format_number
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on
from transparency.rights.acts import carry_out_erasure
from transparency.rights.automations import MY_DATA_LINKS
from transparency.rights.consent_page import consent_url
from transparency.rights.desk import finish, note_wish, open_counts, waits_for
from transparency.rights.forms import NewRequestForm, RefuseForm
from transparency.rights.known import export_of
from transparency.rights.lists import asked_of, matching, requests_sheet, requests_table, state_of, who_of
from transparency.rights.models import RequestKind, RequestState, RightsRequest
from transparency.rights.sending import can_mail, mail_link, whatsapp_link
from transparency.rights.services import close, request_by_uid, said_in
from transparency.rights.wording import acknowledgement, reply_link


def _by(request: ShopRequest) -> str:
    return f"user:{request.user.pk}"


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """Every request with its deadline."""
    shop = request.shop
    counts = open_counts(shop)
    stats = [
        (_("To do"), counts.open),
        (_("Late"), counts.late),
        (_("Links sent, not opened yet"), counts.sent),
        (_("Answered in the last 90 days"), counts.answered),
    ]
    context = {
        "table": requests_table(shop, asked_of(request.GET)),
        "stats": [(words, format_number(n)) for words, n in stats],
        "in_time": counts.in_time,
        "answered": counts.answered,
        "is_mailed": can_mail() and is_on(MY_DATA_LINKS.code),
        "public_url": reverse("my-data", kwargs={"slug": shop.slug}),
    }
    return render(request, "rights/queue.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def requests_csv(request: ShopRequest) -> HttpResponse:
    header, lines = requests_sheet(matching(request.shop.id, asked_of(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('requests')}", header, lines, raw="raw" in request.GET)


def _request(request: ShopRequest, uid: uuid.UUID, *, is_held: bool = False) -> RightsRequest:
    found = request_by_uid(request.shop.id, uid, is_held=is_held)
    if found is None or found.state == RequestState.CHECKING:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.AGENT)
def one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One request: who, what, until when, and what answers it."""
    return _one(request, _request(request, uid))


def _one(request: ShopRequest, asked: RightsRequest, status: int = 200, **more: Any) -> HttpResponse:
    shop = request.shop
    today = local_day(timezone.now(), shop.zone)
    known = asked.customer is not None and asked.customer.erased_at is None
    context: dict[str, Any] = {
        "asked": asked,
        "who": who_of(shop, asked),
        "is_known": known,
        "badge": state_of(asked, today),
        "said": said_in(asked).get("words", ""),
        "waits": waits_for(asked),
        "is_open": asked.state in {RequestState.OPEN, RequestState.SENT},
        "may_decide": has_role(shop.role, Role.MANAGER),
        "can_mail": can_mail(),
        "form": RefuseForm(),
        "acknowledgement": acknowledgement(shop, asked) if asked.kind == RequestKind.WITHDRAWAL else "",
        "reply_url": reply_link(shop, asked) if asked.kind == RequestKind.WITHDRAWAL else "",
        "trail": [(_("Requests about data"), reverse("rights", kwargs={"slug": shop.slug}))],
    }
    return render(request, "rights/request.html", context | more, status=status)


@require_POST
@shop_page(role=Role.AGENT)
def send(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """A link for the customer: mailed, or as a message that is ready to be sent. The page shows it once."""
    asked = _request(request, uid)
    if asked.customer is None or asked.state not in {RequestState.OPEN, RequestState.SENT}:
        raise Http404
    email = request.POST.get("email", "")
    if email and can_mail():
        mail_link(request.shop, asked, _email_of(asked), by=_by(request))
        messages.success(request, _("The link was mailed."))
        return redirect("rights-request", slug=request.shop.slug, uid=uid)
    url = whatsapp_link(request.shop, asked, by=_by(request))
    return _one(request, _request(request, uid), message_url=url, is_without_phone=not url)


def _email_of(asked: RightsRequest) -> str:
    email = open_personal(current_seal(), asked.customer).email if asked.customer else ""
    if not email:
        raise Http404
    return email


@require_POST
@shop_page(role=Role.AGENT)
def done(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """A person did what was asked; a wish to get no more messages is obeyed at this moment at the latest."""
    asked = _request(request, uid, is_held=True)
    if asked.state not in {RequestState.OPEN, RequestState.SENT} or asked.kind == RequestKind.ERASURE:
        raise Http404
    finish(request.shop, asked, by=_by(request))
    messages.success(request, _("Noted as done, with your name and the time."))
    return redirect("rights", slug=request.shop.slug)


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.MANAGER)
def refuse(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Refuse with a reason that the person reads. A wish for no more messages cannot be refused."""
    asked = _request(request, uid, is_held=True)
    if asked.state not in {RequestState.OPEN, RequestState.SENT} or asked.kind == RequestKind.WITHDRAWAL:
        raise Http404
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _one(request, asked, 422, form=form)
    close(asked, RequestState.REFUSED, by=_by(request), why=form.cleaned_data["why"])
    messages.success(request, _("Refused; the reason stands on the customer's page."))
    return redirect("rights", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def erase(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Erase now, also while an order is on its way."""
    asked = _request(request, uid, is_held=True)
    if asked.state != RequestState.OPEN or asked.kind != RequestKind.ERASURE:
        raise Http404
    if not carry_out_erasure(request.shop, asked, by=_by(request), waits=False):
        raise Http404
    messages.success(request, _("The person is being erased everywhere, within the hour."))
    return redirect("rights", slug=request.shop.slug)


def _customer(customer: uuid.UUID) -> Customer:
    found: Customer | None = Customer.objects.filter(uid=customer, erased_at=None).first()
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.AGENT)
def person(request: ShopRequest, customer: uuid.UUID) -> HttpResponse:
    """What is known of one customer, as they would see it."""
    return _person(request, _customer(customer), NewRequestForm())


def _person(
    request: ShopRequest, customer: Customer, form: NewRequestForm, status: int = 200
) -> HttpResponse:
    shop = request.shop
    context = {
        "customer": customer,
        "sections": [section for section in export_of(shop, customer.uid) if section.entries],
        "form": form,
        "consent_url": consent_url(shop, customer.uid),
        "trail": [
            (_("Customer"), reverse("customer", kwargs={"slug": shop.slug, "uid": customer.uid})),
        ],
    }
    return render(request, "rights/person.html", context, status=status)


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.AGENT)
def note(request: ShopRequest, customer: uuid.UUID) -> HttpResponse:
    """A wish that was told by phone or at the counter."""
    found, form = _customer(customer), NewRequestForm(request.POST)
    if not form.is_valid():
        return _person(request, found, form, 422)
    asked = note_wish(request.shop, found, RequestKind(form.cleaned_data["kind"]), form.cleaned_data["words"])
    messages.success(request, _("Request %(number)s is noted.") % {"number": asked.number})
    return redirect("rights-request", slug=request.shop.slug, uid=asked.uid)
