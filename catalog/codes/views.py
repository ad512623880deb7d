"""Doors of codes that read: the list, one code with its uses, the sheet to print, the QR code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.codes.asked import codes_asked, lines, uses_asked
from catalog.codes.figures import Brought, brought, use_rows
from catalog.codes.forms import CodeForm, NewCodesForm, initial_of
from catalog.codes.links import FROM_PAPER, keyword_of, public_link, whatsapp_link
from catalog.codes.lists import codes_sheet, codes_table, uses_sheet, uses_table
from catalog.codes.models import PlaylistCode
from catalog.codes.panels import figures, sentence
from catalog.codes.selectors import code_by_uid
from catalog.codes.words import closed_words, discount_words, rules_of, state_badge, state_of
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.channels import channel_name
from shop_ai.lib.qr import qr_svg
from shop_ai.lib.sheet import sheet_response


def found_code(request: ShopRequest, code_uid: UUID) -> PlaylistCode:
    code = code_by_uid(request.shop.id, code_uid)
    if code is None:
        raise Http404
    return code


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """The shop's codes with what each brought, and the form that makes new ones."""
    return list_page(request, NewCodesForm(shop=request.shop))


def list_page(request: ShopRequest, form: NewCodesForm, status: int = 200) -> HttpResponse:
    asked = codes_asked(request.GET)
    table = codes_table(request.shop, lines(request.shop, asked, today_of(request)), asked)
    return render(request, "codes/index.html", {"table": table, "form": form}, status=status)


@require_safe
@shop_page(role=Role.VIEWER)
def codes_csv(request: ShopRequest) -> HttpResponse:
    found = lines(request.shop, codes_asked(request.GET), today_of(request))
    header, rows = codes_sheet(request.shop, found)
    return sheet_response(f"{request.shop.slug}-{_('codes')}", header, rows, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def code(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    """One code: what it brought, what to share, and its uses."""
    found, shop, today = found_code(request, code_uid), request.shop, today_of(request)
    did = brought(shop, today, code_id=found.pk).get(found.pk, Brought())
    asked = uses_asked(request.GET)
    rows = use_rows(shop, today, found.pk, only=asked.only)
    context = shared(request, found) | {
        "loose": [row for row in rows if row.state == "counted" and row.order_uid is None][:20],
        "figures": figures(shop, found, did),
        "sentence": sentence(found, did),
        "table": uses_table(shop, found, rows, asked),
    }
    return render(request, "codes/code.html", context)


def shared(request: ShopRequest, found: PlaylistCode) -> dict[str, Any]:
    """What the pages of one code have in common."""
    shop, state = request.shop, state_of(found, today_of(request))
    return {
        "code": found,
        "badge": state_badge(state),
        "closed": closed_words(state),
        "gives": discount_words(found, shop.currency),
        "rules": rules_of(found, shop.currency),
        "keyword": keyword_of(found),
        "link": public_link(found),
        "whatsapp": whatsapp_link(shop, found),
        "channel": channel_name(found.channel),
        "picture": mark_safe(qr_svg(public_link(found, via=FROM_PAPER))),  # drawn here from our address
        "trail": [(_("Playlist codes"), reverse("codes", kwargs={"slug": shop.slug}))],
    }


@require_safe
@shop_page(role=Role.VIEWER)
def uses_csv(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    found = found_code(request, code_uid)
    rows = use_rows(request.shop, today_of(request), found.pk, only=uses_asked(request.GET).only)
    header, cells = uses_sheet(rows)
    name = f"{request.shop.slug}-{found.link}"
    return sheet_response(name, header, cells, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def sheet(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    """A sheet to print: one large, or eight to cut out for the parcels."""
    found = found_code(request, code_uid)
    is_small = request.GET.get("size") == "small"
    context = shared(request, found) | {"copies": range(8 if is_small else 1), "is_small": is_small}
    return render(request, "codes/print.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def qr(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    """The QR code alone, as a picture for a poster made elsewhere."""
    found = found_code(request, code_uid)
    drawn = qr_svg(public_link(found, via=FROM_PAPER))
    picture = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{found.link}.svg"'
    return response


@require_safe
@shop_page(role=Role.MANAGER)
def edit(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    found = found_code(request, code_uid)
    return edit_page(request, found, CodeForm(shop=request.shop, initial=initial_of(found)))


def edit_page(request: ShopRequest, found: PlaylistCode, form: CodeForm, status: int = 200) -> HttpResponse:
    here = reverse("code", kwargs={"slug": request.shop.slug, "code_uid": found.uid})
    trail = [(_("Playlist codes"), reverse("codes", kwargs={"slug": request.shop.slug})), (found.code, here)]
    return render(request, "codes/edit.html", {"code": found, "form": form, "trail": trail}, status=status)
