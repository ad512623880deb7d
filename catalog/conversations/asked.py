"""What the addresses of the pages of conversations ask for, and the conversations that fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import CharField, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from catalog.conversations.compute import BUCKETS, NO_REPLY
from catalog.conversations.incoming import Contact
from catalog.conversations.models import Conversation, LostReason, Origin, Outcome, ReplyScript
from catalog.conversations.personal import contact_index
from catalog.conversations.selectors import BUCKET, conversations
from catalog.customers.naming import may_see_people
from catalog.customers.searches import opened_words, people_matching
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib import phones
from shop_ai.lib.listing import chosen_of, page_of, period_of, query_of, sort_of
from shop_ai.lib.period import DAY, Period, local_day
from shop_ai.lib.tenancy import shop_scope

SORTS: Final = {"started": ("started_on", "started_at"), "wait": ("wait",)}
DEFAULT_SORT: Final = "-started"
QUALIFIED: Final = ("yes", "no")
KEPT: Final = (
    "place", "origin", "reply", "qualified", "outcome", "reason", "script", "preset", "from", "to", "sort",
)  # fmt: skip
# The choice of what nobody said: no slug is written so.
NOT_SAID: Final = "-"


@dataclass(frozen=True, slots=True)
class TalksAsked:
    """A checked request; ``period`` is None for all time, ``find`` is the sealed form of ``words``."""

    place: str
    origin: str
    reply: str
    qualified: str
    outcome: str
    reason: str
    script: str
    period: Period | None
    preset: str
    words: str
    find: str
    sort: str
    page: int
    query: str


def talks_asked(shop: ShopContext, given: Mapping[str, str]) -> TalksAsked:
    """Read an address; what makes no sense in it is left out."""
    period, preset = period_of(given, local_day(timezone.now(), shop.zone))
    find = given.get("find", "") if may_see_people(shop) else ""
    words = opened_words(shop.id, find)
    return TalksAsked(
        place=given.get("place", "")[:40],
        origin=chosen_of(given, "origin", Origin.values),
        reply=chosen_of(given, "reply", (*BUCKETS, NO_REPLY)),
        qualified=chosen_of(given, "qualified", QUALIFIED),
        outcome=chosen_of(given, "outcome", Outcome.values),
        reason=chosen_of(given, "reason", (*LostReason.values, NOT_SAID)),
        script=given.get("script", "")[:32],
        period=period,
        preset=preset,
        words=words,
        find=find if words else "",
        sort=sort_of(given, SORTS, DEFAULT_SORT),
        page=page_of(given),
        query=query_of(given, KEPT, find=find if words else ""),
    )


def matching(shop: ShopContext, asked: TalksAsked) -> QuerySet[Conversation]:
    """The conversations that fit, in the order asked for."""
    with shop_scope(shop.id):
        rows = conversations(shop.id).filter(_plain_filters(asked))
        if asked.reply:
            bucket = RawSQL(BUCKET.replace("c.", "catalog_conversation."), (), output_field=CharField())
            rows = rows.alias(bucket=bucket).filter(bucket=asked.reply)
        if asked.script:
            rows = rows.filter(_of_script(asked.script))
        if asked.words:
            rows = rows.filter(_is_found(shop, asked.words))
        wait = ExpressionWrapper(F("first_reply_at") - F("started_at"), output_field=DurationField())
        name = asked.sort.removeprefix("-")
        descending = asked.sort.startswith("-")
        order = [
            F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_last=True)
            for column in (*SORTS[name], "pk")
        ]
        return rows.alias(wait=wait).order_by(*order)


def _plain_filters(asked: TalksAsked) -> Q:
    wanted = Q()
    if asked.place:
        wanted &= Q(place="" if asked.place == NOT_SAID else asked.place)
    if asked.origin:
        wanted &= Q(origin=asked.origin)
    if asked.qualified:
        wanted &= Q(is_qualified=asked.qualified == "yes")
    if asked.outcome:
        wanted &= Q(outcome=asked.outcome)
    if asked.reason:
        wanted &= Q(outcome=Outcome.LOST, lost_reason="" if asked.reason == NOT_SAID else asked.reason)
    if asked.period:
        wanted &= Q(started_on__range=(asked.period.start, asked.period.end))
    return wanted


def _of_script(hex_id: str) -> Q:
    if hex_id == NOT_SAID:
        return Q(script__isnull=True)
    known = ReplyScript.objects.filter(uid=hex_id) if len(hex_id) == 32 and hex_id.isalnum() else None
    pk = known.values_list("pk", flat=True).first() if known is not None and _is_hex(hex_id) else None
    return Q(script=pk) if pk else Q(pk__in=[])


def _is_hex(text: str) -> bool:
    return all(sign in "0123456789abcdef" for sign in text)


def _is_found(shop: ShopContext, words: str) -> Q:
    """A customer by name or phone, a contact by the whole name it has in its chat, an order by its number."""
    seal = current_seal()
    number = phones.parse(words, shop.country) or ""
    found = Q(customer__in=people_matching(shop, words).values("pk")) | Q(order__number__iexact=words)
    contacts = [Contact(external_id=words), Contact(name=words)]
    indexes = [contact_index(seal, place, one) for place in ("whatsapp", "") for one in contacts]
    found |= Q(contact_index__in=indexes)
    return found | Q(phone_index=seal.index("phone", number)) if number else found


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """The figures of a period, of all channels or one; ``as_of`` is the last complete day."""

    period: Period
    preset: str
    place: str
    as_of: date
    query: str


def figures_asked(shop: ShopContext, given: Mapping[str, str]) -> FiguresAsked:
    """The last 30 days unless the address names others."""
    today = local_day(timezone.now(), shop.zone)
    period, preset = period_of(given, today)
    if period is None:
        period, preset = Period.preset("last_30_days", today), "last_30_days"
    place = given.get("place", "")[:40]
    return FiguresAsked(
        period, preset, place, today - DAY, query_of(given, ("preset", "from", "to", "place"))
    )
