"""``/t/<slug>/consent``: each use of data with its words, and yes or no with one press, by a link of one's own.

A customer comes by a signed link that the shop sends or prints; a visitor by the lasting id of their browser, which the
shop's page puts into the address. Without either the page explains and leads to where a link is asked for.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalog.customers.models import Customer
from catalog.limits.services import address_of, count_use
from catalog.shops.context import ShopContext
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide_shown
from signals.consent.subjects import consent_name
from signals.ingest.choices import Unclear, visitor_of
from transparency.benefits.selectors import benefit_for
from transparency.rights.acts import choose
from transparency.rights.choices import FOR_CUSTOMERS, FOR_VISITORS, choices_of, chosen_of
from transparency.rights.public import public_page

SALT: Final = "consent-link"
LINK_DAYS: Final = 400
PER_ADDRESS: Final = Limit("consent-page", 60, 3600)


@dataclass(frozen=True, slots=True)
class Who:
    """Who chooses: ``name`` as the register of consents calls them; ``token`` is what the address carries."""

    name: str = ""
    token: str = ""
    customer: Customer | None = None

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        return FOR_CUSTOMERS if self.customer else FOR_VISITORS


def consent_url(shop: ShopContext, customer: uuid.UUID) -> str:
    """The customer's own address of the page; it opens choices and nothing else, so it may stand in every message."""
    token = signing.dumps({"s": shop.id, "c": customer.hex}, salt=SALT)
    path = reverse("public-consent", kwargs={"slug": shop.slug})
    return f"{str(settings.PUBLIC_URL).rstrip('/')}{path}?{urlencode({'c': token})}"


def _customer(shop: ShopContext, token: str) -> Customer | None:
    try:
        said = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 86_400)
        uid = uuid.UUID(said["c"]) if said["s"] == shop.id else None
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None
    with shop_scope(shop.id):
        found: Customer | None = Customer.objects.filter(uid=uid, erased_at=None).first() if uid else None
    return found


def who_of(request: HttpRequest, shop: ShopContext) -> Who:
    """Whom the address names; nobody for a forged, old or missing link."""
    token = request.GET.get("c", "")
    if token:
        customer = _customer(shop, token)
        return Who(consent_name(customer.uid), urlencode({"c": token}), customer) if customer else Who()
    try:
        visitor = visitor_of(request.GET.get("visitor"))
    except Unclear:
        return Who()
    return Who(visitor, urlencode({"visitor": visitor}))


# The link itself says who chooses: a foreign page that had it could as well open it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def consent_page(request: HttpRequest, shop: ShopContext) -> HttpResponse:
    who = who_of(request, shop)
    if (
        request.method == "POST"
        and who.name
        and count_use(PER_ADDRESS, shop.id, address_of(request)).is_allowed
    ):
        _note(request, shop, who)
        path = reverse("public-consent", kwargs={"slug": shop.slug})
        return redirect(f"{path}?{who.token}&saved=1")
    language = (translation.get_language() or shop.language)[:2]
    with shop_scope(shop.id):
        context = {
            "shop": shop,
            "who": who,
            "language": language,
            "choices": choices_of(shop.id, who.name, who.purposes, language),
            "benefit": benefit_for(shop, who.customer) if who.customer else None,
            "is_saved": "saved" in request.GET,
            "refuses": _refuses(request),
        }
        return render(request, "rights/consent.html", context)


def _refuses(request: HttpRequest) -> bool:
    return request.META.get("HTTP_SEC_GPC") == "1" or request.META.get("HTTP_DNT") == "1"


def _note(request: HttpRequest, shop: ShopContext, who: Who) -> None:
    """A visitor's browser that asks not to be tracked can only say no here; a customer's own link says who it is."""
    chosen = chosen_of(request.POST, who.purposes)
    if who.customer is None and _refuses(request):
        chosen = {purpose: agrees for purpose, agrees in chosen.items() if not agrees}
    language = (translation.get_language() or shop.language)[:2]
    if who.customer is not None:
        choose(shop, who.customer, chosen, language=language, door="page")
    else:
        decide_shown(shop.id, who.name, chosen, door="page", language=language)
