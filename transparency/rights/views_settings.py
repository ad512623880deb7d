"""Doors of what the shop sets: the register of choices, the words that people agree to, what is given for agreeing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.money import format_number
from shop_ai.lib.sheet import sheet_response
from signals.consent.models import Purpose
from signals.consent.wordings import history, publish_wording, wordings
from transparency.benefits.panels import benefit_panel, first_terms
from transparency.benefits.selectors import benefit_of
from transparency.benefits.services import set_benefit
from transparency.rights.forms import BenefitForm, WordingForm
from transparency.rights.register import (
    consents_matching,
    consents_sheet,
    consents_table,
    standing_counts,
)


@require_safe
@shop_page(role=Role.VIEWER)
def consents(request: ShopRequest) -> HttpResponse:
    """Who agreed to what, by code: counts, and each choice with its proof."""
    shop = request.shop
    context = {
        "table": consents_table(shop, request.GET),
        "stats": [(words, format_number(n)) for words, n in standing_counts(shop.id)],
        "public_url": reverse("public-consent", kwargs={"slug": shop.slug}),
    }
    return render(request, "rights/consents.html", context)


@require_safe
@shop_page(role=Role.MANAGER)
def consents_csv(request: ShopRequest) -> HttpResponse:
    """The proof, with the ids that the API knows."""
    header, lines = consents_sheet(consents_matching(request.shop.id, request.GET))
    return sheet_response(f"{request.shop.slug}-{_('consents')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def words(request: ShopRequest) -> HttpResponse:
    """The words of every use as they are shown now."""
    shop = request.shop
    language = shop.language
    shown = [(one, one.shown(language)) for one in wordings(shop.id).values()]
    return render(request, "rights/words.html", {"shown": shown})


def _purpose(purpose: str) -> Purpose:
    if purpose not in Purpose.values:
        raise Http404
    return Purpose(purpose)


@require_safe
@shop_page(role=Role.VIEWER)
def wording(request: ShopRequest, purpose: str) -> HttpResponse:
    """One use: its words in three languages, to change, and every version that was shown."""
    return _wording(request, _purpose(purpose))


def _wording(
    request: ShopRequest, purpose: Purpose, form: WordingForm | None = None, status: int = 200
) -> HttpResponse:
    shop = request.shop
    now = wordings(shop.id)[purpose]
    context: dict[str, Any] = {
        "now": now,
        "texts": [(language, now.texts[language]) for language in now.texts],
        "versions": history(shop.id, purpose),
        "form": form or WordingForm(texts=now.texts),
        "may_change": has_role(shop.role, Role.MANAGER),
        "trail": [(_("Words people agree to"), reverse("rights-words", kwargs={"slug": shop.slug}))],
    }
    return render(request, "rights/wording.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def publish(request: ShopRequest, purpose: str) -> HttpResponse:
    """Show these words from now on."""
    which = _purpose(purpose)
    form = WordingForm(request.POST, texts={})
    if not form.is_valid():
        return _wording(request, which, form, 422)
    ended = publish_wording(
        request.shop.id,
        which,
        form.texts,
        asks_again=form.cleaned_data["asks_again"],
        by=f"user:{request.user.pk}",
    )
    text = ngettext(
        "These words are shown from now on; %(n)s consent ended and is asked for again.",
        "These words are shown from now on; %(n)s consents ended and are asked for again.",
        ended,
    )
    messages.success(
        request, text % {"n": format_number(ended)} if ended else _("These words are shown from now on.")
    )
    return redirect("rights-wording", slug=request.shop.slug, purpose=purpose)


@require_safe
@shop_page(role=Role.VIEWER)
def benefit(request: ShopRequest) -> HttpResponse:
    """What is given for agreeing, what it cost, and whether it is worth it."""
    return _benefit(request)


def _benefit(request: ShopRequest, form: BenefitForm | None = None, status: int = 200) -> HttpResponse:
    shop = request.shop
    known = benefit_of(shop.id)
    context = {
        "panel": benefit_panel(shop, known),
        "form": form or BenefitForm(initial=first_terms(known)),
        "may_change": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "rights/benefit.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def change_benefit(request: ShopRequest) -> HttpResponse:
    form = BenefitForm(request.POST)
    if not form.is_valid():
        return _benefit(request, form, 422)
    set_benefit(request.shop.id, by=f"user:{request.user.pk}", **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("rights-benefit", slug=request.shop.slug)
