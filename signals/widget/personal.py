"""Answers for one visitor: made from what the process remembers of the shop, and served in one statement.

The statement that writes the list into the record of served lists says the shop's version too. When it is not the one
that the list was made of, the list is neither stored nor sent, and it is made anew: nothing that was true before a change
only leaves the house. A hold and what the visitor dismissed are read for every answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from catalog.shops.context import ShopContext
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from shop_ai.lib.prepared import lasting_rows
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.filters import Wanted
from signals.recommend.making import Made
from signals.recommend.remembered import Remembered
from signals.recommend.serving import Query
from signals.widget.asking import Asked
from signals.widget.lists import find
from signals.widget.offers import Offers, offers_of
from signals.widget.packing import Packed, packed
from signals.widget.payload import Found, payload

# A product takes about 2 kB as the reason for others, and again as what may be shown.
MOST_PRODUCTS: Final = 20_000
MOST_NAMES: Final = 500
TRIES: Final = 3
_NONE: Final = -1
_SERVE: Final = "SELECT * FROM signals_serve_list(%(key)s, %(version)s, %(visitor)s, %(name)s, %(at)s, %(slot)s, %(content)s)"


class Standing(NamedTuple):
    """What the statement says; ``shop`` None: no shop has this key. ``dismissed``: products, None without a visitor."""

    shop: int | None
    version: int
    is_held: bool | None
    dismissed: Collection[int] | None


@dataclass(slots=True)
class Known:
    """A shop in this process as of one version. ``stored`` are lists that are in the record already."""

    shop: ShopContext
    products: Remembered
    offers: dict[date, Offers] = field(default_factory=dict)
    stored: set[UUID] = field(default_factory=set)

    @classmethod
    def read(cls, shop_id: int, version: int) -> Known:
        with shop_scope(shop_id):
            known = cls(context_of(Shop.objects.get(pk=shop_id)), Remembered.read(shop_id, version))
            known.offers_on(timezone.now().astimezone(known.shop.zone).date())
            return known

    def offers_on(self, day: date) -> Offers:
        found = self.offers.get(day)
        if found is None:
            found = self.offers[day] = offers_of(self.shop.id, day)
        return found


class Shops:
    """The shops of this process by public key, bounded by their products: the one that grew longest ago makes room."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: dict[str, Known] = {}
        self._lock = Lock()

    def get(self, key: str) -> Known | None:
        return self._held.get(key)

    def of(self, key: str, shop_id: int, version: int) -> Known:
        """The shop as of this version, which was read before."""
        known = self._held.get(key)
        if known is None or known.products.version != version:
            known = self._held[key] = Known.read(shop_id, version)
        return known

    def drop(self, key: str) -> None:
        self._held.pop(key, None)

    def tidy(self, key: str) -> None:
        """Put the shop last and let go what is too much; a shop that is too large alone begins anew."""
        with self._lock:
            known = self._held.pop(key, None)
            if known is not None and known.products.weight <= self.most:
                self._held[key] = known
            weight = sum(one.products.weight for one in self._held.values())
            for gone in list(self._held):
                if weight <= self.most:
                    break
                weight -= self._held.pop(gone).products.weight

    def clear(self) -> None:
        self._held.clear()


_shops = Shops(MOST_PRODUCTS)


def forget_personal() -> None:
    """Read everything anew; for tests, where a shop changes within a second."""
    _shops.clear()


def is_for_one(question: Asked) -> bool:
    """Whether the answer is a visitor's own, and needs no playlist to be looked through."""
    return question.is_personal and not (question.use or question.theme or question.gift)


def personal(question: Asked) -> Packed | None:
    """The answer to one visitor; None when no shop has this key.

    Of a shop that changes faster than lists are made, the list is made of what the database says.
    """
    at = timezone.now()
    for _ in range(TRIES):
        known, standing = _shops.get(question.key), None
        if known is None or question.visitor:
            standing = _stand(question, _NONE)
            if standing.shop is None:
                return None
            known = _shops.of(question.key, standing.shop, standing.version)
        found = _served(question, known, standing, at)
        if found is not None:
            return worded(known.shop, question, found)
    return _from_database(question, at)


def _from_database(question: Asked, at: datetime) -> Packed | None:
    standing = _stand(question, _NONE)
    if standing.shop is None:
        return None
    shop = _shops.of(question.key, standing.shop, standing.version).shop
    return worded(shop, question, find(shop, question, at))


def _served(question: Asked, known: Known, standing: Standing | None, at: datetime) -> Found | None:
    """The list, once it is in the record; None when the shop has changed since it was remembered.

    ``standing`` is what was read about the visitor and the shop for this list, if it was.
    """
    weight = known.products.weight
    answer, made = known.products.answer(
        _query(question),
        at,
        is_held=bool(standing and standing.is_held),
        dismissed=(standing.dismissed if standing else None) or (),
    )
    offers = known.offers_on(at.astimezone(known.shop.zone).date())
    if known.products.weight != weight:
        _shops.tidy(question.key)
    if not _is_right(question, known, made, is_looked_up=standing is not None, at=at):
        return None
    return Found(answer.items, answer.is_personal, answer.computed_at, offers)


def _is_right(question: Asked, known: Known, made: Made | None, *, is_looked_up: bool, at: datetime) -> bool:
    """Store a made list if the shop is still as it was remembered; a shop that is not is remembered anew."""
    if made is None or made.uid in known.stored:
        if is_looked_up:
            return True
        now = _stand(replace(question, visitor=""), known.products.version)
    else:
        now = _stand(replace(question, visitor=""), known.products.version, made, at)
    if now.shop is None:
        _shops.drop(question.key)
        return False
    if now.version != known.products.version:
        _shops.of(question.key, now.shop, now.version)
        return False
    if made is not None and len(known.stored) < MOST_NAMES:
        known.stored.add(made.uid)
    return True


def _stand(question: Asked, version: int, made: Made | None = None, at: datetime | None = None) -> Standing:
    """The statement; with a made list it is stored if the shop's version is still ``version``."""
    values: dict[str, Any] = {
        "key": question.key,
        "version": version,
        "visitor": question.visitor,
        "name": made.uid if made else None,
        "at": at,
        "slot": made.slot if made else "",
        "content": made.text if made else "",
    }
    return Standing(*lasting_rows(_SERVE, values)[0])


def _query(question: Asked) -> Query:
    return Query(
        slot=question.slot,
        sku=question.sku,
        cart=question.cart,
        seen=question.seen,
        limit=question.limit,
        filters=Wanted(budget=question.budget),
        visitor=question.visitor,
    )


def worded(shop: ShopContext, question: Asked, found: Found) -> Packed:
    """The answer in the visitor's language, or the shop's."""
    language = _language(question.language, shop)
    with translation.override(language):
        body = payload(shop, question, found, language=language)
    # Level 1: a personal answer is compressed for one reader, and the higher levels save a tenth for thrice the time.
    return packed(body, level=1)


def _language(wanted: str, shop: ShopContext) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    short = wanted.split("-", maxsplit=1)[0].lower()
    return short if short in known else shop.language
