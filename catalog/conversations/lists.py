"""One page of conversations as a table, and all of them as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.conversations.asked import NOT_SAID, TalksAsked, matching
from catalog.conversations.incoming import Contact
from catalog.conversations.models import Conversation, LostReason, Origin, Outcome, QualifiedBy
from catalog.conversations.personal import open_contact
from catalog.conversations.selectors import places, scripts
from catalog.conversations.words import BUCKET_WORDS, TOPIC_WORDS
from catalog.customers.naming import code_of, may_see_people, shown_phone
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import Text
from shop_ai.lib.money import format_number
from shop_ai.lib.table import PER_PAGE, Badge, Channel, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

OUTCOME_BADGES: dict[str, Badge] = {
    Outcome.OPEN: Badge(Outcome.OPEN.label, "warn", "clock"),
    Outcome.ORDERED: Badge(Outcome.ORDERED.label, "good", "circle-check"),
    Outcome.LOST: Badge(Outcome.LOST.label, "bad", "x"),
}


def talks_table(shop: ShopContext, asked: TalksAsked) -> Table:
    """The page of conversations that was asked for, and the way to all of them as a sheet."""
    with shop_scope(shop.id):
        rows = matching(shop, asked)
        count = rows.count()
        pages = Pages(min(asked.page, max(1, -(-count // PER_PAGE))), count)
        first = (pages.page - 1) * PER_PAGE
        shown = list(rows[first : first + PER_PAGE])
        slug = {"slug": shop.slug}
        return Table(
            key="conversations",
            title=_("All conversations"),
            columns=_columns(),
            rows=_rows(shop, shown),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Name, phone or order number") if may_see_people(shop) else "",
            search_help=_("Whole names and whole phone numbers: both are sealed.")
            if may_see_people(shop)
            else "",
            search_url=reverse("conversations-search", kwargs=slug),
            filters=_filters(shop, asked),
            lead=ngettext("%(n)s conversation.", "%(n)s conversations.", count) % {"n": format_number(count)},
            csv_url=f"{reverse('conversations-csv', kwargs=slug)}?{asked.query}",
            empty=Empty(
                title=_("No conversation yet"),
                text=_("Bring in the export of a WhatsApp chat, or note the next question by hand."),
                url=reverse("conversation-imports", kwargs=slug),
                action=_("Import a WhatsApp chat"),
            ),
        )


def _columns() -> tuple[Column, ...]:
    return (
        Column("who", _("Who wrote")),
        Column("started", _("First message"), "moment", is_sortable=True),
        Column("place", _("Channel"), "channel"),
        Column("about", _("About")),
        Column("wait", _("First answer"), is_sortable=True),
        Column("outcome", _("Outcome"), "state"),
    )


def _filters(shop: ShopContext, asked: TalksAsked) -> tuple[Filter, ...]:
    channels = tuple((slug or NOT_SAID, channel_name(slug)) for slug in places(shop.id))
    answers = tuple((script.uid.hex, script.title) for script in scripts(shop.id, archived=None))
    reasons: tuple[tuple[str, Text], ...] = (
        *((reason.value, reason.label) for reason in LostReason),
        (NOT_SAID, _("No reason given")),
    )
    return (
        Filter("place", _("All channels"), channels, asked.place),
        Filter("origin", _("All origins"), tuple(Origin.choices), asked.origin),
        Filter("reply", _("Any first answer"), tuple(BUCKET_WORDS.items()), asked.reply),
        Filter(
            "qualified",
            _("About a purchase or not"),
            (("yes", _("About a purchase")), ("no", _("Not about a purchase"))),
            asked.qualified,
        ),
        Filter("outcome", _("All outcomes"), tuple(Outcome.choices), asked.outcome),
        Filter("reason", _("All reasons"), reasons, asked.reason),
        *([Filter("script", _("All answers used"), answers, asked.script)] if answers else []),
    )


def _rows(shop: ShopContext, talks: list[Conversation]) -> tuple[Row, ...]:
    seal = current_seal() if may_see_people(shop) else None
    return tuple(
        Row(
            cells=(
                caller(talk, open_contact(seal, talk) if seal else None),
                talk.started_at,
                Channel(talk.place, channel_name(talk.place)),
                topics_text(talk),
                wait_text(talk),
                OUTCOME_BADGES[talk.outcome],
            ),
            url=reverse("conversation", kwargs={"slug": shop.slug, "uid": talk.uid}),
        )
        for talk in talks
    )


def caller(talk: Conversation, contact: Contact | None) -> str:
    """The name, else the phone, else a code that says nothing; the code alone for who may not see people."""
    if contact is None:
        return code_of(talk.uid)
    return contact.name or shown_phone(contact.phone) or contact.external_id or code_of(talk.uid)


def topics_text(talk: Conversation) -> str | None:
    """What it is about in words, as a person or the rule judged it."""
    heard = ", ".join(str(TOPIC_WORDS[topic]) for topic in talk.topics if topic in TOPIC_WORDS)
    if talk.qualified_by == QualifiedBy.PERSON:
        return _("a purchase, says a person") if talk.is_qualified else _("no purchase, says a person")
    return heard or None


def wait_text(talk: Conversation) -> str:
    if talk.first_reply_at is None:
        return _("no answer yet")
    return duration_text(talk.first_reply_at - talk.started_at)


def duration_text(wait: timedelta) -> str:
    """In minutes up to two hours, in hours up to two days, else in days."""
    minutes = int(wait.total_seconds() // 60)
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": format_number(minutes)}
    if minutes < 2 * 24 * 60:
        hours = minutes // 60
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": format_number(hours)}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": format_number(days)}


def talks_sheet(shop: ShopContext, rows: QuerySet[Conversation]) -> tuple[list[str], Iterator[list[Any]]]:
    """Header and one line a conversation; who wrote only for those who may see people, never what was said."""
    shows_people = may_see_people(shop)
    header = [
        _("Conversation"), *([_("Who wrote"), _("Phone")] if shows_people else []), _("First message"),
        _("First answer"), _("Channel"), _("Origin"), _("Campaign"), _("Promotion code"), _("Keyword"),
        _("About"), _("About a purchase"), _("Judged by"), _("Outcome"), _("Reason"), _("Answer used"),
        _("Order"), _("Product code"),
    ]  # fmt: skip
    return header, (_line(shop, talk, shows_people) for talk in rows)


def _line(shop: ShopContext, talk: Conversation, shows_people: bool) -> list[Any]:
    contact = open_contact(current_seal(), talk) if shows_people else None
    return [
        talk.uid.hex,
        *([contact.name, contact.phone] if contact else []),
        _local(shop, talk.started_at),
        _local(shop, talk.first_reply_at),
        channel_name(talk.place),
        str(Origin(talk.origin).label),
        talk.campaign,
        talk.code,
        talk.keyword,
        ", ".join(talk.topics),
        int(talk.is_qualified),
        talk.qualified_by,
        str(Outcome(talk.outcome).label),
        str(LostReason(talk.lost_reason).label) if talk.lost_reason else "",
        talk.script.title if talk.script else "",
        talk.order.number if talk.order else "",
        talk.product.sku if talk.product else "",
    ]


def _local(shop: ShopContext, at: datetime | None) -> str:
    return at.astimezone(shop.zone).strftime("%Y-%m-%d %H:%M") if at else ""
