"""Having answers ready before they are asked for: every night, and soon after something changed.

Only what pages asked for in the last days is made again, and for a shop whose pages carry the widget the pages of what sells
best: a list that nobody sees would only fill the record of served lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from shop_ai.lib.tenancy import purpose, shop_scope
from signals.recommend.rules import TICK_SECONDS
from signals.recommend.serving import CHUNK
from signals.widget.addresses import FRAME, Frame, Plain, question_of
from signals.widget.answers import Standing, answers, edition
from signals.widget.asking import USUAL_ITEMS
from signals.widget.models import PreparedAnswer

REMEMBERED: Final = timedelta(days=3)
BEST_PAGES: Final = 40
MOST_AT_NIGHT: Final = 1000
MOST_AT_ONCE: Final = 200
# Half an hour of half-minutes: by then chance has drawn nearly all that it can draw.
TICKS: Final = 60
MOST_VARIANTS: Final = 16

_FOLD: Final = """
WITH gone AS (DELETE FROM signals_answerchange WHERE shop_id = %(shop)s RETURNING amount)
INSERT INTO signals_answerchange (shop_id, amount, is_folded)
SELECT %(shop)s, sum(amount), true FROM gone HAVING count(*) > 0
"""
_BEST: Final = """
SELECT p.sku FROM signals_recommendationrun r
JOIN signals_recommendeditem i ON i.shop_id = r.shop_id AND i.run_id = r.id AND i.slot = 'home'
JOIN catalog_product p ON p.shop_id = i.shop_id AND p.id = i.product_id
WHERE r.shop_id = %(shop)s AND r.is_current ORDER BY i.rank LIMIT %(most)s
"""


def changed_shops() -> list[int]:
    """The shops in which something that answers depend on has changed since the last look."""
    with purpose("answers"), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT shop_id FROM signals_answerchange WHERE NOT is_folded")
        return [row[0] for row in cursor.fetchall()]


def fold_changes(shop_id: int) -> None:
    """Make one row of a shop's changes, with their sum: the version stays what it is."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_FOLD, {"shop": shop_id})


def renew_answers(shop_id: int, at: datetime) -> int:
    """Make again what a change has left behind of the answers that are asked for; returns how many."""
    fold_changes(shop_id)
    with shop_scope(shop_id):
        standing = Standing.read(shop_id, at)
        is_old = Q(version__lt=standing.version) | ~Q(edition=edition())
        asked = PreparedAnswer.objects.filter(is_old, asked_on__gte=_since(at)).exclude(address=FRAME)
        # Lists of the shop before those of a product: nearly every visitor gets one.
        addresses = asked.order_by("-asked_on", "address").values_list("address", flat=True)
        return _make(standing, _questions(addresses)[:MOST_AT_ONCE], at)


def prepare_answers(shop_id: int, *, pages: int = 0) -> int:
    """The night's work: what pages ask for, and ``pages`` product pages at the least; returns how many answers."""
    at = timezone.now()
    fold_changes(shop_id)
    with shop_scope(shop_id):
        standing = Standing.read(shop_id, at)
        asked = PreparedAnswer.objects.filter(asked_on__gte=_since(at)).exclude(address=FRAME)
        known = _questions(asked.values_list("address", flat=True))
        usual = _usual(standing, max(pages, BEST_PAGES if known else 0))
        made = _make(standing, list(dict.fromkeys([*usual, *known]))[:MOST_AT_NIGHT], at)
        left = PreparedAnswer.objects.filter(Q(asked_on__lt=_since(at)) | Q(asked_on=None))
        left.filter(version__lt=standing.version).delete()
        return made


def _since(at: datetime) -> date:
    return (at - REMEMBERED).date()


def _questions(addresses: Iterable[str]) -> list[Plain]:
    """The questions behind addresses, each once; what was drawn for them does not matter."""
    found = dict.fromkeys(question_of(address) for address in addresses)
    return sorted(found, key=lambda plain: bool(plain.sku))


def _usual(standing: Standing, pages: int) -> list[Plain]:
    """The shop's list, and the pages of its best-sellers, in its own language."""
    with connection.cursor() as cursor:
        cursor.execute(_BEST, {"shop": standing.shop.id, "most": pages})
        skus = [row[0] for row in cursor.fetchall()]
    language = standing.shop.language
    of_products = [Plain("product", sku, language, USUAL_ITEMS) for sku in skus]
    return [Plain("home", "", language, USUAL_ITEMS), *of_products]


def _make(standing: Standing, plains: Sequence[Plain], at: datetime) -> int:
    pages = [plain for plain in plains if plain.sku]
    made = sum(answers(standing, pages[n : n + CHUNK], at) for n in range(0, len(pages), CHUNK))
    for alike in _by_list(plain for plain in plains if not plain.sku):
        made += sum(answers(standing, alike, moment) for moment in _variants(standing.frame, alike[0], at))
    return made


def _by_list(plains: Iterable[Plain]) -> list[list[Plain]]:
    """The questions that have one list in several languages: what is drawn is the same for them."""
    groups: dict[tuple[str, int], list[Plain]] = {}
    for plain in plains:
        groups.setdefault((plain.slot, plain.limit), []).append(plain)
    return list(groups.values())


def _variants(frame: Frame, plain: Plain, at: datetime) -> Iterator[datetime]:
    """A moment for each thing that chance can draw in the next half-hour, the soonest first."""
    found: set[str] = set()
    for tick in range(TICKS):
        moment = at + timedelta(seconds=tick * TICK_SECONDS)
        address = frame.address(plain, moment.timestamp())
        if address not in found and len(found) < MOST_VARIANTS:
            found.add(address)
            yield moment
