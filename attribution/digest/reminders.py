"""The letter of a day with posts: what to post, when and where, with the text ready to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from attribution.digest.automations import WEEKLY_DIGEST
from attribution.digest.letter import Letter, absolute, frame, letter_of
from attribution.digest.selectors import Recipient, recipients
from attribution.digest.services import deliver, mail_of
from attribution.digest.tokens import REMINDERS, Ending, ending_url
from catalog.series.models import SentReminder
from catalog.series.reminders import claim_reminder, posts_to_remind_of, reminded
from catalog.series.selectors import Due
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.channels import channel_name
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.switches import is_on


def send_due_reminders(shop_id: int, now: datetime) -> int:
    """Remind those who want it of the day's posts; each gets one letter a day. Returns how many letters went out."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        if not is_on(WEEKLY_DIGEST.code):
            return 0
    today = local_day(now, shop.zone)
    posts = posts_to_remind_of(shop.id, today)
    if not posts:
        return 0
    have = reminded(shop.id, today)
    waiting = [one for one in recipients(shop.id) if one.reminders and one.membership_id not in have]
    return sum(_send(shop, one, posts, now) for one in waiting)


def _send(shop: ShopContext, recipient: Recipient, posts: Sequence[Due], now: datetime) -> int:
    ending = ending_url(Ending(shop.id, recipient.membership_id, REMINDERS))
    letter = reminder_letter(shop, posts, language=recipient.language, name=recipient.name, stop_url=ending)
    claimed = claim_reminder(
        shop.id,
        recipient.membership_id,
        local_day(now, shop.zone),
        language=letter.language,
        subject=letter.subject,
        posts=len(posts),
        now=now,
    )
    if claimed is None:
        return 0
    return deliver(shop.id, SentReminder, claimed.pk, mail_of(recipient.email, letter, ending, claimed.uid))


def reminder_letter(
    shop: ShopContext, posts: Sequence[Due], *, language: str, name: str, stop_url: str
) -> Letter:
    """The posts of a day in one language; captions stay in the language that they were written in."""
    with translation.override(language):
        due = sum(not one.is_late for one in posts)
        subject = ngettext("%(shop)s: %(n)s post for today", "%(shop)s: %(n)s posts for today", due)
        subject %= {"shop": shop.name, "n": due}
        context = {
            **frame(shop, language, name, stop_url),
            "title": subject,
            "posts": [_told(shop, one) for one in posts],
            "page_url": absolute(reverse("series", kwargs={"slug": shop.slug})),
        }
        return letter_of("digest/reminder", subject, context, language)


def _told(shop: ShopContext, due: Due) -> dict[str, object]:
    post = due.post
    page = reverse("series-one", kwargs={"slug": shop.slug, "series": post.series.uid})
    return {
        "at": f"{post.due_at:%H:%M}",
        "day": post.due_on,
        "is_late": due.is_late,
        "channel": channel_name(post.channel),
        "role": post.get_role_display(),
        "series": post.series.title,
        "product": post.product.title if post.product else "",
        "caption": post.caption,
        "language": post.series.language,
        "is_rtl": post.series.language == "ar",
        "url": absolute(f"{page}#post-{post.position}"),
    }
