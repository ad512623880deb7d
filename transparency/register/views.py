"""Doors of the register: read, completed, printed in the reader's language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from transparency.register.forms import HeadForm, LineForm
from transparency.register.processings import BY_CODE
from transparency.register.selectors import register_of
from transparency.register.services import note_on

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@require_safe
@shop_page(role=Role.VIEWER)
def register(request: ShopRequest) -> HttpResponse:
    """Every processing of the shop."""
    context = {
        "register": register_of(request.shop.id),
        "legal": _legal(request),
        "languages": settings.LANGUAGES,
        "may_change": has_role(request.shop.role, Role.OWNER),
    }
    return render(request, "register/register.html", context)


def _legal(request: ShopRequest) -> dict[str, str]:
    """Who is responsible, as the public page tells it."""
    said = (request.shop.public_profile or {}).get("legal") or {}
    return {key: str(value) for key, value in said.items() if value} if isinstance(said, dict) else {}


@require_safe
@shop_page(role=Role.VIEWER)
def on_paper(request: ShopRequest) -> HttpResponse:
    """The register as the authority reads it: a line a processing, in the language asked for."""
    wanted = request.GET.get("lang", "")
    with translation.override(wanted if wanted in LANGUAGES else translation.get_language()):
        context = {
            "register": register_of(request.shop.id),
            "legal": _legal(request),
            "now": timezone.now(),
            "languages": settings.LANGUAGES,
            "here": reverse("register-print", kwargs={"slug": request.shop.slug}),
        }
        return render(request, "register/paper.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def register_csv(request: ShopRequest) -> HttpResponse:
    rows = [
        [one.purpose, one.basis, one.persons, one.data, one.recipients, one.abroad, one.keeping, one.receipt]
        for one in register_of(request.shop.id).lines
    ]
    header = ["purpose", "basis", "persons", "data", "recipients", "abroad", "keeping", "declaration"]
    return sheet_response(f"register-{request.shop.slug}", header, rows, raw="raw" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.OWNER)
def line(request: ShopRequest, processing: str) -> HttpResponse:
    """The owner's words on one line."""
    if processing not in BY_CODE:
        raise Http404
    found = next(one for one in register_of(request.shop.id).lines if one.code == processing)
    note = found.note
    initial = {name: getattr(note, name) for name in LineForm.base_fields}
    today = today_of(request)
    form = LineForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        note_on(request.shop.id, processing, form.cleaned_data, by=f"user:{request.user.pk}")  # type: ignore[arg-type]  # the form's fields are the note's
        messages.success(request, _("Saved."))
        return redirect("register", slug=request.shop.slug)
    return _form_page(request, form, found.purpose)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.OWNER)
def head(request: ShopRequest) -> HttpResponse:
    """Who answers for data protection."""
    form = HeadForm(request.POST or None, initial={"officer": register_of(request.shop.id).head.officer})
    if request.method == "POST" and form.is_valid():
        note_on(request.shop.id, "", form.cleaned_data, by=f"user:{request.user.pk}")  # type: ignore[arg-type]  # the form's field is the note's
        messages.success(request, _("Saved."))
        return redirect("register", slug=request.shop.slug)
    return _form_page(request, form, _("Who answers for data protection"))


def _form_page(request: ShopRequest, form: LineForm | HeadForm, title: str) -> HttpResponse:
    trail = [(_("Register"), reverse("register", kwargs={"slug": request.shop.slug}))]
    status = 400 if form.errors else 200
    return render(
        request, "register/line.html", {"form": form, "title": title, "trail": trail}, status=status
    )
