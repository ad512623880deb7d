"""Preparing at night what customers will be shown, with the decisions that explain it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.utils import timezone

from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import DAY
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.automations import BEST_SELLERS, EXPLORATION
from signals.recommend.compute import WINDOW_DAYS
from signals.recommend.counting import Counted, counted, latest_sale_day
from signals.recommend.models import PreparedProduct, RecommendationRun, RecommendedItem
from signals.recommend.nightlists import Place, all_lists, by_category, stored_places
from signals.recommend.rules import UNIT, VERSION
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from signals.recommend.interactions import Bought
    from signals.recommend.neighbours import Prepared

BATCH: Final = 1000
_INSERT: Final = """
INSERT INTO signals_preparedproduct (shop_id, run_id, product_id, near, bought, alike, buyers, orders, is_lasting)
SELECT %(shop)s, %(run)s, x.product, x.near::bigint[], x.bought::bigint[], x.alike::bigint[], x.buyers::int[],
    x.orders, x.lasting
FROM unnest(%(products)s::bigint[], %(near)s::text[], %(bought)s::text[], %(alike)s::text[], %(buyers)s::text[],
    %(orders)s::int[], %(lasting)s::boolean[]) AS x(product, near, bought, alike, buyers, orders, lasting)
"""


def prepare(shop_id: int, as_of: date) -> int:
    """Prepare a shop as of a day and return the number of places in the shop's list; nothing when switched off.

    What is read is worked out between two transactions, so that none stands idle; then lists, neighbours and exploration
    change together in one, or not at all. Safe to run twice.
    """
    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        if not is_on(BEST_SELLERS.code):
            return 0
        until = latest_sale_day(shop_id, as_of)
        products = counted(shop, until)
        known = _bought(shop_id, until)
    prepared = _neighbours(shop_id, known)
    with shop_scope(shop_id):
        take_turn("recommend")
        run = _new_run(shop_id)
        _write_neighbours(run, products, known, prepared)
        places = _write_lists(run, products, until)
        if is_on(EXPLORATION.code):
            from signals.recommend.exploring import explore

            explore(shop_id, run, products, as_of + DAY)
        run.save()
        _forget_old_runs(run)
        return places


def remake_lists(shop: ShopContext, as_of: date) -> None:
    """Make the lists of everybody again after a word of the owner; neighbours and exploration stay as they are."""
    with shop_scope(shop.id):
        take_turn("recommend")
        if not is_on(BEST_SELLERS.code):
            return
        run = RecommendationRun.objects.filter(is_current=True).first() or _new_run(shop.id)
        until = latest_sale_day(shop.id, as_of)
        run.items.exclude(slot="explore").delete()
        _write_lists(run, counted(shop, until), until)
        run.computed_at = timezone.now()
        run.save()


def _new_run(shop_id: int) -> RecommendationRun:
    RecommendationRun.objects.filter(is_current=True).update(is_current=False)
    run: RecommendationRun = RecommendationRun.objects.create(
        shop_id=shop_id, model_version=VERSION, computed_at=timezone.now(), typical=UNIT
    )
    return run


def _write_lists(run: RecommendationRun, products: list[Counted], until: date) -> int:
    """The lists with their decision; the caller saves the run."""
    pools, found = all_lists(products)
    decision = record_decision(
        automation=BEST_SELLERS.code,
        subject="lists",
        version=VERSION,
        inputs={"until": until.isoformat(), "window_days": WINDOW_DAYS, "candidates": len(products)},
        candidates=[{name: [one.stored() for one in pool]} for name, pool in pools.items()],
        output={"lists": stored_places(found)},
        reason_code="ranked_by_net_orders",
        about=[f"product:{one.product_id}" for pool in pools.values() for one in pool],
    )
    run.decision_uid, run.model_version = decision.uid, VERSION
    run.facts |= {
        "until": until.isoformat(),
        "most_orders": max((one.net for one in products), default=0),
        "products": len(products),
    }
    items = [_item(run, *name.partition(":")[::2], place) for name, held in found.items() for place in held]
    items += [
        _item(run, "category", str(category), place)
        for category, held in by_category(products).items()
        for place in held
    ]
    RecommendedItem.objects.bulk_create(items, batch_size=BATCH)
    return len(found["home"])


def _item(run: RecommendationRun, slot: str, key: str, place: Place) -> RecommendedItem:
    return RecommendedItem(
        shop_id=run.shop_id,
        run=run,
        slot=slot,
        key=key,
        rank=place.rank,
        product_id=place.product_id,
        score=place.score,
        reason_code=place.reason_code,
        reason_values={"orders": place.orders, "days": WINDOW_DAYS},
    )


def _bought(shop_id: int, until: date) -> Bought:
    from signals.recommend.interactions import bought

    return bought(shop_id, until)


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What was worked out: the model's name and version, each product's neighbours, the typical amount."""

    model: str
    version: str
    products: list[Prepared]
    typical: int


def _neighbours(shop_id: int, known: Bought) -> _Neighbours:
    """The neighbours by the model that the shop's purchases can bear; without one, likeness does the work."""
    from signals.backtest.histories import learnt_from
    from signals.recommend.choosing_model import model_for
    from signals.recommend.neighbours import prepare_neighbours

    model = model_for(shop_id, known.data)
    if model is not None:
        model.fit(learnt_from(known.data))
    products, typical = prepare_neighbours(known, model)
    return _Neighbours(
        model.NAME if model else "", model.VERSION if model else "content-1", products, typical
    )


def _write_neighbours(
    run: RecommendationRun, products: list[Counted], known: Bought, found: _Neighbours
) -> None:
    """The neighbours of a run; the caller saves it."""
    run.model_name, run.typical = found.model, found.typical
    run.facts |= {"baskets": known.data.n_sessions, "model": found.version}
    net = {one.id: one.net for one in products}
    ids: Any = known.data.ids
    # What was deleted while we worked it out is not written.
    rows = [(ids[one.item], one) for one in found.products if ids[one.item] in net]
    values: dict[str, Any] = {
        "shop": run.shop_id,
        "run": run.pk,
        "products": [product for product, _one in rows],
        "near": [_array(ids[other] for other in one.near) for _product, one in rows],
        "bought": [_array(one.bought) for _product, one in rows],
        "alike": [_array(one.alike) for _product, one in rows],
        "buyers": [_array(one.buyers) for _product, one in rows],
        "orders": [net[product] for product, _one in rows],
        "lasting": [one.is_lasting for _product, one in rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)


def _array(numbers: Iterable[int]) -> str:
    """An array as Postgres writes it: many short arrays bind faster so than one by one."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _forget_old_runs(current: RecommendationRun) -> None:
    """The ledger keeps the explanation; prepared rows of earlier nights are not read again."""
    old = RecommendationRun.objects.exclude(pk=current.pk)
    for rows in (RecommendedItem, PreparedProduct):
        rows.objects.filter(run__in=old.values("pk")).delete()
    old.delete()
