"""Doors of conversations: the figures, the list, one conversation and what a person says of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.conversations.acts import add_message, conclude, judge, take_back
from catalog.conversations.asked import KEPT, figures_asked, matching, talks_asked
from catalog.conversations.forgetting import forget_text_of
from catalog.conversations.forms import ConclusionForm, MessageForm, TypedForm
from catalog.conversations.lists import talks_sheet, talks_table
from catalog.conversations.models import Conversation, Source
from catalog.conversations.page import conversation_page, tabs_of
from catalog.conversations.panels import figures_of, part_sheet
from catalog.conversations.selectors import conversation_by_uid, places, scripts
from catalog.conversations.services import bring
from catalog.conversations.tables import PARTS
from catalog.customers.naming import may_see_people
from catalog.customers.searches import sealed_words
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.channels import channel_name
from shop_ai.lib.listing import query_of
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.sheet import sheet_response

VERDICTS = {"yes": True, "no": False, "rule": None}


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """How many wrote, how fast they were answered, what became of it."""
    shop = request.shop
    asked = figures_asked(shop, request.GET)
    context = {
        "period": asked.period,
        "preset": asked.preset,
        "asked": asked,
        "figures": figures_of(shop, asked),
        "places": [(slug, channel_name(slug)) for slug in places(shop.id) if slug],
        "tabs": tabs_of(shop, "conversations"),
        "may_act": may_see_people(shop),
    }
    return render(request, "conversations/figures.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def figures_csv(request: ShopRequest) -> HttpResponse:
    """``?part=`` places, origins, replies, scripts, reasons or days."""
    part = request.GET.get("part", "places")
    if part not in PARTS:
        raise Http404
    header, lines = part_sheet(request.shop, figures_asked(request.shop, request.GET), part)
    name = f"{request.shop.slug}-{_('conversations')}-{part}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def talks(request: ShopRequest) -> HttpResponse:
    """The list; search, filters, order and page stand in the address."""
    asked = talks_asked(request.shop, request.GET)
    context = {
        "table": talks_table(request.shop, asked),
        "period": asked.period,
        "preset": asked.preset,
        "tabs": tabs_of(request.shop, "conversations-list"),
        "may_act": may_see_people(request.shop),
    }
    return render(request, "conversations/list.html", context)


@sensitive_post_parameters("q")
@require_POST
@shop_page(role=Role.VIEWER)
def search(request: ShopRequest) -> HttpResponse:
    """Seal what was typed, so that no name or phone stands in an address."""
    query = query_of(request.POST, KEPT, find=sealed_words(request.shop.id, request.POST.get("q", "")))
    address = reverse("conversations-list", kwargs={"slug": request.shop.slug})
    return redirect(f"{address}?{query}" if query else address)


@require_safe
@shop_page(role=Role.VIEWER)
def talks_csv(request: ShopRequest) -> HttpResponse:
    """All conversations that fit, whatever the page; without people for viewers, never with what was said."""
    rows = matching(request.shop, talks_asked(request.shop, request.GET))
    header, lines = talks_sheet(request.shop, rows)
    name = f"{request.shop.slug}-{_('conversations')}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.AGENT)
def create(request: ShopRequest) -> HttpResponse:
    """Note a conversation by hand."""
    form = TypedForm(request.POST or None, shop=request.shop)
    if request.method == "POST" and form.is_valid():
        brought = bring(request.shop, [form.incoming()], source=Source.TYPED)
        messages.success(request, _("The conversation is noted."))
        return _back(request, brought.created[0].uid)
    context = {"form": form, "tabs": tabs_of(request.shop, "")}
    return render(request, "conversations/new.html", context, status=422 if form.errors else 200)


def _found(request: ShopRequest, uid: uuid.UUID) -> Conversation:
    found = conversation_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


def _back(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    return redirect("conversation", slug=request.shop.slug, uid=uid)


@require_safe
@shop_page(role=Role.VIEWER)
def one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    return _page(request, _found(request, uid))


def _page(
    request: ShopRequest, talk: Conversation, form: ConclusionForm | None = None, status: int = 200
) -> HttpResponse:
    initial = {
        "outcome": talk.outcome,
        "lost_reason": talk.lost_reason,
        "order_number": talk.order.number if talk.order else "",
        "script": talk.script.uid.hex if talk.script else "",
    }
    answers = scripts(request.shop.id)
    if talk.script and talk.script not in answers:
        answers = [*answers, talk.script]
    context = {
        "page": conversation_page(request.shop, talk),
        "form": form or ConclusionForm(scripts=answers, initial=initial),
        "message_form": MessageForm(auto_id="message_%s"),
        "may_act": may_see_people(request.shop),
    }
    return render(request, "conversations/conversation.html", context, status=status)


@require_POST
@shop_page(role=Role.AGENT)
def verdict(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """A person's word on whether it is about a purchase; it wins, and can be taken back."""
    said = request.POST.get("verdict", "")
    if said not in VERDICTS or judge(request.shop.id, uid, VERDICTS[said], by=request.user.email) is None:
        raise Http404
    return _back(request, uid)


@require_POST
@shop_page(role=Role.AGENT)
def outcome(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """What became of it: an order, or why not, and the answer that was used."""
    talk = _found(request, uid)
    form = ConclusionForm(request.POST, scripts=scripts(request.shop.id, archived=None))
    if not form.is_valid():
        return _page(request, talk, form, 422)
    try:
        conclude(request.shop.id, uid, form.conclusion(), by=request.user.email)
    except (Invalid, Conflict) as refused:
        form.take_over(refused)
        return _page(request, talk, form, 422)
    messages.success(request, _("Saved."))
    return _back(request, uid)


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.AGENT)
def message(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Note one more message of either side, as of now."""
    _found(request, uid)
    form = MessageForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        add_message(request.shop.id, uid, text=said["text"].strip(), is_inbound=said["who"] == "in")
    else:
        messages.error(request, _("Write the message first."))
    return _back(request, uid)


@require_POST
@shop_page(role=Role.AGENT)
def undo(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Take the last change back."""
    _found(request, uid)
    try:
        if take_back(request.shop.id, uid):
            messages.success(request, _("The last change is taken back."))
    except Conflict as refused:
        messages.error(request, str(refused))
    return _back(request, uid)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.AGENT)
def forget(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask first, naming what goes; then forget what was said."""
    talk = _found(request, uid)
    if request.method != "POST":
        context: dict[str, Any] = {"page": conversation_page(request.shop, talk)}
        return render(request, "conversations/forget.html", context)
    forget_text_of(request.shop.id, uid)
    messages.success(request, _("What was said is forgotten."))
    return _back(request, uid)
