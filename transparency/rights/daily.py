"""The daily look at requests: erasures that waited are carried out, what is nearly due is told, what is over is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from catalog.outbox.services import enqueue
from catalog.people.models import Membership, Role
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from transparency.benefits.services import review
from transparency.rights.acts import carry_out_erasure
from transparency.rights.compute import SOON
from transparency.rights.models import MyDataLink, RequestKind, RequestState, RightsRequest
from transparency.rights.services import MACHINE, close

REMIND: Final = "rights-reminder"
ANSWERING: Final = (Role.OWNER, Role.MANAGER)
LINKS_KEPT: Final = timedelta(days=400)


def look_after(shop: ShopContext, now: datetime) -> dict[str, int]:
    """Safe to run twice; returns how many of each."""
    today = local_day(now, shop.zone)
    review(shop)
    return {
        "erased": _erase_due(shop, today),
        "closed": _close_sent(shop, today),
        "reminded": _remind(shop, today),
        "forgotten": _forget(shop, now),
    }


def _erase_due(shop: ShopContext, today: date) -> int:
    """Erasures whose last order has arrived; on the last day also those that still wait."""
    with shop_scope(shop.id):
        waiting = RightsRequest.objects.filter(kind=RequestKind.ERASURE, state=RequestState.OPEN)
        rows = waiting.select_related("customer").select_for_update(no_key=True, of=("self",))
        return sum(carry_out_erasure(shop, row, by=MACHINE, waits=row.due_on > today) for row in rows)


def _close_sent(shop: ShopContext, today: date) -> int:
    """Links that nobody opened: the shop answered in time, and that is noted."""
    with shop_scope(shop.id):
        over = RightsRequest.objects.filter(state=RequestState.SENT, due_on__lt=today).select_related(
            "customer"
        )
        rows = list(over.select_for_update(no_key=True, of=("self",)))
        for row in rows:
            close(row, RequestState.DONE, by=MACHINE, done={"opened": False})
        return len(rows)


def _remind(shop: ShopContext, today: date) -> int:
    """A letter a day while something is due within three days or late."""
    with shop_scope(shop.id):
        due = RightsRequest.objects.filter(
            Q(reminded_on=None) | Q(reminded_on__lt=today),
            state=RequestState.OPEN,
            due_on__lte=today + timedelta(days=SOON),
        )
        reminded = int(due.update(reminded_on=today))
        if reminded:
            enqueue(kind=REMIND, payload={"day": today.isoformat()}, unique_key=today.isoformat())
        return reminded


def _forget(shop: ShopContext, now: datetime) -> int:
    """Links of more than 400 days ago: when a page was opened needs no longer proof."""
    with shop_scope(shop.id):
        gone, _kinds = MyDataLink.objects.filter(created_at__lt=now - LINKS_KEPT).delete()
        return int(gone)


def send_reminder(shop_id: int, day: str) -> int:
    """Tell owner and managers how many requests are nearly due; no word of whose. Returns how many were told."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        waiting = RightsRequest.objects.filter(state=RequestState.OPEN, reminded_on=day).order_by("due_on")
        rows = list(waiting.values_list("number", "due_on"))
        members = Membership.objects.filter(is_active=True, user__is_active=True, role__in=ANSWERING)
        told = list(members.select_related("user").order_by("pk")) if rows else []
    for member in told:
        with translation.override(member.user.language):
            _letter(shop, member, rows).send()
    return len(told)


def _letter(shop: ShopContext, member: Membership, rows: list[tuple[int, date]]) -> EmailMessage:
    n = len(rows)
    title = ngettext(
        "%(shop)s: %(n)s request about data is nearly due",
        "%(shop)s: %(n)s requests about data are nearly due",
        n,
    ) % {"shop": shop.name, "n": n}
    link = str(settings.PUBLIC_URL).rstrip("/") + reverse("rights", kwargs={"slug": shop.slug})
    context = {"shop": shop, "name": member.user.name, "rows": rows, "link": link}
    body = render_to_string("rights/reminder.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(title.split()), body, None, [member.user.email], headers=headers)
