"""Doors of what the shop sets for cases: the delay, who answers, and replies to begin from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.refusals import Conflict
from transparency.cases.forms import SettingsForm, TemplateForm
from transparency.cases.page import tabs_of
from transparency.cases.replies import put_reply_away, replies, reply_of, write_reply
from transparency.cases.selectors import members
from transparency.cases.services import change_settings
from transparency.cases.times import settings_of
from transparency.cases.words import delay_words
from transparency.public_page.profile import contact_of


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def settings(request: ShopRequest) -> HttpResponse:
    """How fast, by whom, and whether letters go out."""
    shop = request.shop
    form = SettingsForm(request.POST or None, members=members(shop.id), chosen=settings_of(shop.id))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        change_settings(
            shop.id,
            answer_minutes=said["answer_minutes"],
            assignee=int(said["assignee"]) if said["assignee"] else None,
            has_letters=said["has_letters"],
        )
        messages.success(request, _("Saved."))
        return redirect("case-settings", slug=shop.slug)
    announced = contact_of(shop.public_profile).delay_minutes
    context = {
        "form": form,
        "tabs": tabs_of(shop, "case-settings"),
        "announced": delay_words(announced) if announced else "",
    }
    return render(request, "cases/settings.html", context, status=422 if form.errors else 200)


@require_safe
@shop_page(role=Role.VIEWER)
def reply_list(request: ShopRequest) -> HttpResponse:
    context = {
        "replies": replies(request.shop.id, archived=True),
        "tabs": tabs_of(request.shop, "case-replies"),
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "cases/replies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def reply_new(request: ShopRequest) -> HttpResponse:
    """A reply of the shop's own."""
    return _write(request, TemplateForm(request.POST or None, initial={"language": request.shop.language}))


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def reply_one(request: ShopRequest, reply_code: str, reply_language: str) -> HttpResponse:
    """Change a reply; the one that comes with the product stays beneath."""
    found = reply_of(request.shop.id, reply_code, reply_language)
    if found is None:
        raise Http404
    initial = {"title": found.title, "language": found.language, "text": found.text}
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["language"] = reply_language  # a reply stays in its language
    return _write(request, TemplateForm(data, initial=initial), code=reply_code)


def _write(request: ShopRequest, form: TemplateForm, code: str = "") -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            write_reply(request.shop.id, code, **said, by=f"user:{request.user.pk}")
        except Conflict as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("case-replies", slug=request.shop.slug)
    context = {"form": form, "code": code, "tabs": tabs_of(request.shop, "case-replies")}
    return render(request, "cases/reply.html", context, status=422 if form.errors else 200)


@require_POST
@shop_page(role=Role.MANAGER)
def reply_away(request: ShopRequest, reply_code: str, reply_language: str) -> HttpResponse:
    """Leave a reply out of the choice, or let it in again."""
    away = request.POST.get("action") == "away"
    if not put_reply_away(
        request.shop.id, reply_code, reply_language, away=away, by=f"user:{request.user.pk}"
    ):
        raise Http404
    messages.success(request, _("Saved."))
    return redirect("case-replies", slug=request.shop.slug)
