"""The door of the sheet of a code's link."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.codes.views import found_code
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from signals.code_results.panels import days_sheet
from signals.code_results.selectors import conversion


@require_safe
@shop_page(role=Role.VIEWER)
def days_csv(request: ShopRequest, code_uid: UUID) -> HttpResponse:
    code = found_code(request, code_uid)
    header, lines = days_sheet(conversion(request.shop, code, today_of(request)))
    name = f"{request.shop.slug}-{code.link}-{_('visits')}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)
