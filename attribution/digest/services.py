"""Sending letters, each once, and keeping what members choose."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone

from attribution.alerts.selectors import alerts_between, alerts_made_on
from attribution.digest.automations import WEEKLY_DIGEST
from attribution.digest.compute import Change
from attribution.digest.letter import Letter, Week, alerts_letter, digest_letter, week_of
from attribution.digest.models import LetterChoice, LetterKind, SentLetter
from attribution.digest.selectors import Recipient, due_week, recipients
from attribution.digest.tokens import Ending, ending_url
from catalog.series.reminders import choose_reminders
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import ShopModel, shop_scope
from transparency.ledger.models import Decision
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

log = logging.getLogger(__name__)
VERSION: Final = "digest-1"
MAX_ATTEMPTS: Final = 5
# Longer than a task may run: whoever claimed a letter before that is no longer alive.
CLAIM_HOLDS: Final = timedelta(minutes=15)

# One row a letter. It is taken again only when its worker failed or died, under the same uid and so the same
# Message-ID: should the worker have died between the server's word and ours, mailboxes see the same letter.
CLAIM: Final = """
INSERT INTO attribution_sentletter
    (shop_id, uid, membership_id, kind, key, language, subject, attempts, claimed_at, failure)
VALUES (%(shop)s, %(uid)s, %(membership)s, %(kind)s, %(key)s, %(language)s, %(subject)s, 1, %(now)s, '')
ON CONFLICT (shop_id, membership_id, kind, key) DO UPDATE
SET attempts = attribution_sentletter.attempts + 1, claimed_at = excluded.claimed_at, failure = ''
WHERE attribution_sentletter.sent_at IS NULL AND attribution_sentletter.attempts < %(most)s
  AND (attribution_sentletter.failure <> '' OR attribution_sentletter.claimed_at < %(dead)s)
RETURNING id, uid
"""

Write = Callable[[Recipient, str], Letter]


def send_due_letters(shop_id: int, now: datetime) -> int:
    """Send what is due in the shop and return how many letters went out. Safe to run twice, also at once."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        if not is_on(WEEKLY_DIGEST.code):
            return 0
    return _send_week(shop, now) + _send_alerts(shop, now)


def _send_week(shop: ShopContext, now: datetime) -> int:
    week = due_week(shop.id, now, shop.zone)
    if week is None:
        return 0
    monday = week.end + timedelta(days=1)
    waiting = _waiting(shop.id, LetterKind.WEEKLY, monday)
    if not waiting:
        return 0
    with shop_scope(shop.id):
        data = week_of(shop, week, alerts_between(shop.id, week))
        _note_week(data, len(waiting))

    def write(recipient: Recipient, stop_url: str) -> Letter:
        return digest_letter(data, language=recipient.language, name=recipient.name, stop_url=stop_url)

    return _send_all(shop, waiting, LetterKind.WEEKLY, monday, write)


def _send_alerts(shop: ShopContext, now: datetime) -> int:
    night = last_complete_day(now, shop.zone)
    waiting = _waiting(shop.id, LetterKind.ALERTS, night)
    if not waiting:
        return 0
    found = alerts_made_on(shop.id, night)
    if not found:
        return 0

    def write(recipient: Recipient, stop_url: str) -> Letter:
        return alerts_letter(shop, found, language=recipient.language, name=recipient.name, stop_url=stop_url)

    return _send_all(shop, waiting, LetterKind.ALERTS, night, write)


def _waiting(shop_id: int, kind: LetterKind, key: date) -> list[Recipient]:
    """Those who want this letter and do not have it."""
    wanting = [one for one in recipients(shop_id) if one.wants(kind)]
    if not wanting:
        return []
    with shop_scope(shop_id):
        sent = SentLetter.objects.filter(kind=kind, key=key, sent_at__isnull=False)
        have = set(sent.values_list("membership_id", flat=True))
    return [one for one in wanting if one.membership_id not in have]


