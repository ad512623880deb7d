"""Doors of ready answers and of what the owner sets."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.conversations.acts import archive_script, put_script
from catalog.conversations.forms import ScriptForm, SettingsForm
from catalog.conversations.page import tabs_of
from catalog.conversations.selectors import script_by_uid, scripts
from catalog.conversations.settings import change_settings, settings_of
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.refusals import Conflict


@require_safe
@shop_page(role=Role.VIEWER)
def script_list(request: ShopRequest) -> HttpResponse:
    """The shop's ready answers; their figures stand on the first tab."""
    context = {
        "scripts": scripts(request.shop.id, archived=None),
        "tabs": tabs_of(request.shop, "reply-scripts"),
        "may_change": has_role(request.shop.role, Role.AGENT),
    }
    return render(request, "conversations/scripts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.AGENT)
def new_script(request: ShopRequest) -> HttpResponse:
    return _script_page(request, None, ScriptForm(request.POST or None))


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.AGENT)
def script(request: ShopRequest, script: uuid.UUID) -> HttpResponse:
    found = script_by_uid(request.shop.id, script)
    if found is None:
        raise Http404
    initial = {name: getattr(found, name) for name in ("title", "text", "channel", "language")}
    return _script_page(request, script, ScriptForm(request.POST or None, initial=initial))


def _script_page(request: ShopRequest, uid: uuid.UUID | None, form: ScriptForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            put_script(request.shop.id, uid, **form.cleaned_data)
        except Conflict as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, _("The answer is kept."))
            return redirect("reply-scripts", slug=request.shop.slug)
    trail = [(_("Ready answers"), reverse("reply-scripts", kwargs={"slug": request.shop.slug}))]
    context = {"form": form, "script": script_by_uid(request.shop.id, uid) if uid else None, "trail": trail}
    return render(request, "conversations/script.html", context, status=422 if form.errors else 200)


@require_POST
@shop_page(role=Role.AGENT)
def put_script_away(request: ShopRequest, script: uuid.UUID) -> HttpResponse:
    """Put an answer away, or take it back; its figures stay."""
    archived = request.POST.get("action") != "restore"
    if not archive_script(request.shop.id, script, archived=archived):
        raise Http404
    return redirect("reply-scripts", slug=request.shop.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def settings(request: ShopRequest) -> HttpResponse:
    known = settings_of(request.shop.id)
    initial = {"keep_days": known.keep_days, "extra_words": "\n".join(known.extra_words)}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_settings(request.shop.id, keep_days=form.cleaned_data["keep_days"], extra_words=form.words())
        messages.success(request, _("Saved."))
        return redirect("conversation-settings", slug=request.shop.slug)
    context = {"form": form, "tabs": tabs_of(request.shop, "conversation-settings")}
    return render(request, "conversations/settings.html", context, status=422 if form.errors else 200)
