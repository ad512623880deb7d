"""Doors of the imported visits."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from signals.visits_import.selectors import Conversion, VisitsFile, imported_visits
from signals.visits_import.words import DIMENSION_WORDS, conversion_figure, conversion_words


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """Each imported table with its conversion and the groups behind it."""
    files = [
        (file, conversion_figure(file.total, f"visits-{number}"), _groups(file))
        for number, file in enumerate(imported_visits(request.shop.id))
    ]
    return render(request, "visits_import/index.html", {"files": files})


def _groups(file: VisitsFile) -> list[tuple[object, list[tuple[Conversion, str]]]]:
    return [
        (word, [(group, conversion_words(group)) for group in file.of(dimension)])
        for dimension, word in DIMENSION_WORDS.items()
        if file.of(dimension)
    ]


@require_safe
@shop_page(role=Role.VIEWER)
def as_csv(request: ShopRequest) -> HttpResponse:
    header = (_("File"), _("Group"), _("Value"), _("Visits"), _("Bought"), _("Share"), _("Low"), _("High"))
    rows = [
        (
            file.file_name,
            str(DIMENSION_WORDS.get(one.dimension, "")),
            one.value,
            one.sessions,
            one.buying,
            *_bounds(one),
        )
        for file in imported_visits(request.shop.id)
        for one in (file.total, *file.groups)
    ]
    return sheet_response(f"{request.shop.slug}-{_('visits')}", header, rows, raw="raw" in request.GET)


def _bounds(one: Conversion) -> tuple[float | None, float | None, float | None]:
    found = one.interval
    return (round(found.value, 6), round(found.low, 6), round(found.high, 6)) if found else (None, None, None)
