"""Doors of breaches: the list, one with its checklist, the letters that are ready to send."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.table import Badge, Column, Empty, Pages, Row, Table
from transparency.breach.forms import BreachForm
from transparency.breach.models import Breach
from transparency.breach.selectors import breach_of, breaches, days_left, steps_of
from transparency.breach.services import (
    NoBreach,
    change_breach,
    close_breach,
    open_breach,
    tick,
    words_of,
)
from transparency.breach.steps import BY_CODE, FIELDS, STEPS
from transparency.register.selectors import register_of

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
LETTERS = ("authority", "persons")


@require_safe
@shop_page(role=Role.MANAGER)
def list_page(request: ShopRequest) -> HttpResponse:
    """Every breach, and what to do when one happens."""
    found = breaches(request.shop.id)
    rows = tuple(_row(request, one) for one in found)
    table = Table(
        key="breaches",
        title=_("Breaches so far"),
        columns=(
            Column("found", _("Found out"), "moment"),
            Column("kind", _("What happened")),
            Column("persons", _("Persons"), "number"),
            Column("state", _("State"), "state"),
        ),
        rows=rows,
        pages=Pages(1, len(rows)),
        empty=Empty(
            title=_("No breach"),
            text=_(
                "A lost telephone, a file sent to the wrong person: note it here at once, and the steps and letters are ready."
            ),
        ),
    )
    return render(request, "breach/breaches.html", {"table": table, "steps": STEPS})


def _row(request: ShopRequest, one: Breach) -> Row:
    url = reverse("breach", kwargs={"slug": request.shop.slug, "uid": one.uid})
    return Row((one.found_at, one.get_kind_display(), one.persons, badge(one)), url=url)


def badge(one: Breach) -> Badge:
    """Where it stands: the time to tell the authority counts most."""
    if one.closed_at is not None:
        return Badge(_("Closed"), "good", "circle-check")
    if one.told_authority_at is not None:
        return Badge(_("Authority told"), "accent", "check")
    if days_left(one, timezone.now()) < 0:
        return Badge(_("Too late to tell the authority in time"), "bad", "circle-alert")
    return Badge(_("Authority not told yet"), "warn", "triangle-alert")


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def new(request: ShopRequest) -> HttpResponse:
    """Note a breach."""
    today = today_of(request)
    form = BreachForm(request.POST or None, initial={"found_on": today}, today=today)
    if request.method == "POST" and form.is_valid():
        found = open_breach(request.shop.id, form.said(request.shop.zone), by=f"user:{request.user.pk}")
        return redirect("breach", slug=request.shop.slug, uid=found.uid)
    return _form_page(request, form, _("Note a breach"))


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def change(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """What is known by now."""
    found = _found(request, uid)
    initial = {
        "kind": found.kind,
        "reach": found.reach,
        "since": found.since,
        "until": found.until,
        "fields_touched": found.fields,
        "found_on": found.found_at.astimezone(request.shop.zone).date(),
        **words_of(found),
    }
    today = today_of(request)
    form = BreachForm(request.POST or None, initial=initial, today=today)
    if request.method == "POST" and form.is_valid():
        change_breach(request.shop.id, uid, form.said(request.shop.zone))
        messages.success(request, _("Saved, and the persons counted again."))
        return redirect("breach", slug=request.shop.slug, uid=uid)
    return _form_page(request, form, _("What is known by now"))


def _form_page(request: ShopRequest, form: BreachForm, title: str) -> HttpResponse:
    trail = [(_("If data leaks"), reverse("breaches", kwargs={"slug": request.shop.slug}))]
    status = 400 if form.errors else 200
    return render(request, "breach/form.html", {"form": form, "title": title, "trail": trail}, status=status)


def _found(request: ShopRequest, uid: uuid.UUID) -> Breach:
    found = breach_of(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.MANAGER)
def one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """The checklist of one breach."""
    found = _found(request, uid)
    context = _told(found) | {
        "badge": badge(found),
        "steps": steps_of(found),
        "days_left": days_left(found, timezone.now()),
        "languages": settings.LANGUAGES,
        "trail": [(_("If data leaks"), reverse("breaches", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "breach/breach.html", context)


def _told(found: Breach) -> dict[str, Any]:
    return {
        "breach": found,
        "words": words_of(found),
        "fields": [FIELDS[name] for name in found.fields if name in FIELDS],
    }


@require_POST
@shop_page(role=Role.MANAGER)
def step(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Tick a step, or take the tick back."""
    code = request.POST.get("step", "")
    if code not in BY_CODE:
        raise Http404
    try:
        tick(request.shop.id, uid, code, by=f"user:{request.user.pk}")
    except NoBreach as error:
        raise Http404 from error
    return redirect("breach", slug=request.shop.slug, uid=uid)


@require_POST
@shop_page(role=Role.OWNER)
def close(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Close it."""
    try:
        close_breach(request.shop.id, uid, by=f"user:{request.user.pk}")
    except NoBreach as error:
        raise Http404 from error
    except Invalid as error:
        messages.error(request, error.errors[0].detail)
    else:
        messages.success(request, _("Closed."))
    return redirect("breach", slug=request.shop.slug, uid=uid)


@require_safe
@shop_page(role=Role.MANAGER)
def letter(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """The letter to the authority, or the message to the persons, filled in and ready to print or copy."""
    found = _found(request, uid)
    whom = request.GET.get("to", "")
    wanted = request.GET.get("lang", "")
    if whom not in LETTERS:
        whom = LETTERS[0]
    with translation.override(wanted if wanted in LANGUAGES else translation.get_language()):
        profile = request.shop.public_profile or {}
        context = _told(found) | {
            "whom": whom,
            "legal": profile.get("legal") or {},
            "contact": profile.get("contact") or {},
            "officer": register_of(request.shop.id).head.officer,
            "now": timezone.now(),
            "done_steps": [one.step for one in steps_of(found) if one.is_done],
            "trail": [
                (_("If data leaks"), reverse("breach", kwargs={"slug": request.shop.slug, "uid": uid}))
            ],
        }
        return render(request, "breach/letter.html", context)