def _send_all(shop: ShopContext, waiting: list[Recipient], kind: LetterKind, key: date, write: Write) -> int:
    sent = 0
    for recipient in waiting:
        ending = ending_url(Ending(shop.id, recipient.membership_id, kind))
        with shop_scope(shop.id):
            letter = write(recipient, ending)
            claim = _claim(shop.id, recipient, kind, key, letter)
        if claim is not None:
            mail = mail_of(recipient.email, letter, ending, claim[1])
            sent += deliver(shop.id, SentLetter, claim[0], mail)
    return sent


def _claim(
    shop_id: int, recipient: Recipient, kind: LetterKind, key: date, letter: Letter
) -> tuple[int, uuid.UUID] | None:
    now = timezone.now()
    values: dict[str, Any] = {
        "shop": shop_id,
        "uid": uuid.uuid4(),
        "membership": recipient.membership_id,
        "kind": kind.value,
        "key": key,
        "language": letter.language,
        "subject": letter.subject[:200],
        "now": now,
        "most": MAX_ATTEMPTS,
        "dead": now - CLAIM_HOLDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def deliver(shop_id: int, letters: type[ShopModel], pk: int, mail: EmailMultiAlternatives) -> int:
    """Hand the letter to the mail server and note in its row what came of it; 1 when it was taken.

    Outside any transaction. ``letters`` is the table of the row: it has ``sent_at`` and ``failure``.
    """
    try:
        mail.send()
    except Exception as error:  # noqa: BLE001  # a mail server may fail in any way; the next tick tries again
        log.warning("letter %s was not taken: %s", pk, type(error).__name__)
        with shop_scope(shop_id):
            letters.objects.filter(pk=pk).update(failure=type(error).__name__)
        return 0
    with shop_scope(shop_id):
        letters.objects.filter(pk=pk).update(sent_at=timezone.now(), failure="")
    return 1


def mail_of(email: str, letter: Letter, ending: str, uid: uuid.UUID) -> EmailMultiAlternatives:
    """The message: text, HTML, and the headers that let a mailbox end the letters with one click (RFC 8058)."""
    host = urlsplit(str(settings.PUBLIC_URL)).hostname or "localhost"
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        None,
        [email],
        headers={
            "Message-ID": f"<{uid.hex}@{host}>",
            "List-Unsubscribe": f"<{ending}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


def _note_week(data: Week, letters: int) -> None:
    """The ledger's row of a week, once: what was told, without whom it was told to."""
    subject = f"week {data.week.start}"
    if Decision.objects.filter(automation=WEEKLY_DIGEST.code, subject=subject).exists():
        return
    record_decision(
        automation=WEEKLY_DIGEST.code,
        subject=subject,
        version=VERSION,
        inputs={"week": data.week.start.isoformat(), "letters": letters},
        candidates=[_sums_of(data, "current"), _sums_of(data, "previous")],
        output=told(data.change),
        reason_code="digest_due",
    )


def _sums_of(data: Week, which: str) -> dict[str, str]:
    sums = getattr(data.data, which).sums
    names = ("delivered", "revenue_delivered", "refunds")
    return {name: str(getattr(sums, name)) for name in names}


def told(change: Change) -> dict[str, str]:
    """What the sentence says, as the ledger keeps it."""
    share = change.share.quantize(Decimal("0.0001"))
    return {"direction": change.direction, "cause": change.cause, "share": str(share)}


def choose_letters(
    shop_id: int, membership_id: int, *, weekly: bool, alerts: bool, reminders: bool | None = None
) -> None:
    """Keep which letters a member wants; ``reminders`` None leaves them as they are."""
    if reminders is not None:
        choose_reminders(shop_id, membership_id, is_wanted=reminders)
    with shop_scope(shop_id):
        LetterChoice.objects.update_or_create(
            shop_id=shop_id, membership_id=membership_id, defaults={"weekly": weekly, "alerts": alerts}
        )


def end_letters(ending: Ending, *, wanted: bool = False) -> bool:
    """End the letters of a link, or take that back; False when the member is gone."""
    with shop_scope(ending.shop_id):
        found = [one for one in recipients(ending.shop_id) if one.membership_id == ending.membership_id]
        if not found:
            return False
        values = {"weekly": found[0].weekly, "alerts": found[0].alerts} | {str(ending.kind): wanted}
        choose_letters(ending.shop_id, ending.membership_id, **values)
    return True
