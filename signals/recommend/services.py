"""Preparing at night what customers will be shown, with the decisions that explain it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

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
    from signals.recommenders.interface import Recommender

BATCH: Final = 1000


def prepare(shop_id: int, as_of: date) -> int:
    """Prepare a shop as of a day and return the number of places in the shop's list; nothing when switched off.

    One transaction: lists, neighbours and exploration change together, or not at all. Safe to run twice.
    """
    shop = shop_by_id(shop_id)
    with shop_scope(shop_id):
        take_turn("recommend")
        if shop is None or not is_on(BEST_SELLERS.code):
            return 0
        run = _new_run(shop_id)
        until = latest_sale_day(shop_id, as_of)
        products = counted(shop, until)
        _write_neighbours(run, products, until)
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


def _write_neighbours(run: RecommendationRun, products: list[Counted], until: date) -> None:
    from signals.recommend.interactions import bought
    from signals.recommend.neighbours import prepare_neighbours

    known = bought(run.shop_id, until)
    model = _fitted(run.shop_id, known)
    prepared, run.typical = prepare_neighbours(known, model)
    run.model_name = model.NAME if model else ""
    run.facts |= {"baskets": known.data.n_sessions, "model": model.VERSION if model else "content-1"}
    net = {one.id: one.net for one in products}
    ids: Any = known.data.ids
    PreparedProduct.objects.bulk_create(
        (
            PreparedProduct(
                shop_id=run.shop_id,
                run=run,
                product_id=ids[one.item],
                near=[ids[other] for other in one.near],
                bought=one.bought,
                alike=one.alike,
                buyers=one.buyers,
                orders=net.get(ids[one.item], 0),
                is_lasting=one.is_lasting,
            )
            for one in prepared
        ),
        batch_size=BATCH,
    )


def _fitted(shop_id: int, known: Bought) -> Recommender | None:
    """The model that the shop's purchases can bear; None: likeness and best-sellers do the work."""
    from signals.recommend.choosing_model import model_for

    model = model_for(shop_id, known.data)
    return model.fit(known.data) if model else None


def _forget_old_runs(current: RecommendationRun) -> None:
    """The ledger keeps the explanation; prepared rows of earlier nights are not read again."""
    old = RecommendationRun.objects.exclude(pk=current.pk)
    for rows in (RecommendedItem, PreparedProduct):
        rows.objects.filter(run__in=old.values("pk")).delete()
    old.delete()
