"""Doors of keeping: the rules with what goes next, changing one, a round now, and the locker."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.customers.naming import code_of
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.listing import page_of
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.switches import is_on
from transparency.retention.automations import LETTING_GO
from transparency.retention.lengths import keep_for
from transparency.retention.lists import length_words, locked_table, runs_table
from transparency.retention.locking import open_locker
from transparency.retention.models import LockedPerson
from transparency.retention.rules import BY_CODE
from transparency.retention.services import dry_run, let_go


@require_safe
@shop_page(role=Role.VIEWER)
def retention(request: ShopRequest) -> HttpResponse:
    """Every rule with its length, what goes tonight and what within a month."""
    shop = request.shop
    context = {
        "rules": [(due, length_words(due.rule, due.length)) for due in dry_run(shop.id, timezone.now())],
        "runs": runs_table(shop),
        "is_on": is_on(LETTING_GO.code),
        "may_change": has_role(shop.role, Role.OWNER),
    }
    return render(request, "retention/retention.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def retention_csv(request: ShopRequest) -> HttpResponse:
    rows = [
        [due.rule.code, due.rule.what, due.length, due.rule.unit.value, due.rule.then, due.now, due.soon]
        for due in dry_run(request.shop.id, timezone.now())
    ]
    header = ["rule", "what", "kept_for", "unit", "then", "goes_next", "goes_within_30_days"]
    return sheet_response(f"retention-{request.shop.slug}", header, rows, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.OWNER)
def keep(request: ShopRequest) -> HttpResponse:
    """Change how long one kind of thing is kept."""
    code, length = request.POST.get("rule", ""), request.POST.get("length", "")
    if code not in BY_CODE:
        raise Http404
    try:
        keep_for(
            request.shop.id, code, int(length) if length.isdecimal() else -1, by=f"user:{request.user.pk}"
        )
    except Invalid as error:
        messages.error(request, error.errors[0].detail)
    else:
        messages.success(request, _("Changed. It counts from the next round on."))
    return redirect("retention", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.OWNER)
def run(request: ShopRequest) -> HttpResponse:
    """Let go now of what would go tonight."""
    let_go(request.shop.id, timezone.now(), by=f"user:{request.user.pk}")
    messages.success(request, _("Done. What went stands below."))
    return redirect("retention", slug=request.shop.slug)


@require_safe
@shop_page(role=Role.OWNER)
def locked(request: ShopRequest) -> HttpResponse:
    """Who is locked away."""
    return render(
        request, "retention/locked.html", {"table": locked_table(request.shop, page_of(request.GET))}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.OWNER)
def open_one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask why, and show once what is locked away."""
    with shop_scope(request.shop.id):
        if not LockedPerson.objects.filter(customer__uid=uid).exists():
            raise Http404
    context = {
        "code": code_of(uid),
        "uid": uid,
        "held": None,
        "trail": [(_("Locked away"), reverse("retention-locked", kwargs={"slug": request.shop.slug}))],
    }
    if request.method == "POST":
        why = request.POST.get("why", "")
        try:
            context["held"] = open_locker(request.shop.id, uid, why=why, by=f"user:{request.user.pk}")
        except Invalid as error:
            messages.error(request, error.errors[0].detail)
    return render(request, "retention/open.html", context)
