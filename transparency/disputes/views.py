"""Doors of dispute files: the list, filing one, and the file on paper, as a sheet and as data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.history.words import authors
from catalog.orders.models import Order
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.languages import reader_language
from shop_ai.lib.listing import page_of
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from transparency.disputes.services import (
    DisputeFile,
    dispute_file,
    file_dispute,
    filed_disputes,
    number_of,
)
from transparency.disputes.showing import sections_of, sheet_of


@require_safe
@shop_page(role=Role.AGENT)
def disputes(request: ShopRequest) -> HttpResponse:
    """The files that were made, the newest first."""
    return render(request, "disputes/disputes.html", {"table": _table(request)})


def _table(request: ShopRequest) -> Table:
    filed = filed_disputes(request.shop.id)
    pages = Pages(min(page_of(request.GET), max(1, -(-len(filed) // PER_PAGE))), len(filed))
    first = (pages.page - 1) * PER_PAGE
    shown = filed[first : first + PER_PAGE]
    of = {UUID(one.inputs["order"]): one for one in shown if one.inputs}
    with shop_scope(request.shop.id):
        numbers = dict(Order.objects.filter(uid__in=of).values_list("uid", "number"))
        who = authors({one.actor for one in shown})
    return Table(
        key="disputes",
        title=_("Dispute files"),
        columns=(
            Column("number", _("File"), "code"),
            Column("order", _("Order"), "code"),
            Column("at", _("Made"), "moment"),
            Column("by", _("By")),
        ),
        rows=tuple(
            Row(
                (
                    number_of(one),
                    numbers.get(UUID(one.inputs["order"])) or one.inputs["order"][:8] if one.inputs else None,
                    one.at,
                    who[one.actor],
                ),
                url=reverse("dispute", kwargs={"slug": request.shop.slug, "uid": one.uid})
                if one.inputs
                else "",
            )
            for one in shown
        ),
        pages=pages,
        empty=Empty(
            title=_("No dispute file yet"),
            text=_(
                "Open an order and press “Dispute file”: everything about it comes together, ready to print."
            ),
            url=reverse("orders", kwargs={"slug": request.shop.slug}),
            action=_("Orders"),
        ),
    )


@require_POST
@shop_page(role=Role.AGENT)
def file(request: ShopRequest, order: UUID) -> HttpResponse:
    """One click on an order: the file is made, signed, numbered, and opened."""
    filed = file_dispute(request.shop, order, by=f"user:{request.user.pk}")
    if filed is None:
        raise Http404
    entry, is_new = filed
    if is_new:
        messages.success(request, _("The file is made and signed. Print it, or save it as a PDF."))
    else:
        messages.info(request, _("Nothing has changed since this file was made: no new one is needed."))
    return redirect("dispute", slug=request.shop.slug, uid=entry.uid)


@require_safe
@shop_page(role=Role.AGENT)
def dispute(request: ShopRequest, uid: UUID) -> HttpResponse:
    """The file on paper, in the reader's choice of three languages (``?lang=``)."""
    found = _found(request, uid)
    language = reader_language(request, translation.get_language() or request.shop.language)
    with translation.override(language):
        context = {
            "file": found,
            "sections": sections_of(request.shop, found),
            "language": language,
            "who": authors({found.entry.actor})[found.entry.actor],
            "trail": [(_("Dispute files"), reverse("disputes", kwargs={"slug": request.shop.slug}))],
        }
        return render(request, "disputes/dispute.html", context)


@require_safe
@shop_page(role=Role.AGENT)
def dispute_csv(request: ShopRequest, uid: UUID) -> HttpResponse:
    found = _found(request, uid)
    with translation.override(reader_language(request, translation.get_language() or "fr")):
        header, rows = sheet_of(sections_of(request.shop, found))
        return sheet_response(f"{request.shop.slug}-{found.number}", header, rows, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.AGENT)
def dispute_json(request: ShopRequest, uid: UUID) -> HttpResponse:
    """The file as data, with everything that is needed to check its fingerprints."""
    found = _found(request, uid)
    response = JsonResponse(_document(request, found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{request.shop.slug}-{found.number}.json"'
    return response


def _document(request: ShopRequest, found: DisputeFile) -> dict[str, Any]:
    return {
        "number": found.number,
        "shop": request.shop.slug,
        "filed_at": found.filed_at.isoformat(),
        "seal": found.seal,
        "fingerprints": "sha256(seal \\n section \\n canonical JSON of {rows})",
        "log": {
            "sequence": found.entry.sequence,
            "hash": found.entry.hash,
            "prev_hash": found.entry.prev_hash,
        },
        "changed_since_filing": found.changed,
        "sections": [
            {"section": name, "fingerprint": found.fingerprints[name], "rows": rows}
            for name, rows in found.sections.items()
        ],
    }


def _found(request: ShopRequest, uid: UUID) -> DisputeFile:
    found = dispute_file(request.shop, uid)
    if found is None:
        raise Http404
    return found
