"""Doors of codes that write: new ones, changes, states, uses given back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from catalog.codes.forms import CodeForm, NewCodesForm
from catalog.codes.models import PlaylistCode
from catalog.codes.redeeming import give_use_back
from catalog.codes.services import change_code, create_code, create_codes, delete_code, set_state
from catalog.codes.views import edit_page, found_code, list_page
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.refusals import Conflict, Invalid

SAID = {
    "pause": gettext_lazy("Paused: nobody can use it until you open it again."),
    "open": gettext_lazy("Open again."),
    "archive": gettext_lazy("Archived. Its figures stay, and its word stays taken."),
}


def _by(request: ShopRequest) -> str:
    return f"user:{request.user.pk}"


def _tell(form: forms.Form, refused: Invalid | Conflict) -> None:
    """Put a refusal beside the field that it is about."""
    if isinstance(refused, Conflict):
        form.add_error(refused.about.get("field"), str(refused))
        return
    for error in refused.errors:
        name = error.pointer.removeprefix("#/")
        form.add_error(name if name in form.fields else None, error.detail)


@require_POST
@shop_page(role=Role.MANAGER)
def create(request: ShopRequest) -> HttpResponse:
    """One code of one's own word, or one for each channel ticked."""
    form = NewCodesForm(request.POST, shop=request.shop)
    if form.is_valid():
        try:
            made = _made(request, form)
        except (Invalid, Conflict) as refused:
            _tell(form, refused)
        else:
            count = len(made)
            said = ngettext("%(count)s code is ready.", "%(count)s codes are ready.", count)
            messages.success(request, said % {"count": count})
            if count == 1:
                return redirect("code", slug=request.shop.slug, code_uid=made[0].uid)
            return redirect("codes", slug=request.shop.slug)
    return list_page(request, form, status=422)


def _made(request: ShopRequest, form: NewCodesForm) -> list[PlaylistCode]:
    shop, values, fields = request.shop, form.cleaned_data, form.code_fields()
    channels = values["channel"]
    if values["code"]:
        fields["code"], fields["channel"] = values["code"], channels[0] if channels else ""
        return [create_code(shop, fields, by=_by(request))]
    return create_codes(shop, channels, fields, is_secret=values["is_secret"], by=_by(request))


@require_POST
@shop_page(role=Role.MANAGER)
def save(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    found = found_code(request, code_uid)
    form = CodeForm(request.POST, shop=request.shop)
    if form.is_valid():
        try:
            change_code(request.shop, code_uid, form.code_fields())
        except (Invalid, Conflict) as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("code", slug=request.shop.slug, code_uid=code_uid)
    return edit_page(request, found, form, status=422)


@require_POST
@shop_page(role=Role.MANAGER)
def state(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    """Pause, open again, archive."""
    found_code(request, code_uid)
    act = request.POST.get("act", "")
    if not set_state(request.shop.id, code_uid, act):
        raise Http404
    messages.success(request, str(SAID[act]))
    return _back_to(request, code_uid)


@require_POST
@shop_page(role=Role.MANAGER)
def delete(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    found_code(request, code_uid)
    try:
        delete_code(request.shop.id, code_uid)
    except Conflict as refused:
        messages.error(request, str(refused))
        return _back_to(request, code_uid)
    messages.success(request, _("The code is deleted; nobody had used it."))
    return redirect("codes", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def back(request: ShopRequest, code_uid: UUID, use_uid: UUID) -> HttpResponse:
    """Give one use back by hand."""
    if give_use_back(request.shop, code_uid, use_uid) is None:
        raise Http404
    messages.success(request, _("The use is given back."))
    return _back_to(request, code_uid)


def _back_to(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    return redirect("code", slug=request.shop.slug, code_uid=code_uid)
