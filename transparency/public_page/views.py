"""Doors of the owner's side of the public page: how complete it is, its editors, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.history.words import authors
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from transparency.public_page.changes import changes
from transparency.public_page.completeness import completeness
from transparency.public_page.condition_guides import GUIDES
from transparency.public_page.forms import ChargeForm, ContactForm, LegalForm, TextForm
from transparency.public_page.guides import composed
from transparency.public_page.hours_forms import AwayForm, HoursForm
from transparency.public_page.mends import NothingToMend, mend_page, mends
from transparency.public_page.names import text_name
from transparency.public_page.profile import TEXTS, answers_of, away_of, texts_of
from transparency.public_page.services import (
    Change,
    NoState,
    change_profile,
    present_state,
    restore_profile,
)
from transparency.public_page.writing import with_text, with_values, with_whole
from transparency.rules.models import SubjectKind
from transparency.rules.showing import Tried, tried

both: Final = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_NUMBER: Final = 9
MOST_AWAY: Final = 20


def _by(request: ShopRequest) -> str:
    return f"user:{request.user.pk}"


def _person(request: ShopRequest) -> str:
    return str(request.user.name)


def _trail(request: ShopRequest) -> dict[str, Any]:
    home = reverse("public-page", kwargs={"slug": request.shop.slug})
    return {"trail": [(_("Public page"), home)]}


@require_safe
@shop_page(role=Role.VIEWER)
def overview(request: ShopRequest) -> HttpResponse:
    """How complete the page is, and one click for each thing that is missing."""
    shop = request.shop
    may_write = has_role(shop.role, Role.MANAGER)
    found = completeness(shop.public_profile, shop.language)
    offered = mends(shop, _person(request)) if may_write else {}
    context = {
        "found": found,
        "missing": [(item, offered.get(item.code), _where(request, item.where)) for item in found.missing],
        "texts": [(code, text_name(code), _languages(request, code)) for code in TEXTS],
        "may_write": may_write,
    }
    return render(request, "public_page/overview.html", context)


def _languages(request: ShopRequest, code: str) -> list[str]:
    return sorted(texts_of(request.shop.public_profile, code, request.shop.language))


def _where(request: ShopRequest, where: str) -> str:
    """The editor that writes it; the list of texts for what several texts lack."""
    slug = request.shop.slug
    if where.startswith("texts/"):
        return reverse("public-page-text", kwargs={"slug": slug, "text": where.removeprefix("texts/")})
    if where == "languages":
        return reverse("public-page", kwargs={"slug": slug}) + "#texts"
    return reverse(f"public-page-{where}", kwargs={"slug": slug})


@require_POST
@shop_page(role=Role.MANAGER)
def mend(request: ShopRequest) -> HttpResponse:
    """Write what is known, or the usual, in place of what is missing."""
    try:
        mend_page(request.shop, request.POST.get("code", ""), person=_person(request), by=_by(request))
    except NothingToMend:
        messages.info(request, _("It stands there already."))
    else:
        messages.success(request, _("Written. You may change it, or take it back under “What changed”."))
    return redirect("public-page", slug=request.shop.slug)


def _saved(request: ShopRequest, change: Change, part: str) -> HttpResponse:
    change_profile(request.shop.id, change, by=_by(request), part=part)
    messages.success(request, _("Saved. Customers read it now."))
    return redirect("public-page", slug=request.shop.slug)


def _editor(request: ShopRequest, title: str, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"form": form, "page_title": title, **_trail(request), **more}
    return render(request, "public_page/editor.html", context)


@both
@shop_page(role=Role.MANAGER)
def contact(request: ShopRequest) -> HttpResponse:
    form = ContactForm(request.POST or None, shop=request.shop)
    if form.is_bound and form.is_valid():
        values = form.values()
        return _saved(request, lambda profile: with_values(profile, "contact", values), "contact")
    return _editor(request, _("Who answers, and how fast"), form)


@both
@shop_page(role=Role.MANAGER)
def legal(request: ShopRequest) -> HttpResponse:
    form = LegalForm(request.POST or None, shop=request.shop)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        return _saved(request, lambda profile: with_values(profile, "legal", values), "legal")
    lead = _("What the law on electronic commerce (18-05) asks every merchant to say before an order.")
    return _editor(request, _("Who the merchant is"), form, lead=lead)


@both
@shop_page(role=Role.MANAGER)
def charge(request: ShopRequest) -> HttpResponse:
    profile = request.shop.public_profile
    form = ChargeForm(request.POST or None, profile=profile, language=(get_language() or "fr")[:2])
    if form.is_bound and form.is_valid():
        people = form.people()
        return _saved(request, lambda profile: with_whole(profile, "in_charge", people), "in_charge")
    lead = _(
        "Write who answers for everything, and others only where somebody else does. Customers read the names."
    )
    return _editor(request, _("Who is in charge of what"), form, lead=lead)


@both
@shop_page(role=Role.MANAGER)
def hours(request: ShopRequest) -> HttpResponse:
    """The week, the week in Ramadan, public holidays; days off have doors of their own."""
    profile = request.shop.public_profile
    form = HoursForm(request.POST or None, profile=profile)
    if form.is_bound and form.is_valid():
        return _saved(request, _hours_change(form), "hours")
    return _hours_page(request, form, AwayForm())


def _hours_change(form: HoursForm) -> Change:
    def change(profile: Mapping[str, Any]) -> dict[str, Any]:
        changed = with_whole(profile, "hours", form.hours("hours"))
        changed = with_whole(changed, "hours_ramadan", form.hours("hours_ramadan"))
        return with_whole(changed, "on_holidays", form.cleaned_data["on_holidays"])

    return change


def _hours_page(request: ShopRequest, form: HoursForm, away_form: AwayForm) -> HttpResponse:
    days_off = away_of(request.shop.public_profile)
    context = {"form": form, "away_form": away_form, "days_off": days_off, **_trail(request)}
    return render(request, "public_page/hours_editor.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def away(request: ShopRequest) -> HttpResponse:
    """Add days off, or take some away (``remove``: their first day)."""
    removed = request.POST.get("remove", "")
    if removed:
        return _saved(request, lambda profile: _without(profile, removed), "away")
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _hours_page(request, HoursForm(None, profile=request.shop.public_profile), form)
    given = form.cleaned_data
    new = {"from": given["start"].isoformat(), "to": given["end"].isoformat(), "why": given["why"]}
    return _saved(request, lambda profile: _with_away(profile, new), "away")


def _with_away(profile: Mapping[str, Any], new: dict[str, str]) -> dict[str, Any]:
    return with_whole(profile, "away", [*(profile.get("away") or []), new][-MOST_AWAY:])


def _without(profile: Mapping[str, Any], first_day: str) -> dict[str, Any]:
    kept = [one for one in profile.get("away") or [] if one.get("from") != first_day]
    return with_whole(profile, "away", kept)


@both
@shop_page(role=Role.MANAGER)
def text(request: ShopRequest, text: str) -> HttpResponse:
    """One text: its questions, the sentences made of the answers, and what the check of texts says of them."""
    guide = GUIDES.get(text)
    if guide is None:
        raise Http404
    shop = request.shop
    answers, texts = answers_of(shop.public_profile, text), texts_of(shop.public_profile, text, shop.language)
    form = TextForm(request.POST or None, guide=guide, answers=answers, texts=texts)
    is_draft = False
    if form.is_bound and form.is_valid():
        if "make" not in request.POST:
            return _saved(request, _text_change(request, text, form), text)
        texts, is_draft = composed(guide, form.answers(), shop.currency), True
        form = TextForm(None, guide=guide, answers=form.answers(), texts=texts)
    context = {
        "form": form,
        "guide": guide,
        "page_title": text_name(text),
        "is_draft": is_draft,
        "example": composed(guide, {}, shop.currency)[shop.language],
        "found": _checked(request, texts),
        **_trail(request),
    }
    return render(request, "public_page/text.html", context)


def _text_change(request: ShopRequest, code: str, form: TextForm) -> Change:
    texts, answers, language = form.texts(), form.answers(), request.shop.language
    return lambda profile: with_text(profile, code, texts, answers, language)


def _checked(request: ShopRequest, texts: Mapping[str, str]) -> list[Tried]:
    """What the check of texts finds in it; nothing is kept."""
    whole = "\n".join(texts.values())
    return tried(request.shop, {"kind": SubjectKind.CONTENT, "text": whole}) if whole else []


@require_safe
@shop_page(role=Role.VIEWER)
def changed(request: ShopRequest) -> HttpResponse:
    """Everything that changed, also what customers do not read, with who did it."""
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) <= LONGEST_NUMBER else None
    present_state(request.shop.id)
    found, more = changes(request.shop.id, before=number, public_only=False)
    names = authors(change.changed_by for change in found)
    context = {
        "changes": [(change, names.get(change.changed_by, change.changed_by)) for change in found],
        "more": more,
        "may_write": has_role(request.shop.role, Role.MANAGER),
        **_trail(request),
    }
    return render(request, "public_page/changed.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def restore(request: ShopRequest) -> HttpResponse:
    """Put the shop's own words back as they were before a change."""
    number = request.POST.get("number", "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise Http404
    try:
        restore_profile(request.shop.id, int(number), by=_by(request))
    except NoState as error:
        raise Http404 from error
    messages.success(request, _("The earlier words stand there again."))
    return redirect("public-page-changes", slug=request.shop.slug)
