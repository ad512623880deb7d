"""Letters of cases: to the team when one is late, to the customer when there is an answer. No words of the case in them."""

from __future__ import annotations

import uuid
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.outbox.services import enqueue
from catalog.people.models import Membership, Role
from catalog.shops.directory import shop_by_id
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.links import case_url, language_of_pages
from transparency.cases.models import Case, State
from transparency.cases.personal import open_asker

LATE_LETTER: Final = "case_late_letter"
ANSWER_LETTER: Final = "case_answer_letter"
ANSWERING: Final = (Role.OWNER, Role.MANAGER, Role.AGENT)


def ask_for_late_letter(case: Case) -> None:
    """Once for each time the case fell late; in the scope and transaction of the caller."""
    key = f"{case.uid.hex}:{case.due_at:%Y%m%d%H%M%S}"
    enqueue(kind=LATE_LETTER, payload={"case": case.uid.hex}, unique_key=key)


def ask_for_answer_letter(case: Case, entry: uuid.UUID) -> None:
    """Once an answer; only where the customer left an address and mail is set up."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return
    if open_asker(current_seal(), case).email:
        enqueue(kind=ANSWER_LETTER, payload={"case": case.uid.hex}, unique_key=entry.hex)


def send_late_letter(shop_id: int, case_hex: str) -> int:
    """Tell who answers the case, or everybody who may when nobody was named; returns how many were told."""
    shop = shop_by_id(shop_id)
    with shop_scope(shop_id):
        case = Case.objects.filter(uid=uuid.UUID(case_hex), state=State.NEW).first()
        members = _told(case) if case is not None else []
    if shop is None or case is None:
        return 0
    for member in members:
        with translation.override(member.user.language):
            path = reverse("case", kwargs={"slug": shop.slug, "uid": case.uid})
            context = {
                "shop": shop,
                "name": member.user.name,
                "case": case,
                "link": str(settings.PUBLIC_URL).rstrip("/") + path,
            }
            title = _("Case %(number)s waits longer than announced") % {"number": case.number}
            body = render_to_string("cases/late_mail.txt", context)
            _send(title, body, to=member.user.email, key=f"{case.uid.hex}.{member.pk}")
    return len(members)


def _told(case: Case) -> list[Membership]:
    members = Membership.objects.filter(is_active=True, user__is_active=True).select_related("user")
    named = members.filter(pk=case.assignee_id) if case.assignee_id else members.none()
    return list(named) or list(members.filter(role__in=ANSWERING).order_by("pk"))


def send_answer_letter(shop_id: int, case_hex: str) -> bool:
    """Tell the customer that there is an answer, with the link to it; False when there is nobody to tell."""
    shop = shop_by_id(shop_id)
    with shop_scope(shop_id):
        case = Case.objects.filter(uid=uuid.UUID(case_hex)).first()
        asker = open_asker(current_seal(), case) if case is not None else None
    if shop is None or case is None or asker is None or not asker.email:
        return False
    with translation.override(language_of_pages(shop, case)):
        context = {"shop": shop, "name": asker.name, "case": case, "link": case_url(shop, case)}
        title = _("%(shop)s has answered you") % {"shop": shop.name}
        body = render_to_string("cases/answer_mail.txt", context)
        _send(title, body, to=asker.email, key=f"{case.uid.hex}.{int(case.updated_at.timestamp())}")
    return True


def _send(title: str, body: str, *, to: str, key: str) -> None:
    """The same letter has the same Message-ID, so that a mailbox shows one that was sent twice once."""
    host = urlsplit(str(settings.PUBLIC_URL)).hostname or "localhost"
    headers = {"Message-ID": f"<case.{key}@{host}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(title, body, None, [to], headers=headers).send()
