"""Doors of the tests by wilaya: the list, planning one, one test with its pairs."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from attribution.credit.words import name_of
from attribution.wilaya_tests.models import WilayaTest
from attribution.wilaya_tests.rules import DEFAULT_WEEKS, WEEKS
from attribution.wilaya_tests.services import OPEN, NotPossible, plan, possible, stop
from attribution.wilaya_tests.words import readable_words, state_badge, story, why_not_words
from catalog.channels.selectors import channel_choices, channel_names
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table


@require_safe
@shop_page(role=Role.VIEWER)
def tests(request: ShopRequest) -> HttpResponse:
    """Tests, newest first, and whether one can be planned."""
    shop = request.shop
    today = local_day(timezone.now(), shop.zone)
    found = possible(shop.id, today)
    names = channel_names(shop.id)
    context = {
        "table": _table(request, list(WilayaTest.objects.order_by("-starts_on", "-pk")[:50]), names),
        "why_not": why_not_words(found.why_not, found.weekly),
        "readable": "" if found.why_not else readable_words(found.weekly, DEFAULT_WEEKS),
        "channels": [pair for pair in channel_choices(shop.id) if pair[0] not in {"", "direct", "web"}],
        "weeks": [(weeks, ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}) for weeks in WEEKS],
        "default_weeks": DEFAULT_WEEKS,
        "tomorrow": today + timedelta(days=1),
        "may_plan": has_role(shop.role, Role.MANAGER) and not found.why_not,
    }
    return render(request, "wilaya_tests/tests.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def add(request: ShopRequest) -> HttpResponse:
    """Draw the pairs."""
    shop = request.shop
    today = local_day(timezone.now(), shop.zone)
    known = dict(channel_choices(shop.id))
    channel = request.POST.get("channel", "")
    try:
        test = plan(
            shop.id,
            channel=channel if channel in known else "",
            starts_on=_day(request.POST.get("starts_on", "")),
            weeks=_whole(request.POST.get("weeks", "")),
            today=today,
            by=f"person:{request.user.pk}",
        )
    except NotPossible as error:
        messages.error(request, why_not_words(error.code, possible(shop.id, today).weekly))
        return redirect("wilaya-tests", slug=shop.slug)
    return redirect("wilaya-test", slug=shop.slug, uid=test.uid)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _whole(text: str) -> int:
    return int(text) if text in {str(weeks) for weeks in WEEKS} else 0


@require_safe
@shop_page(role=Role.VIEWER)
def test(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One test: where the channel is used, and what was found."""
    found = _found(uid)
    slug = request.shop.slug
    context = {
        "test": found,
        "name": name_of(channel_names(request.shop.id), found.channel),
        "badge": state_badge(found.state),
        "story": story(found),
        "readable": readable_words(found.weekly_orders, (found.ends_on - found.starts_on).days // 7 + 1),
        "pairs": _pairs_table(request, found),
        "may_stop": has_role(request.shop.role, Role.MANAGER) and found.state in OPEN,
        "trail": [
            (_("Attribution"), reverse("credit", kwargs={"slug": slug})),
            (_("Tests by wilaya"), reverse("wilaya-tests", kwargs={"slug": slug})),
        ],
    }
    return render(request, "wilaya_tests/test.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def pairs_csv(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    found = _found(uid)
    header = [_("With the channel"), _("Without it")]
    return sheet_response(
        f"{request.shop.slug}-{found.channel}", header, found.pairs, raw="raw" in request.GET
    )


@require_POST
@shop_page(role=Role.MANAGER)
def stop_test(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    _found(uid)
    if stop(request.shop.id, uid, by=f"person:{request.user.pk}"):
        messages.success(request, _("The test is stopped. It will say nothing."))
    return redirect("wilaya-test", slug=request.shop.slug, uid=uid)


def _found(uid: uuid.UUID) -> WilayaTest:
    found: WilayaTest | None = WilayaTest.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _table(request: ShopRequest, found: list[WilayaTest], names: dict[str, str]) -> Table:
    return Table(
        key="wilaya-tests",
        title=_("Tests by wilaya"),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("state", _("State"), "state"),
            Column("starts", _("First day"), "day"),
            Column("ends", _("Last day"), "day"),
            Column("pairs", _("Pairs"), "number"),
            Column("story", _("What it says")),
        ),
        rows=tuple(_row(request, one, names) for one in found),
        pages=Pages(1, len(found)),
        empty=Empty(
            _("No test yet"),
            _(
                "A test uses a channel in half of the wilayas, drawn by chance, and compares. It is the only thing here that says what a channel causes."
            ),
        ),
    )


def _row(request: ShopRequest, one: WilayaTest, names: dict[str, str]) -> Row:
    cells: tuple[Any, ...] = (
        Channel(one.channel, name_of(names, one.channel)),
        state_badge(one.state),
        *(one.starts_on, one.ends_on, len(one.pairs), story(one)),
    )
    return Row(cells, url=reverse("wilaya-test", kwargs={"slug": request.shop.slug, "uid": one.uid}))


def _pairs_table(request: ShopRequest, found: WilayaTest) -> Table:
    return Table(
        key="pairs",
        title=_("Pairs of wilayas"),
        lead=_(
            "Use the channel in the first wilaya of each pair, and not in the second, for the whole test."
        ),
        columns=(Column("treated", _("With the channel")), Column("compared", _("Without it"))),
        rows=tuple(Row((one, other)) for one, other in found.pairs),
        pages=Pages(1, len(found.pairs)),
        csv_url=reverse("wilaya-test-csv", kwargs={"slug": request.shop.slug, "uid": found.uid}),
    )
