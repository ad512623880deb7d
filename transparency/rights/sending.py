"""Bringing the link to the customer: by e-mail where the instance can send, else as a message that the owner sends."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.customers.naming import whatsapp_url
from catalog.customers.personal import open_personal
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from transparency.rights.links import make_link
from transparency.rights.models import RequestState, RightsRequest

# Backends that bring nothing to anybody.
SILENT = frozenset({"filebased", "dummy", "console"})


def can_mail() -> bool:
    """Whether letters of this instance reach people."""
    return str(settings.EMAIL_BACKEND).split(".")[-2] not in SILENT


def mail_link(shop: ShopContext, request: RightsRequest, email: str, *, by: str = "machine") -> None:
    """Make a link and mail it. When the mail server fails, the error leaves: the job is tried again with a new link."""
    if request.customer_id is None:
        return
    link = make_link(shop, request.customer_id, sent_by="email", made_by=by, request=request)
    language = request.language or shop.language
    with translation.override(language):
        context = {
            "shop": shop,
            "link": link,
            "language": language,
            "is_rtl": translation.get_language_bidi(),
        }
        subject = " ".join((_("%(shop)s: the page of your data") % {"shop": shop.name}).split())
        mail = EmailMultiAlternatives(
            subject,
            render_to_string("rights/letter.txt", context),
            None,
            [email],
            headers=_headers(request, language),
        )
        mail.attach_alternative(render_to_string("rights/letter.html", context), "text/html")
    mail.send()
    note_sent(shop.id, request, "email")


def _headers(request: RightsRequest, language: str) -> dict[str, str]:
    host = urlsplit(str(settings.PUBLIC_URL)).hostname or "localhost"
    return {
        "Message-ID": f"<rights-{request.uid.hex}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }


def whatsapp_link(shop: ShopContext, request: RightsRequest, *, by: str) -> str:
    """Make a link and answer the address that opens WhatsApp with the message; empty without a phone."""
    if request.customer is None:
        return ""
    with shop_scope(shop.id):
        phone = open_personal(current_seal(), request.customer).phone
        if not phone:
            return ""
        link = make_link(shop, request.customer.pk, sent_by="whatsapp", made_by=by, request=request)
        note_sent(shop.id, request, "whatsapp")
    language = request.language or request.customer.language or shop.language
    return f"{whatsapp_url(phone)}?text={quote(message_of(shop, link, language))}"


def message_of(shop: ShopContext, link: str, language: str) -> str:
    """The message with the link, in the customer's language."""
    with translation.override(language):
        values: dict[str, Any] = {"shop": shop.name, "link": link}
        return (
            _(
                "Hello, you asked %(shop)s for the page of your data. It opens once, within 30 minutes:\n%(link)s\n"
                "You did not ask? Then do nothing."
            )
            % values
        )


def note_sent(shop_id: int, request: RightsRequest, door: str) -> None:
    """The link is on its way: the law's days stand still."""
    with shop_scope(shop_id):
        open_ones = RightsRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
        open_ones.update(state=RequestState.SENT, done=request.done | {"sent_by": door})
