"""Doors of the landing page editor: the form beside the page as customers will see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.codes.links import public_link
from catalog.codes.models import PlaylistCode
from catalog.codes.views import found_code
from catalog.codes.words import closed_words, discount_words, state_of
from catalog.landing.forms import LandingForm, initial_of
from catalog.landing.models import LandingPage, Template
from catalog.landing.public import shown
from catalog.landing.selectors import landing_of, own_skus
from catalog.landing.services import write_landing
from catalog.landing.showing import Page, default_page, page_of
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.refusals import Invalid


def _stored(request: ShopRequest, code: PlaylistCode) -> LandingPage:
    return landing_of(request.shop.id, code) or default_page(request.shop, code)


def _preview(request: ShopRequest, code: PlaylistCode, landing: LandingPage) -> Page:
    """What stands beside the form, in the page's own language."""
    language = landing.language or request.shop.language
    with translation.override(language):
        return page_of(request.shop, code, landing, today_of(request), language)


def _form(request: ShopRequest, code: PlaylistCode, landing: LandingPage, data: Any = None) -> LandingForm:
    asked = request.GET.get("template", "")
    template = asked if asked in Template.values else landing.template
    initial = initial_of(landing, own_skus(request.shop.id, landing if landing.pk else None))
    title = code.playlist.title if code.playlist_id and code.playlist else code.campaign or request.shop.name
    return LandingForm(
        data,
        initial=initial | {"template": template},
        template=template,
        gives=discount_words(code, request.shop.currency),
        title=title,
    )


def _page(
    request: ShopRequest, code: PlaylistCode, landing: LandingPage, form: LandingForm, status: int = 200
) -> HttpResponse:
    slug = request.shop.slug
    context = {
        "code": code,
        "landing": landing,
        "closed": closed_words(state_of(code, today_of(request))),
        "form": form,
        "link": public_link(code),
        "page": _preview(request, code, landing),
        "trail": [
            (_("Playlist codes"), reverse("codes", kwargs={"slug": slug})),
            (code.code, reverse("code", kwargs={"slug": slug, "code_uid": code.uid})),
        ],
    }
    return render(request, "landing/editor.html", context, status=status)


@require_safe
@shop_page(role=Role.VIEWER)
def editor(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    code = found_code(request, code_uid)
    landing = _stored(request, code)
    return _page(request, code, landing, _form(request, code, landing))


@require_POST
@shop_page(role=Role.MANAGER)
def save(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    """Keep the page; a bad field comes back with its error and nothing lost."""
    code = found_code(request, code_uid)
    landing = _stored(request, code)
    form = _form(request, code, landing, request.POST)
    if form.is_valid():
        try:
            write_landing(request.shop.id, code, **form.values())
        except Invalid as refused:
            form.add_error("skus", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("landing", slug=request.shop.slug, code_uid=code_uid)
    return _page(request, code, landing, form, status=422)


@require_safe
@shop_page(role=Role.VIEWER)
def preview(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    """The page as customers will see it, also before it is shown."""
    code = found_code(request, code_uid)
    return shown(request, request.shop, code, _stored(request, code), is_preview=True)
