"""Doors of the product scores: the list, the steady sellers, one product's explanation, and the settings."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from signals.scores.asked import scores_asked
from signals.scores.automations import PRODUCT_SCORES
from signals.scores.changes import change_settings, set_cost
from signals.scores.channels import channels_table
from signals.scores.factors import factor_table, history_chart, prior_words, weeks_table
from signals.scores.forms import CostForm, SettingsForm, initial_of
from signals.scores.lists import is_known, matching, scores_sheet, scores_table, stats_of, steady_table
from signals.scores.models import ProductCost, ProductScore, ScoredKind
from signals.scores.selectors import last_run, product_score, score_history
from signals.scores.settings import settings_of
from signals.scores.words import advice_badge, basis_words, reason_words
from transparency.ledger.switches import is_on


def _tabs(request: ShopRequest, here: str) -> list[tuple[str, str, bool]]:
    names = {"scores": _("All products"), "scores-steady": _("Steady sellers")}
    if has_role(request.shop.role, Role.MANAGER):
        names["scores-settings"] = _("What they are made with")
    return [
        (words, reverse(name, kwargs={"slug": request.shop.slug}), name == here)
        for name, words in names.items()
    ]


@require_safe
@shop_page(role=Role.VIEWER)
def scores(request: ShopRequest) -> HttpResponse:
    """Every product with its place and advice; search, filters, order and page stand in the address."""
    run = last_run(request.shop.id, ScoredKind.PRODUCT)
    context = {
        "table": scores_table(request.shop, scores_asked(request.GET), run),
        "run": run,
        "tabs": _tabs(request, "scores"),
        "is_on": is_on(PRODUCT_SCORES.code),
        "computed_at": run.computed_at if run else None,
        "as_of": run.until if run else None,
    }
    return render(request, "scores/scores.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def scores_csv(request: ShopRequest) -> HttpResponse:
    header, lines = scores_sheet(request.shop, matching(request.shop.id, scores_asked(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('scores')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def steady(request: ShopRequest) -> HttpResponse:
    """Products and channels by how evenly they sell."""
    run = last_run(request.shop.id, ScoredKind.PRODUCT)
    context = {
        "table": steady_table(request.shop, scores_asked(request.GET, "-steady")),
        "by_channel": channels_table(request.shop, run),
        "tabs": _tabs(request, "scores-steady"),
        "computed_at": run.computed_at if run else None,
        "as_of": run.until if run else None,
    }
    return render(request, "scores/steady.html", context)


def _found(request: ShopRequest, uid: uuid.UUID) -> ProductScore:
    found = product_score(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def product(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Why one product has its score."""
    score = _found(request, uid)
    return _page(request, score, CostForm(initial={"cost": _cost_of(score)}))


def _cost_of(score: ProductScore) -> object:
    found = ProductCost.objects.filter(product_id=score.product_id).values_list("cost", flat=True)
    return found.first()


def _page(request: ShopRequest, score: ProductScore, form: CostForm, status: int = 200) -> HttpResponse:
    shop, run = request.shop, last_run(request.shop.id, ScoredKind.PRODUCT)
    history = score_history(shop.id, score.product_id)
    context = {
        "score": score,
        "is_known": is_known(score),
        "trail": [(_("Product scores"), reverse("scores", kwargs={"slug": shop.slug}))],
        "badge": advice_badge(score.advice),
        "reason": reason_words(score.reason_code, score.reason_values, shop.currency),
        "basis": basis_words(run.basis if run else ""),
        "stats": stats_of(shop, score),
        "factors": factor_table(shop, score),
        "priors": prior_words(score),
        "history": history_chart(history) if len(history) > 1 else None,
        "weeks": weeks_table(shop, score, run) if run else None,
        "run": run,
        "form": form,
        "may_change": has_role(shop.role, Role.MANAGER),
        "computed_at": run.computed_at if run else None,
        "as_of": run.until if run else None,
    }
    return render(request, "scores/product.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def cost(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Say what one piece costs."""
    score, form = _found(request, uid), CostForm(request.POST)
    if not form.is_valid():
        return _page(request, score, form, status=422)
    set_cost(request.shop, uid, form.cleaned_data["cost"], by=f"user:{request.user.pk}")
    messages.success(request, _("Saved. The scores are being made again."))
    return redirect("score-product", slug=request.shop.slug, uid=uid)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def settings(request: ShopRequest) -> HttpResponse:
    """Weights of the house score, the assumed margin and the cost of a return."""
    form = SettingsForm(request.POST or None, initial=initial_of(settings_of(request.shop.id)))
    if request.method == "POST" and form.is_valid():
        change_settings(request.shop, form.values(), by=f"user:{request.user.pk}")
        messages.success(request, _("Saved. The scores are being made again."))
        return redirect("scores-settings", slug=request.shop.slug)
    context = {"form": form, "tabs": _tabs(request, "scores-settings")}
    return render(request, "scores/settings.html", context, status=422 if form.errors else 200)
