"""Doors of the series: calendar, list, a new one, one with its posts, files."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.content.models import Metric
from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from catalog.playlists.models import Playlist
from catalog.series.calendar import month_of
from catalog.series.forms import DoneForm, NewSeriesForm, SkipForm
from catalog.series.ics import Entry, calendar_file
from catalog.series.lists import post_badge, posts_sheet, series_table
from catalog.series.models import Series, SeriesPost
from catalog.series.selectors import due_posts, posts_between, posts_of, results, series_by_uid
from catalog.series.services import FARTHEST, NoSeries, draft_series
from shop_ai.lib.channels import channel_name
from shop_ai.lib.period import DAY
from shop_ai.lib.sheet import sheet_response

WEEK = 7


def _month(text: str, today: date) -> date:
    """``?month=2026-11``; this month for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return found if 1990 < found.year < 2100 else today.replace(day=1)


@require_safe
@shop_page(role=Role.VIEWER)
def series(request: ShopRequest) -> HttpResponse:
    """The calendar of a month, what is due, and the list of series."""
    today = today_of(request)
    context = {
        "month": month_of(request.shop, _month(request.GET.get("month", ""), today), today),
        "today": today,
        "due": due_posts(request.shop.id, today, within=WEEK),
        "table": series_table(request.shop, request.GET),
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "series/series.html", context)


def _form(request: ShopRequest, data: Any = None) -> NewSeriesForm:
    rows = Playlist.objects.filter(is_archived=False).order_by("-updated_at")[:200]
    return NewSeriesForm(
        data,
        shop=request.shop,
        playlists=list(rows.values_list("slug", "title")),
        today=today_of(request),
        initial={"playlist": request.GET.get("playlist", "")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def new(request: ShopRequest) -> HttpResponse:
    """Draft a series from a playlist."""
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_series(request.shop, form.cleaned_data["playlist"], form.plan())
        except NoSeries as error:
            raise Http404 from error
        messages.success(request, _("Drafted. Read each caption, then take the pictures."))
        return redirect("series-one", slug=request.shop.slug, series=made.uid)
    context = {"form": form, "trail": _trail(request), "has_playlists": bool(form.names)}
    return render(request, "series/new.html", context, status=422 if form.errors else 200)


def _trail(request: ShopRequest) -> list[tuple[str, str]]:
    return [
        (_("Offers and playlists"), reverse("playlists", kwargs={"slug": request.shop.slug})),
        (_("Series of posts"), reverse("series", kwargs={"slug": request.shop.slug})),
    ]


def found_series(request: ShopRequest, uid: uuid.UUID) -> Series:
    found = series_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def one(request: ShopRequest, series: uuid.UUID) -> HttpResponse:
    return one_page(request, found_series(request, series))


def one_page(
    request: ShopRequest, found: Series, *, refused: dict[int, str] | None = None, status: int = 200
) -> HttpResponse:
    """A series with its posts; ``refused`` says by post id what could not be kept."""
    posts, today = posts_of(request.shop.id, found.pk), today_of(request)
    measured = results(request.shop.id, posts)
    context = {
        "series": found,
        "posts": [
            {
                "post": post,
                "badge": post_badge(post, today),
                "channel": channel_name(post.channel),
                "values": [(Metric(name).label, value) for name, value in measured.get(post.pk, {}).items()],
                "refused": (refused or {}).get(post.pk, ""),
            }
            for post in posts
        ],
        "done_form": DoneForm(auto_id=False),
        "skip_form": SkipForm(auto_id=False),
        "trail": _trail(request),
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "series/one.html", context, status=status)


@require_safe
@shop_page(role=Role.VIEWER)
def posts_csv(request: ShopRequest) -> HttpResponse:
    today = today_of(request)
    posts = posts_between(request.shop.id, today - FARTHEST, today + FARTHEST)
    header, lines = posts_sheet(request.shop, posts)
    return sheet_response(f"{request.shop.slug}-{_('posts')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def calendar(request: ShopRequest) -> HttpResponse:
    """Posts from a month ago on, for a phone's calendar."""
    today = today_of(request)
    posts = posts_between(request.shop.id, today - 31 * DAY, today + FARTHEST)
    return _ics(request, posts, request.shop.slug)


@require_safe
@shop_page(role=Role.VIEWER)
def one_calendar(request: ShopRequest, series: uuid.UUID) -> HttpResponse:
    found = found_series(request, series)
    return _ics(request, posts_of(request.shop.id, found.pk), f"{request.shop.slug}-{found.uid.hex[:8]}")


def _ics(request: ShopRequest, posts: list[SeriesPost], name: str) -> HttpResponse:
    entries = [
        Entry(
            uid=f"{post.uid.hex}@{request.shop.slug}",
            starts_at=datetime.combine(post.due_on, post.due_at, request.shop.zone),
            changed_at=post.updated_at,
            title=f"{post.series.title} · {post.get_role_display()}",
            text=post.caption,
            url=settings.PUBLIC_URL
            + reverse("series-one", kwargs={"slug": request.shop.slug, "series": post.series.uid}),
        )
        for post in posts
    ]
    response = HttpResponse(
        calendar_file(request.shop.name, entries), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
