"""Doors of the tests: the list with its stories, one test with its looks, and the owner's word."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from catalog.products.selectors import product_by_sku
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import Badge
from signals.exposure.automations import STAGED_EXPOSURE
from signals.exposure.choices import (
    ACTIONS,
    POSSIBLE,
    WHYS,
    AlreadyInTest,
    NotPossible,
    StoppedByRules,
    overrule,
    start_test,
)
from signals.exposure.lists import (
    looks_chart,
    looks_sheet,
    looks_table,
    matching,
    shares_table,
    tests_asked,
    tests_sheet,
    tests_table,
)
from signals.exposure.models import ExposureKind, ExposureTest, Stage
from signals.exposure.rules import MOST_OPEN, USUAL_FLOOR
from signals.exposure.selectors import (
    Reading,
    exposure_test,
    exposure_tests,
    looks_of,
    reading,
    shares_by_day,
)
from signals.exposure.words import action_words, is_sold_out, sold_out_words, stage_badge, story, why_words
from transparency.ledger.switches import is_on

STORIES: Final = MOST_OPEN + 4


@dataclass(frozen=True, slots=True)
class Story:
    """An open test as a card."""

    test: ExposureTest
    text: str
    badge: Badge
    of_hundred: int


@require_safe
@shop_page(role=Role.VIEWER)
def exposure(request: ShopRequest) -> HttpResponse:
    """What is in test, told; and the list of all tests."""
    shop = request.shop
    found = reading(shop.id, local_day(timezone.now(), shop.zone))
    context = {
        "stories": [
            _story(test) for test in exposure_tests(shop.id, stage=Stage.TESTING).order_by("pk")[:STORIES]
        ],
        "stats": _stats(found),
        "is_usual_thin": found.usual_shown < USUAL_FLOOR,
        "usual_shown": found.usual_shown,
        "usual_floor": USUAL_FLOOR,
        "table": tests_table(shop, tests_asked(request.GET)),
        "is_on": is_on(STAGED_EXPOSURE.code),
        "may_choose": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "exposure/exposure.html", context)


def _story(test: ExposureTest) -> Story:
    return Story(test, story(test), stage_badge(test.stage), round(100 * (test.chance or 0)))


def _stats(found: Reading) -> list[tuple[str, str]]:
    shown = [(_("In test"), Stage.TESTING), (_("Waiting"), Stage.WAITING), (_("Promoted"), Stage.WIDE)]
    stats = [(words, format_number(found.of(stage))) for words, stage in shown]
    if found.usual_shown >= USUAL_FLOOR:
        stats.append((_("Usual: opened by"), format_share(found.usual_taken / found.usual_shown)))
    return stats


@require_safe
@shop_page(role=Role.VIEWER)
def exposure_csv(request: ShopRequest) -> HttpResponse:
    header, lines = tests_sheet(matching(request.shop.id, tests_asked(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('tests')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def test(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One test: its story, its looks, its part of the place; ``?csv`` gives the looks as a sheet."""
    found = exposure_test(request.shop.id, uid)
    if found is None:
        raise Http404
    looks = looks_of(request.shop.id, found.pk)
    if "csv" in request.GET:
        header, lines = looks_sheet(looks)
        name = f"{request.shop.slug}-{_('looks')}"
        return sheet_response(name, header, lines, raw="raw" in request.GET)
    context: dict[str, Any] = {
        "test": found,
        "story": story(found),
        "badge": stage_badge(found.stage),
        "stats": _test_stats(found),
        "chart": looks_chart(looks) if looks else None,
        "looks": looks_table(request.shop, looks),
        "shares": shares_table(shares_by_day(request.shop.id, found.pk)),
        "actions": [(one, action_words(one)) for one in POSSIBLE[found.stage]] if found.is_current else [],
        "whys": [(why, why_words(why)) for why in WHYS],
        "trail": [(_("Tests"), reverse("exposure", kwargs={"slug": request.shop.slug}))],
        "may_choose": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "exposure/test.html", context)


def _test_stats(found: ExposureTest) -> list[tuple[str, str]]:
    stats = [(_("People"), format_number(found.shown)), (_("Took it"), format_number(found.taken))]
    if found.kind == ExposureKind.PRODUCT:
        stats.append((_("Into the cart"), format_number(found.added)))
    if found.usual is not None:
        stats.append((_("Usual rate"), format_share(found.usual)))
    stats.append((_("Complaints"), format_number(found.complaints)))
    return stats


@require_POST
@shop_page(role=Role.MANAGER)
def decide(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Overrule a test, or note a complaint; who and why go into the log."""
    action = next((one for one in ACTIONS if one == request.POST.get("action")), None)
    why = request.POST.get("why", "")
    if action is None:
        raise Http404
    try:
        found = overrule(
            request.shop, uid, action, why=why if why in WHYS else "other", by=f"user:{request.user.pk}"
        )
    except NotPossible:
        messages.error(request, _("The test has moved on meanwhile; look at it again."))
        return redirect("exposure-test", slug=request.shop.slug, uid=uid)
    if found is None:
        raise Http404
    said = _("Noted. A second complaint ends the test.") if action == "complain" else _("Done, and noted.")
    messages.success(request, said)
    return redirect("exposure-test", slug=request.shop.slug, uid=found.uid)


@require_POST
@shop_page(role=Role.MANAGER)
def start(request: ShopRequest) -> HttpResponse:
    """Put a product (by its SKU, or by its uid) or a post or playlist (by its uid) into a test."""
    kind = request.POST.get("kind", "product")
    uid = _asked_uid(request)
    if uid is None or kind not in ExposureKind.values:
        messages.error(request, _("No product of yours has this SKU."))
        return redirect("exposure", slug=request.shop.slug)
    try:
        found = start_test(request.shop, kind, uid, by=f"user:{request.user.pk}")
    except AlreadyInTest:
        messages.error(request, _("It has a test already: look for it in the list."))
        return redirect("exposure", slug=request.shop.slug)
    except StoppedByRules:
        messages.error(request, _("A rule stops it: mend its words first."))
        return redirect("exposure", slug=request.shop.slug)
    if found is None:
        raise Http404
    words = sold_out_words() if is_sold_out(found) else _("It will be in test within a minute.")
    messages.success(request, words)
    return redirect("exposure-test", slug=request.shop.slug, uid=found.uid)


def _asked_uid(request: ShopRequest) -> uuid.UUID | None:
    if "uid" in request.POST:
        try:
            return uuid.UUID(request.POST["uid"])
        except ValueError:
            return None
    found = product_by_sku(request.shop.id, request.POST.get("sku", "").replace("\x00", "").strip()[:120])
    return found.uid if found else None
