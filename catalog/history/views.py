"""Doors of the history of one record: its page and its sheet."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.history.models import What
from catalog.history.panels import (
    Story,
    at_moment,
    changes_table,
    facts,
    lines_of,
    lowest_words,
    moment_asked,
    names_for,
    parts_table,
    price_chart,
    story_of,
)
from catalog.history.records import PAGES
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response

# Kind -> the name of its page's address, the parameter and the column that fills it.
OWN_PAGES = {
    What.PRODUCT: ("product", "uid", "uid"),
    What.ORDER: ("order", "uid", "uid"),
    What.PLAYLIST: ("playlist", "playlist", "slug"),
    What.CONTENT: ("content-piece", "uid", "uid"),
    What.CODE: ("code", "code_uid", "uid"),
    What.SCRIPT: ("reply-script", "script", "uid"),
}


@require_safe
@shop_page(role=Role.VIEWER)
def history(request: ShopRequest, kind: str, record: uuid.UUID) -> HttpResponse:
    """A record as on a day (``?on=``), and every change of it."""
    story, shop = _story(request, kind, record), request.shop
    names, now = names_for(story), timezone.now()
    day, moment = moment_asked(request.GET.get("on", ""), shop, now)
    then = at_moment(story, moment)
    today = local_day(now, shop.zone)
    context = {
        "title": _title(story),
        "kind_word": What(kind).label,
        "trail": _trail(request, story),
        "on": day,
        "today": today,
        "first_day": local_day(story.born, shop.zone),
        "is_known": then.values is not None,
        "facts": facts(shop, story, then, names),
        "parts": parts_table(shop, story, then, names),
        "lowest": lowest_words(shop, story, moment),
        "chart": price_chart(shop, story, today),
        "table": changes_table(shop, story, lines_of(shop, story, names), request.GET),
    }
    return render(request, "history/record.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def history_csv(request: ShopRequest, kind: str, record: uuid.UUID) -> HttpResponse:
    """Every change, in the shop's time."""
    story, shop = _story(request, kind, record), request.shop
    lines = lines_of(shop, story, names_for(story))
    rows = [(line[0].astimezone(shop.zone).strftime("%Y-%m-%d %H:%M:%S"), *line[1:]) for line in lines]
    header = [_("When"), _("What"), _("Before"), _("After"), _("Who")]
    name = f"{shop.slug}-{_('history')}-{record.hex[:8]}"
    return sheet_response(name, header, rows, raw="raw" in request.GET)


def _story(request: ShopRequest, kind: str, record: uuid.UUID) -> Story:
    story = story_of(request.shop.id, kind, record) if kind in PAGES else None
    if story is None:
        raise Http404
    return story


def _title(story: Story) -> str:
    row: Any = story.row
    if story.what == What.ORDER:
        return _("Order %(number)s") % {"number": row.number or row.uid.hex[:8]}
    if story.what == What.LANDING:
        return _("Landing page")
    return str(row.code if story.what == What.CODE else row.title)


def _trail(request: ShopRequest, story: Story) -> list[tuple[str, str]]:
    """Back to the record's own page."""
    slug, row = request.shop.slug, story.row
    if story.what == What.LANDING:
        address = reverse("landing", kwargs={"slug": slug, "code_uid": row.code.uid})  # type: ignore[attr-defined]
    else:
        name, parameter, column = OWN_PAGES[What(story.what)]
        address = reverse(name, kwargs={"slug": slug, parameter: getattr(row, column)})
    return [(_title(story), address)]
