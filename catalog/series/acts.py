"""Doors of the series that write: move, edit, done, skipped, open again, one more post, archive, delete."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from catalog.series.forms import CaptionForm, DoneForm, MoveForm, SkipForm
from catalog.series.models import SeriesPost
from catalog.series.selectors import post_by_uid
from catalog.series.services import (
    NoSeries,
    add_post,
    archive_series,
    delete_series,
    edit_post,
    mark_done,
    move_post,
    reopen_post,
    skip_post,
)
from catalog.series.views import found_series, one_page
from shop_ai.lib.refusals import Conflict, FieldError, Invalid

LONGEST_SHIFT: Final = 400


def _refuse(text: str) -> Invalid:
    return Invalid(FieldError("#", "invalid", text))


def _move(request: ShopRequest, post: SeriesPost) -> str:
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise _refuse(_("Write a day."))
    move_post(request.shop, post.uid, day=form.cleaned_data["due_on"], hour=form.cleaned_data["due_at"])
    return _("Moved.")


def _shift(days: int) -> Callable[[ShopRequest, SeriesPost], str]:
    def shift(request: ShopRequest, post: SeriesPost) -> str:
        move_post(request.shop, post.uid, day=post.due_on + timedelta(days=days))
        return _("Moved by a day.")

    return shift


def _edit(request: ShopRequest, post: SeriesPost) -> str:
    form = CaptionForm(request.POST)
    if not form.is_valid():
        raise _refuse(_("This caption is too long."))
    edit_post(request.shop, post.uid, caption=form.cleaned_data["caption"])
    return _("Saved.")


def _done(request: ShopRequest, post: SeriesPost) -> str:
    form = DoneForm(request.POST)
    if not form.is_valid():
        raise _refuse(_("This is not a link. Copy it from the post itself."))
    mark_done(request.shop, post.uid, permalink=form.cleaned_data["permalink"])
    return _("Posted: well done.")


def _skip(request: ShopRequest, post: SeriesPost) -> str:
    form = SkipForm(request.POST)
    if not form.is_valid():
        raise _refuse(_("Say why it is skipped."))
    skip_post(request.shop, post.uid, cause=form.cleaned_data["cause"], note=form.cleaned_data["note"])
    return _("Skipped.")


def _reopen(request: ShopRequest, post: SeriesPost) -> str:
    reopen_post(request.shop, post.uid)
    return _("It is to be posted again.")


ACTS: Final[dict[str, Callable[[ShopRequest, SeriesPost], str]]] = {
    "move": _move,
    "earlier": _shift(-1),
    "later": _shift(1),
    "edit": _edit,
    "done": _done,
    "skip": _skip,
    "reopen": _reopen,
}


@require_POST
@shop_page(role=Role.MANAGER)
def post(request: ShopRequest, post: uuid.UUID) -> HttpResponse:
    """One act on one post; what cannot be kept comes back with its reason."""
    found, act = post_by_uid(request.shop.id, post), ACTS.get(request.POST.get("act", ""))
    if found is None or act is None:
        raise Http404
    try:
        with transaction.atomic():
            messages.success(request, act(request, found))
    except NoSeries as error:
        raise Http404 from error
    except (Invalid, Conflict) as refused:
        return one_page(
            request, found_series(request, found.series.uid), refused={found.pk: str(refused)}, status=422
        )
    if request.POST.get("from") == "calendar":
        month = request.POST.get("month", "")[:7]
        return redirect(f"{reverse('series', kwargs={'slug': request.shop.slug})}?month={month}")
    address = reverse("series-one", kwargs={"slug": request.shop.slug, "series": found.series.uid})
    return redirect(f"{address}#post-{found.position}")


@require_POST
@shop_page(role=Role.MANAGER)
def change(request: ShopRequest, series: uuid.UUID) -> HttpResponse:
    """One act on the series: one more post, archive, take out, delete."""
    found, act = found_series(request, series), request.POST.get("act", "")
    if act == "add":
        add_post(request.shop, series, day=_next_day(request, found.pk), caption="")
        messages.success(request, _("One more post: write its caption."))
    elif act in {"archive", "unarchive"}:
        archive_series(request.shop, series, archived=act == "archive")
        messages.success(request, _("Archived.") if act == "archive" else _("Back in the calendar."))
    elif act == "delete":
        delete_series(request.shop, series)
        messages.success(request, _("The series is deleted. What was posted stays in your content."))
        return redirect("series", slug=request.shop.slug)
    else:
        raise Http404
    return redirect("series-one", slug=request.shop.slug, series=series)


def _next_day(request: ShopRequest, series_id: int) -> date:
    """Two days after the last post, or tomorrow."""
    last = (
        SeriesPost.objects.filter(series_id=series_id)
        .order_by("-due_on")
        .values_list("due_on", flat=True)
        .first()
    )
    tomorrow = today_of(request) + timedelta(days=1)
    return max(tomorrow, last + timedelta(days=2)) if last else tomorrow
