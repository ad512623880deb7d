"""The letter with the link for a new password."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from catalog.people.models import User
from catalog.people.services import note


def reset_link(user: User) -> str:
    """A signed address that works once: it dies with the password it replaces, and after an hour."""
    number = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse(
        "password-renew", kwargs={"number": number, "token": default_token_generator.make_token(user)}
    )
    return str(settings.PUBLIC_URL).rstrip("/") + path


def send_reset_link(user_id: int) -> None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    with translation.override(user.language):
        body = render_to_string("login/reset_mail.txt", {"link": reset_link(user), "name": user.name})
        send_mail(_("A new password"), body, None, [user.email])
    note("password_reset_asked", user)
