"""Doors of the notes: the list with its form, one note, and taking one away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attribution.notes.forms import NoteForm, initial_of
from attribution.notes.models import DayNote
from attribution.notes.panels import notes_sheet, notes_table, words_of
from attribution.notes.selectors import note_of, notes
from attribution.notes.services import remove_note, write_note
from attribution.reports.tabs import report_tabs
from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """All notes, and the form of a new one."""
    today = today_of(request)
    return _page(request, NoteForm(initial={"starts_on": request.GET.get("day") or today}))


@require_POST
@shop_page(role=Role.MANAGER)
def add(request: ShopRequest) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    write_note(request.shop.id, by=f"user:{request.user.pk}", **form.cleaned_data)
    messages.success(request, _("The note is on the charts."))
    return redirect("notes", slug=request.shop.slug)


def _page(request: ShopRequest, form: NoteForm, status: int = 200) -> HttpResponse:
    may_change = has_role(request.shop.role, Role.MANAGER)
    context = {
        "tabs": report_tabs(request.shop, "notes"),
        "table": notes_table(request.shop, request.GET, may_change=may_change),
        "form": form,
        "may_change": may_change,
    }
    return render(request, "notes/notes.html", context, status=status)


@require_safe
@shop_page(role=Role.VIEWER)
def notes_csv(request: ShopRequest) -> HttpResponse:
    header, lines = notes_sheet(notes(request.shop.id, words=words_of(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('notes')}", header, lines, raw="raw" in request.GET)


def _found(request: ShopRequest, uid: UUID) -> DayNote:
    found = note_of(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def one(request: ShopRequest, note: UUID) -> HttpResponse:
    """Change a note."""
    found = _found(request, note)
    form = NoteForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        write_note(request.shop.id, by=f"user:{request.user.pk}", note=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("notes", slug=request.shop.slug)
    context: dict[str, Any] = {
        "note": found,
        "form": form,
        "trail": [(_("Notes on days"), reverse("notes", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "notes/note.html", context, status=422 if form.errors else 200)


@require_POST
@shop_page(role=Role.MANAGER)
def remove(request: ShopRequest, note: UUID) -> HttpResponse:
    remove_note(request.shop.id, _found(request, note))
    messages.success(request, _("The note is gone from the charts."))
    return redirect("notes", slug=request.shop.slug)
