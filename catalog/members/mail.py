"""The letter that invites somebody into a shop."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext


def invitation_link(token: str) -> str:
    return str(settings.PUBLIC_URL).rstrip("/") + reverse("invitation", kwargs={"token": token})


def send_invitation(shop: ShopContext, email: str, inviter: str, link: str) -> bool:
    """Send the link in the shop's language; False when the mail server does not take it."""
    with translation.override(shop.language):
        body = render_to_string(
            "members/invitation_mail.txt", {"shop": shop, "inviter": inviter, "link": link}
        )
        # One line, whatever the name holds: a header cannot hold more, and the mail would be refused.
        subject = " ".join((_("Join %(shop)s") % {"shop": shop.name}).split())
        try:
            return send_mail(subject, body, None, [email]) == 1
        except (OSError, smtplib.SMTPException):
            return False
